import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readHeader } from "../../src/cluster/header.ts";
import { shardPath } from "../../src/cluster/layout.ts";
import { planStatus } from "../../src/cluster/shardStates.ts";
import { GRID, sweepFile } from "../sweep/tinySweep.ts";
import { onlyRun, scratchFolder, start, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const file = sweepFile(folder, GRID);

test.each(["SIGTERM", "SIGINT"] as const)("%s gives up the shard at work, within seconds, and nothing of it is written: exit code 130 and what is left", { timeout: 60_000 }, async (signal) => {
  // A shard takes minutes.
  const out = join(folder, signal);
  expect(await yenwind(["plan", file, "--paths", "100000", "--paths-per-shard", "100000", "--out", out])).toMatchObject({ code: 0 });
  const plan = onlyRun(out);
  const { child, ended, stderrShows } = start(["shard", plan, "0-1", "--threads", "1", "--json"]);
  await stderrShows(" left\n");
  const began = performance.now();
  child.kill(signal);
  const { code, stdout, stderr } = await ended;
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(code).toBe(130);
  expect(stderr).toContain("Interrupted: the shard at work is given up");
  expect(JSON.parse(stdout)).toMatchObject({ done: [], failed: [], left: [0, 1] });
  for (const kind of ["data", "summary", "done", "failed"] as const) expect(existsSync(shardPath(plan, 0, kind))).toBe(false);
  expect(planStatus(plan, readHeader(plan))).toMatchObject({ done: 0, running: [], missing: [0, 1, 2, 3] });
});
