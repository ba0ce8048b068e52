/**
 * A sweep of 1,000 points × 200 paths of the smoke population, cut into shards of 20 seconds of one core, takes at most
 * 5 % longer than as a sweep of one machine: planned, trial included, computed shard by shard and merged.
 *
 * Both ways take turns in one process, on as many threads, from the sweep file to the last table, and write the same files.
 * The start of the program is in neither. Seconds of processors are counted as well: they say nearly the same on a busy
 * machine, but not what threads wait for.
 */
import { mkdtempSync, rmSync } from "node:fs";
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

/** Seconds of processors that this process and its threads have had. */
function processors(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

async function sweep(folder: string) {
  const [began, before] = [performance.now(), processors()];
  await simulateSweep(await evenSweep(POINTS), { folder, threads, given });
  return { all: since(began), processors: processors() - before };
}

async function sharded(out: string) {
  const [began, before] = [performance.now(), processors()];
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
  return { shards: header.counts.shards, plan, open, compute, merge: since(merging), all: since(began), processors: processors() - before, folder: result!.folder };
}

type Sharded = Awaited<ReturnType<typeof sharded>>;
const turns: { readonly sweep: Awaited<ReturnType<typeof sweep>>; readonly sharded: Sharded }[] = [];
for (let turn = 0; turn < TURNS; turn++) {
  const out = mkdtempSync(join(tmpdir(), "yenwind-benchmark-"));
  const one = join(out, "one");
  try {
    const early = turn % 2 === 0 ? await sweep(one) : undefined;
    const parts = await sharded(out);
    const alone = early ?? (await sweep(one));
    const [files, merged] = [one, parts.folder].map((folder) => JSON.stringify(readManifest(folder).files));
    if (files !== merged) throw new Error("the files differ");
    turns.push({ sweep: alone, sharded: parts });
    const { plan, open, shards, compute, merge, all } = parts;
    console.log(`turn ${turn + 1}: sweep ${alone.all.toFixed(1)} s; plan ${plan.toFixed(1)}, open ${open.toFixed(1)}, ${shards} shards ${compute.toFixed(1)}, merge ${merge.toFixed(1)}, in all ${all.toFixed(1)} s; of processors ${alone.processors.toFixed(1)} and ${parts.processors.toFixed(1)} s`);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
const over = (of: (result: { readonly all: number; readonly processors: number }) => number) => median(turns.map((turn) => of(turn.sharded) / of(turn.sweep) - 1));
const ofProcessors = over(({ processors: seconds }) => seconds);
console.log(`in seconds of processors: ${(100 * ofProcessors).toFixed(1)} %`);
const overhead = over(({ all }) => all);
report("sharding-costs-little", {
  claim: `in shards of ${SHARD_SECONDS} s of a core, a sweep of ${POINTS} points × 200 paths takes at most ${100 * AT_MOST} % longer, plan and merge included`,
  measured: 100 * overhead,
  unit: "%",
  holds: overhead <= AT_MOST,
  machine,
  details: { configuration: "configs/smoke.yaml", threads, points: POINTS, shardSeconds: SHARD_SECONDS, ofProcessors, turns },
});
