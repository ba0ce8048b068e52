import { readdirSync, readFileSync, writeFileSync, rmSync, mkdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { shardPath, TEMPORARY_FOLDER } from "../../src/cluster/layout.ts";
import type { ShardPlan } from "../../src/cluster/openPlan.ts";
import { readShardRecord } from "../../src/cluster/records.ts";
import { openShardRunner } from "../../src/cluster/runShard.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { GRID, planOf, rowsOf } from "../sweep/tinySweep.ts";
import { compute, tinyPlan } from "./tinyPlan.ts";

const folder = scratchFolder();
let number = 0;
const newPlan = (paths = 8) => tinyPlan(planOf(folder, GRID, { set: [`run.paths=${paths}`] }), join(folder, `plans-${number++}`), { paths: 4 });
const bytes = (plan: ShardPlan, shard: number) => (["data", "summary"] as const).map((file) => readFileSync(shardPath(plan.folder, shard, file)));

describe("a shard is a function of plan and number", () => {
  test("its rows are the paths of its points, in order; its summary is that of the rows", async () => {
    const plan = await newPlan();
    await compute(plan, [3]);
    const rows = rowsOf(join(shardPath(plan.folder, 3, "data"), ".."), "3.arrow");
    expect(rows.map(({ point, path }) => [point, path])).toEqual([[1, 4], [1, 5], [1, 6], [1, 7]]);
    const { metrics, ...counts } = readShardRecord(plan.folder, 3, "summary")!;
    expect(counts).toMatchObject({ planHash: plan.header.hash, shard: 3, points: 1, paths: 4, failedPoints: [] });
    const ends = rows.map((row) => row["usdjpy.end"] as number);
    expect(metrics["usdjpy.end"].mean).toBeCloseTo(ends.reduce((sum, value) => sum + value, 0) / 4, 9);
    expect([metrics["usdjpy.end"].min, metrics["usdjpy.end"].max]).toEqual([Math.min(...ends), Math.max(...ends)]);
  });

  test("the same bytes from two runners at once, again, in another folder, and with other threads", async () => {
    const plan = await newPlan();
    const runners = await Promise.all([0, 0].map((threads) => openShardRunner(plan, { threads })));
    const outcomes = await Promise.all(runners.map((runner) => runner.run(5, { again: true })));
    expect(outcomes.map(({ state }) => state)).toEqual(["done", "done"]);
    const first = bytes(plan, 5);
    expect((await runners[0].run(5)).state).toBe("kept");
    expect((await runners[0].run(5, { again: true })).state).toBe("done");
    expect(bytes(plan, 5)).toEqual(first);
    await Promise.all(runners.map((runner) => runner.close()));
    const other = await newPlan();
    await compute(other, [5], { threads: 2 });
    expect(bytes(other, 5)).toEqual(first);
    expect(readdirSync(join(plan.folder, TEMPORARY_FOLDER))).toEqual([]);
  });
});

test("a shard that is stopped leaves nothing, and the runner goes on", async () => {
  const plan = await newPlan(4000);
  const runner = await openShardRunner(plan, { threads: 0 });
  expect(await runner.run(0, { stop: () => true })).toEqual({ state: "stopped" });
  expect(readdirSync(join(plan.folder, "shards", "0"))).toEqual([]);
  expect((await runner.run(0)).state).toBe("done");
  await expect(runner.run(plan.shards.count)).rejects.toThrow(/no shard 4000/);
  await runner.close();
});

test("a disk that takes nothing: a failure, told and noted where that is possible, and done once the disk takes it", async () => {
  const plan = await newPlan();
  const folderOf = join(plan.folder, "shards", "0");
  rmSync(folderOf, { recursive: true });
  writeFileSync(folderOf, "no folder");
  const [outcome] = await compute(plan, [2]);
  expect(outcome).toMatchObject({ state: "failed", record: { shard: 2, attempt: 1 } });
  rmSync(folderOf);
  mkdirSync(folderOf);
  // A folder in the place of the record can neither be read nor replaced.
  mkdirSync(shardPath(plan.folder, 2, "done"));
  writeFileSync(join(shardPath(plan.folder, 2, "done"), "x"), "");
  expect((await compute(plan, [2]))[0].state).toBe("failed");
  expect((await compute(plan, [2]))[0]).toMatchObject({ record: { attempt: 2 } });
  expect(readShardRecord(plan.folder, 2, "failed")).toMatchObject({ attempt: 2 });
  rmSync(shardPath(plan.folder, 2, "done"), { recursive: true });
  expect((await compute(plan, [2]))[0].state).toBe("done");
  expect(readShardRecord(plan.folder, 2, "failed")).toBeUndefined();
});

test("opening a runner removes what was abandoned in the plan", async () => {
  const plan = await newPlan();
  const old = join(plan.folder, TEMPORARY_FOLDER, "node-7-abcdef");
  mkdirSync(old);
  utimesSync(old, new Date(0), new Date(0));
  await compute(plan, []);
  expect(readdirSync(join(plan.folder, TEMPORARY_FOLDER))).toEqual([]);
});
