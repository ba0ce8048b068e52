import { describe, expect, test } from "vitest";
import { PointFailure } from "../../src/calibration/evaluation.ts";
import { openTargets } from "../../src/calibration/openTargets.ts";
import { asPointFailure } from "../../src/calibration/ownTargets.ts";
import { BadInput } from "../../src/config/errors.ts";
import { WorkerFailure } from "../../src/pool/workerFailure.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { planOf, textWith, toyCatalogue } from "./tinyCalibration.ts";

const END = "{ name: end, metric: usdjpy.end, observed: 147.7, tolerance: 0.5 }";
const plan = planOf(scratchFolder(), textWith({ targets: `targets: [loans, ${END}, leverage]` }));
const request = { ...plan, threads: 0, backEnd: "js" } as const;

test("targets of the file and of the catalogue are answered in the order of the file", async () => {
  const { evaluate, close } = await openTargets(plan.targets, toyCatalogue, request);
  const answers = await evaluate([100, 2000], 0);
  await close();
  expect(answers.map(({ name }) => name)).toEqual(["loans", "end", "leverage"]);
  expect(answers).toMatchObject([{ median: 100 }, { observed: 147.7 }, { median: 0.05 }]);
});

test("what is open is closed when the rest cannot be opened", async () => {
  const broken = { ...toyCatalogue, open: () => Promise.reject(new BadInput([{ path: "x", message: "no scenario" }])) };
  await expect(openTargets(plan.targets, broken, request)).rejects.toThrow("no scenario");
});

test("a point that the model refuses fails as a point, after all that runs for it has ended", async () => {
  let running = 0;
  const slow = {
    ...toyCatalogue,
    open: async (names: readonly string[]) => ({
      evaluate: async (values: readonly number[], index: number) => {
        running += 1;
        for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
        running -= 1;
        return (await toyCatalogue.open(names, request)).evaluate(values, index);
      },
      close: async () => {},
    }),
  };
  const { evaluate, close } = await openTargets(plan.targets, slow, request);
  await expect(evaluate([100, 10], 0)).rejects.toThrow(new PointFailure("markets.fx.depth: 10 is below the minimum 100 (USD bn per unit log return)"));
  expect(running).toBe(0);
  await close();
});

describe("whose failure it is", () => {
  const lost = new WorkerFailure("gone", { lost: true });
  const disk = new Error("disk");
  test.each<[string, unknown, unknown]>([
    ["a configuration is the point's", new BadInput([{ path: "a.b", message: "is wrong" }, { path: "c", message: "too" }]), new PointFailure("a.b: is wrong; c: too")],
    ["a path is the point's", new WorkerFailure("NaN", { path: 3 }), new PointFailure("path 3: NaN")],
    ["a lost thread is not", lost, lost],
    ["anything else is not", disk, disk],
  ])("%s", (_, error, expected) => {
    expect(asPointFailure(error)).toEqual(expected);
  });
});
