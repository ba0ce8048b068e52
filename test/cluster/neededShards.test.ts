import { mkdtempSync, renameSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { shardPath } from "../../src/cluster/layout.ts";
import { mergeShards } from "../../src/cluster/merge.ts";
import { NeededShards } from "../../src/cluster/neededShards.ts";
import { loadModel } from "../../src/kinds/loadModel.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { FRAGILE_GRID, fragileKind } from "../sweep/fragileKind.ts";
import { GRID, planOf } from "../sweep/tinySweep.ts";
import { all, compute, merged, oneMachine, tinyPlan } from "./tinyPlan.ts";

const folder = scratchFolder();
const place = () => mkdtempSync(join(folder, "place-"));

test("shards that are not needed are those that no merge looks at", async () => {
  const sweep = planOf(folder, `${GRID}until: mean(usdjpy.end) within 0.35\n`, { set: ["run.paths=1500"] });
  const plan = await tinyPlan(sweep, place(), { paths: 200 });
  const needed = new NeededShards(plan);
  const computed: number[] = [];
  for (const shard of all(plan)) {
    if (!needed.isNeeded(shard)) continue;
    await compute(plan, [shard]);
    computed.push(shard);
  }
  expect(computed.length).toBeLessThan(plan.shards.count);
  expect(await merged(plan, place())).toEqual(await oneMachine(sweep, place()));
  // Whoever asks later, in any order, gets the same answer.
  const later = new NeededShards(plan);
  const asked = all(plan).toReversed().filter((shard) => later.isNeeded(shard));
  expect(asked.toReversed()).toEqual(computed);
  // And none of them can be spared.
  for (const shard of computed.filter((number) => !computed.includes(number + 1))) {
    const record = shardPath(plan.folder, shard, "done");
    renameSync(record, `${record}.away`);
    expect((await mergeShards(plan, { out: place() })).result?.complete).toBe(false);
    renameSync(`${record}.away`, record);
  }
});

test("nothing is needless before what is in front of it is done", async () => {
  const plan = await tinyPlan(planOf(folder, `${GRID}until: mean(usdjpy.end) within 50\n`, { set: ["run.paths=800"] }), place(), { paths: 200 });
  const needed = new NeededShards(plan);
  expect(all(plan).every((shard) => needed.isNeeded(shard))).toBe(true);
  await compute(plan, [1, 2, 4, 5]); // the first look is at 256 paths
  expect(all(plan).filter((shard) => !needed.isNeeded(shard))).toEqual([6, 7]);
  await compute(plan, [0]);
  expect(all(plan).filter((shard) => !needed.isNeeded(shard))).toEqual([2, 3, 6, 7]);
});

test("without a precision, all are needed", async () => {
  const plan = await tinyPlan(planOf(folder, GRID, { set: ["run.paths=40"] }), place(), { paths: 20 });
  await compute(plan);
  const needed = new NeededShards(plan);
  expect(all(plan).every((shard) => needed.isNeeded(shard))).toBe(true);
});

test("points that fail need nothing behind the shard with the failure, and fail in the merged folder as on one machine", async () => {
  const kind = fragileKind(folder);
  const text = `${FRAGILE_GRID.replace("[0, 4.38, 9]", "[0, 4.3, 4.34, 4.38, 9]")}until: mean(usdjpy.end) within 1%\n`;
  const sweep = planOf(folder, text, { model: await loadModel([kind]), set: ["run.paths=600"] });
  const plan = await tinyPlan(sweep, place(), { paths: 40 }, [kind]);
  const needed = new NeededShards(plan);
  for (const shard of all(plan)) if (needed.isNeeded(shard)) await compute(plan, [shard]);
  expect(all(plan).filter((shard) => !needed.isNeeded(shard)).length).toBeGreaterThan(5);
  expect(await merged(plan, place())).toEqual(await oneMachine(sweep, place()));
});
