import { expect, test } from "vitest";
import { KernelBackEnd } from "../../src/kernel/kernelBackEnd.ts";
import { builtInModel } from "../../src/kinds/model.ts";
import { modelSetup } from "../../src/model/setup.ts";
import { compileKernel } from "../../src/run/kernel.ts";
import { configurationWith, FEW_AGENTS } from "../world.ts";

test("more agents than WebAssembly has memory for are refused with what to do, before any memory is taken", async () => {
  const configuration = configurationWith(FEW_AGENTS);
  const kernel = await compileKernel(builtInModel, configuration);
  const setup = modelSetup(configuration, builtInModel.kinds);
  const opening = builtInModel.kinds.map(() => ({ count: 5_000_000, block: new Float64Array(0) }));
  expect(() => new KernelBackEnd(kernel, setup, opening)).toThrow(/need [\d.]+ GiB of WebAssembly memory.* 4\.0: run with --backend js/);
});
