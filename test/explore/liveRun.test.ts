import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openColumns } from "../../src/arrow/readColumn.ts";
import { livePaths, statusOf } from "../../src/explore/liveRun.ts";
import { readCheckpoint } from "../../src/run/checkpoint.ts";
import { scratchFolder, yenwind } from "../cli/yenwind.ts";
import { beginSlowRun } from "./slowRun.ts";

const out = scratchFolder();

test("of a run that is killed, the paths up to the checkpoint are those that it has in the end, to the last bit", async () => {
  const { started, folder } = await beginSlowRun(out, 1100);
  expect(statusOf(folder)).toMatchObject({ state: "running", requested: 1500 });
  started.child.kill("SIGKILL");
  await started.ended;
  const status = statusOf(folder);
  const checkpoint = readCheckpoint(folder)!;
  expect(status).toMatchObject({ state: "stopped", paths: 20 * checkpoint.chunks });
  expect(checkpoint.paths.mark.rows).toBeGreaterThan(0); // some rows are in the file, and some wait
  const live = livePaths(folder)!;
  const columns = ["path", "usdjpy.end", "all.us_equity.forced.horizon", "hedge_fund.fx.all.worst3d"];
  const early = columns.map((name) => live.column(name));
  expect(early[0]).toEqual(Float64Array.from({ length: status.paths }, (_, path) => path));

  expect(await yenwind(["resume", folder, "--quiet"])).toMatchObject({ code: 0 });
  expect(statusOf(folder).state).toBe("finished");
  const whole = openColumns(join(folder, "paths.arrow"));
  columns.forEach((name, c) => expect(early[c]).toEqual(whole.column(name).subarray(0, status.paths)));
  whole.close();
});

test("before the first checkpoint there are no paths, and that is no error", async () => {
  const { started, folder } = await beginSlowRun(join(out, "early"), 0);
  started.child.kill("SIGKILL");
  await started.ended;
  rmSync(join(folder, "checkpoint.bin"), { force: true });
  expect(livePaths(folder)).toBeUndefined();
  expect(statusOf(folder)).toMatchObject({ state: "stopped", paths: 0 });
});
