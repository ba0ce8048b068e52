import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { needsOf } from "../../../../src/cluster/engines/slurm/needs.ts";
import { secondsOf } from "../../../../src/cluster/openPlan.ts";
import { main, scratchFolder } from "../../../cli/yenwind.ts";
import { GRID, planOf } from "../../../sweep/tinySweep.ts";
import { tinyPlan } from "../../tinyPlan.ts";

const folder = scratchFolder();
let number = 0;

function planWith(set: readonly string[], paths: number) {
  const out = join(folder, String(number++));
  mkdirSync(out);
  return tinyPlan(planOf(folder, GRID, { set }), out, { paths });
}

test("the time limit is that of the longest task, with room; threads share its work", async () => {
  const plan = await planWith(["run.paths=1000000"], 250_000);
  const tasks = [[0, 1], [2], [3, 4, 5]];
  const longest = [3, 4, 5].reduce((sum, shard) => sum + secondsOf(plan, shard), 0);
  const [one, four] = [1, 4].map((threads) => needsOf(plan, tasks, threads));
  expect(one.seconds).toBeCloseTo(longest);
  expect(four.seconds).toBeCloseTo(longest / 4);
  expect(60 * one.minutes!).toBeGreaterThan(2 * longest + 120);
  expect(four.minutes).toBeLessThan(one.minutes!);
});

test("a plan of which the cost is unknown has no time limit of its own", async () => {
  const plan = await planWith(["run.paths=20"], 5);
  expect(needsOf({ ...plan, header: { ...plan.header, estimate: null } }, [[0]], 2)).toMatchObject({ minutes: undefined });
});

/** The most memory that a process has had, MB. */
function peakOf(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [main, ...args], { stdio: "ignore" });
  let peak = 0;
  const look = setInterval(() => {
    const file = `/proc/${child.pid}/status`;
    if (existsSync(file)) peak = Math.max(peak, Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync(file, "utf8"))?.[1] ?? 0) / 1024);
  }, 10);
  return new Promise((resolve) => child.on("close", () => { clearInterval(look); resolve(peak); }));
}

test.skipIf(!existsSync("/proc/self/status")).each([
  ["few agents, many paths", [], 20_000, 1],
  ["many agents on two threads", ["agents.hedge_fund.count=50000", "calendar.days=3"], 8, 2],
] as const)("the memory asked for is enough, and not far from what is thought to be used: %s", async (_, set, paths, threads) => {
  const plan = await planWith([`run.paths=${paths}`, ...set], paths);
  const { megabytes, used } = needsOf(plan, [[0]], threads);
  const peak = await peakOf(["shard", plan.folder, "0", "--threads", String(threads)]);
  expect(peak).toBeGreaterThan(0.4 * used);
  expect(peak).toBeLessThan(megabytes);
});
