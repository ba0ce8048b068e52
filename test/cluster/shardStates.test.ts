import { readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { RUNNING_FOLDER, shardPath, TEMPORARY_FOLDER } from "../../src/cluster/layout.ts";
import { ABANDONED_AFTER, removeLeftovers } from "../../src/cluster/leftovers.ts";
import { noteFailure, noteFailures } from "../../src/cluster/noteFailure.ts";
import type { ShardPlan } from "../../src/cluster/openPlan.ts";
import { Marking, readMarkers, SILENT_AFTER } from "../../src/cluster/runningMarker.ts";
import { makeScratch } from "../../src/cluster/shardFiles.ts";
import { planStatus } from "../../src/cluster/shardStates.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { GRID, planOf } from "../sweep/tinySweep.ts";
import { changeFile, compute, tinyPlan } from "./tinyPlan.ts";

const folder = scratchFolder();
let plan: ShardPlan;
let number = 0;
const status = (check = false) => planStatus(plan.folder, plan.header, { check });

/** Eight shards, of which 0, 1 and 2 are done. */
beforeEach(async () => {
  plan = await tinyPlan(planOf(folder, GRID, { set: ["run.paths=8"] }), join(folder, `plans-${number++}`), { paths: 4 });
  await compute(plan, [2, 0, 1]);
});

/** As if a file had last been touched so many seconds ago. */
function age(path: string, seconds: number): void {
  const then = new Date(Date.now() - 1000 * seconds);
  utimesSync(path, then, then);
}
const running = () => readdirSync(join(plan.folder, RUNNING_FOLDER)).map((name) => join(plan.folder, RUNNING_FOLDER, name));

describe("every shard is in one state", () => {
  test("done, failed and missing", () => {
    noteFailure(plan.folder, plan.header, 4, new Error("no space left"));
    noteFailure(plan.folder, plan.header, 4, new Error("no space left on the device"));
    const { failures, ...rest } = status();
    expect(rest).toMatchObject({ shards: 8, done: 3, running: [], failed: [4], missing: [3, 5, 6, 7], damaged: [], toDo: [3, 4, 5, 6, 7] });
    expect(failures).toMatchObject([{ shard: 4, attempt: 2, message: "no space left on the device" }]);
    expect(rest.secondsPerShard).toBeGreaterThan(0);
    expect(rest).toMatchObject({ shardsPerHour: undefined, secondsLeft: undefined });
  });

  test("a shard that is done at last has not failed", async () => {
    noteFailure(plan.folder, plan.header, 4, new Error("no space left"));
    await compute(plan, [4]);
    expect(status()).toMatchObject({ done: 4, failed: [], failures: [] });
  });

  test("damaged: a file that is missing shows at once, another content when all are read", () => {
    rmSync(shardPath(plan.folder, 0, "data"));
    changeFile(plan, 1, "summary", (text) => text.replace('"points":1', '"points":2'));
    expect(status()).toMatchObject({ done: 2, damaged: [0], toDo: [0, 3, 4, 5, 6, 7] });
    expect(status(true)).toMatchObject({ done: 1, damaged: [0, 1], toDo: [0, 1, 3, 4, 5, 6, 7] });
  });

  test("running: while a process shows a sign of life, whatever has failed before; then it is to be done again", () => {
    noteFailure(plan.folder, plan.header, 5, new Error("no space left"));
    const marking = new Marking(plan.folder, 2);
    try {
      marking.begin(5);
      expect(status()).toMatchObject({ running: [{ shard: 5, pid: process.pid, threads: 2 }], failed: [], missing: [3, 4, 6, 7], toDo: [3, 4, 6, 7] });
      expect(status().shardsPerHour).toBeGreaterThan(0);
      marking.begin(6); // the next shard of the same process
      expect(status().running.map(({ shard }) => shard)).toEqual([6]);
      age(running()[0], SILENT_AFTER + 1);
      expect(status()).toMatchObject({ running: [], failed: [5], toDo: [3, 4, 5, 6, 7] });
    } finally {
      marking.end();
    }
    expect(running()).toEqual([]);
  });

  test("a marker that is torn, or of no such shard, changes nothing", () => {
    writeFileSync(join(plan.folder, RUNNING_FOLDER, "torn.json"), '{"schemaVersion":1,"sha');
    writeFileSync(join(plan.folder, RUNNING_FOLDER, "strange.json"), '{"schemaVersion":1,"shard":99}');
    expect(status()).toMatchObject({ done: 3, running: [], missing: [3, 4, 5, 6, 7] });
  });
});

test("two processes with the same host name and number have markers of their own", () => {
  const both = [new Marking(plan.folder, 1), new Marking(plan.folder, 1)];
  both.forEach((marking, n) => marking.begin(3 + n));
  expect(new Set(readMarkers(plan.folder).map(({ shard }) => shard))).toEqual(new Set([3, 4]));
  both[0].end();
  expect(readMarkers(plan.folder).map(({ shard }) => shard)).toEqual([4]);
  both[1].end();
});

test("what dead processes left behind is removed, what is on its way stays", () => {
  const [old, young] = [makeScratch(plan.folder), makeScratch(plan.folder)];
  writeFileSync(join(old, "3.arrow.partial"), "half");
  age(old, ABANDONED_AFTER + 1);
  const [dead, alive] = [new Marking(plan.folder, 1), new Marking(plan.folder, 1)];
  dead.begin(3);
  age(running()[0], ABANDONED_AFTER + 1);
  alive.begin(4);
  removeLeftovers(plan.folder);
  expect(readdirSync(join(plan.folder, TEMPORARY_FOLDER)).map((name) => join(plan.folder, TEMPORARY_FOLDER, name))).toEqual([young]);
  expect(readMarkers(plan.folder).map(({ shard }) => shard)).toEqual([4]);
  expect(running()).toHaveLength(1);
  for (const marking of [dead, alive]) marking.end();
  expect(status()).toMatchObject({ done: 3 });
});

test("a process that cannot begin notes a failure of its shards, but for those that are done", () => {
  noteFailures(plan.folder, plan.header, [[1, 4]], new Error("another model"));
  expect(status()).toMatchObject({ done: 3, failed: [3, 4], failures: [{ shard: 3, message: "another model" }, { shard: 4 }] });
});
