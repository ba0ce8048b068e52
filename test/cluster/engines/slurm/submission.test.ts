import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { planSubmission } from "../../../../src/cluster/engines/slurm/submission.ts";
import { scratchFolder } from "../../../cli/yenwind.ts";
import { GRID, planOf } from "../../../sweep/tinySweep.ts";
import { all, compute, tinyPlan } from "../../tinyPlan.ts";

const folder = scratchFolder();
const OPTIONS = { program: ["yenwind"], kinds: [], threads: 1, partition: undefined, account: undefined, more: [], perTask: 2, throttle: undefined, time: undefined, memory: undefined, out: undefined, maxArraySize: 100 };

test("what is submitted are the shards that are needed and not done", async () => {
  const plan = await tinyPlan(planOf(folder, `${GRID}until: mean(usdjpy.end) within 50\n`, { set: ["run.paths=800"] }), mkdtempSync(join(folder, "plan-")), { paths: 200 });
  const submitted = () => planSubmission(plan, 1, OPTIONS).shards;
  expect(submitted()).toEqual(all(plan));
  await compute(plan, [0, 1, 4, 5]); // of two points 400 paths: precise, so that shards 2, 3, 6 and 7 are needless
  expect(submitted()).toEqual(all(plan).filter((shard) => shard >= 8));
});
