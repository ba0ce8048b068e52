/**
 * A sweep of 1,000 points × 200 paths of the smoke population, cut into shards of 20 seconds of one core, takes at most
 * 5 % longer than as a sweep of one machine: planned, trial included, computed shard by shard and merged.
 *
 * Both ways take turns in one process, on as many threads, from the sweep file to the last table, and write the same files.
 * The start of the program is in neither; what a process per shard adds is in the details: the seconds from opening the
 * plan to threads that are ready.
 */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { readManifest } from "../src/arrow/manifest.ts";
import { mergeShards, openPlan, openShardRunner, simulateSweep, writePlan } from "../src/index.ts";
import { amount } from "./effort.ts";
import { describeMachine } from "./machine.ts";
import { evenSweep } from "./sweepFile.ts";
import { median, report } from "./verdict.ts";

const AT_MOST = 0.05;
const POINTS = amount(1000);
const TURNS = amount(3, 1);
const SHARD_SECONDS = 20;

const machine = describeMachine();
const threads = availableParallelism();
const given = { file: "even.yaml", kinds: [], set: [], until: null };
const since = (began: number) => (performance.now() - began) / 1000;

async function sweep(folder: string): Promise<number> {
  const began = performance.now();
  await simulateSweep(await evenSweep(POINTS), { folder, threads, given });
  return since(began);
}

async function sharded(out: string) {
  const began = performance.now();
  const { folder, header } = await writePlan(await evenSweep(POINTS), { out, given, size: { seconds: SHARD_SECONDS } });
  const plan = since(began);
  const opening = performance.now();
  const opened = await openPlan(folder);
  const runner = await openShardRunner(opened, { threads });
  const open = since(opening);
  const computing = performance.now();
  for (let shard = 0; shard < header.counts.shards; shard++) {
    const { state } = await runner.run(shard);
    if (state !== "done") throw new Error(`shard ${shard}: ${state}`);
  }
  await runner.close();
  const compute = since(computing);
  const merging = performance.now();
  const { result } = await mergeShards(opened, { out });
  return { shards: header.counts.shards, plan, open, compute, merge: since(merging), all: since(began), folder: result!.folder };
}

const turns: (Omit<Awaited<ReturnType<typeof sharded>>, "folder"> & { readonly sweep: number })[] = [];
for (let turn = 0; turn < TURNS; turn++) {
  const out = mkdtempSync(join(tmpdir(), "yenwind-benchmark-"));
  try {
    const one = join(out, "one");
    const [first, second] = turn % 2 === 0 ? [await sweep(one), await sharded(out)] : [await sharded(out), await sweep(one)];
    const [seconds, { folder, ...parts }] = (typeof first === "number" ? [first, second] : [second, first]) as [number, Awaited<ReturnType<typeof sharded>>];
    const files = ([one, folder] as const).map((place) => JSON.stringify(readManifest(place).files));
    if (files[0] !== files[1]) throw new Error(`the files differ: ${readdirSync(one).join(", ")}`);
    turns.push({ ...parts, sweep: seconds });
    console.log(`turn ${turn + 1}: sweep ${seconds.toFixed(1)} s; plan ${parts.plan.toFixed(1)}, open ${parts.open.toFixed(1)}, ${parts.shards} shards ${parts.compute.toFixed(1)}, merge ${parts.merge.toFixed(1)}, in all ${parts.all.toFixed(1)} s`);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
const overhead = median(turns.map(({ all, sweep: alone }) => all / alone - 1));
report("sharding-costs-little", {
  claim: `in shards of ${SHARD_SECONDS} s of a core, a sweep of ${POINTS} points × 200 paths takes at most ${100 * AT_MOST} % longer, plan and merge included`,
  measured: 100 * overhead,
  unit: "%",
  holds: overhead <= AT_MOST,
  machine,
  details: { configuration: "configs/smoke.yaml", threads, points: POINTS, shardSeconds: SHARD_SECONDS, turns },
});
