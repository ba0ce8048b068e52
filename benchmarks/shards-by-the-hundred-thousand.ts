/**
 * A plan of 100,000 shards is written, looked at and merged in less than a minute each, and in at most 1.5 times the
 * memory of one of 10,000.
 *
 * Each step has a process of its own, which reports its seconds and its peak resident set. A shard is two paths of a point,
 * far smaller than anybody would have them; its files are written by what writes all shards, with made-up numbers. They
 * were just written, so that most are read from memory. Needs 3 GB in the temporary folder.
 */
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { commitShard } from "../src/cluster/shardFiles.ts";
import { mergeShards, openPlan, planStatus, rangesOf, readHeader, writePlan } from "../src/index.ts";
import { quick } from "./effort.ts";
import { describeMachine } from "./machine.ts";
import { evenSweep } from "./sweepFile.ts";
import { report } from "./verdict.ts";

const AT_MOST_SECONDS = 60;
const AT_MOST_TIMES = 1.5;
const MANY = quick ? 1000 : 100_000;
const FEW = quick ? 200 : MANY / 10;
/** Of the 200 paths of a point. */
const SHARDS_PER_POINT = 100;

interface Step {
  readonly seconds: number;
  readonly peakMiB: number;
  readonly answer: string;
}

/** What processes of this file do. `folder` is that of the plan, but for `plan`, which answers with it. */
const STEPS = {
  /** All points but the reference are in the design: it has shards as well. */
  plan: async (folder: string, shards: number) => {
    const size = { paths: 200 / SHARDS_PER_POINT };
    const given = { file: "even.yaml", kinds: [], set: [], until: null };
    return (await writePlan(await evenSweep(shards / SHARDS_PER_POINT - 1), { out: folder, given, size })).folder;
  },
  /** Every so many shards, from one on. */
  fill: async (folder: string, every: number, from: number) => {
    const plan = await openPlan(folder);
    for (let shard = from; shard < plan.shards.count; shard += every) {
      const rows = rangesOf(plan, shard).map((range) => ({
        ...range,
        metric: (m: number) => Float64Array.from({ length: range.count }, (_, path) => Math.sin(range.point + m) + Math.sin(range.first + path)),
      }));
      commitShard(plan, { shard, points: rows.length, rows, failedPoints: [], seconds: 1, threads: 1 });
    }
    return "";
  },
  status: async (folder: string) => {
    const { done, shards } = planStatus(folder, readHeader(folder));
    if (done !== shards) throw new Error(`${done} of ${shards} shards are done`);
    return String(done);
  },
  merge: async (folder: string) => {
    const { result } = await mergeShards(await openPlan(folder), { out: join(folder, "..") });
    if (result?.complete !== true) throw new Error("not merged");
    return result.folder;
  },
};

const self = fileURLToPath(import.meta.url);
const inOwnProcess = (...words: readonly (string | number)[]) => JSON.parse(execFileSync(process.execPath, [self, ...words.map(String)], { encoding: "utf8" })) as Step;

async function measure(shards: number) {
  const out = mkdtempSync(join(tmpdir(), "yenwind-benchmark-"));
  try {
    const plan = inOwnProcess("plan", out, shards);
    const fillers = (quick ? 1 : 4) * availableParallelism(); // they wait for the device most of the time
    const began = performance.now();
    await Promise.all(Array.from({ length: fillers }, (_, from) => promisify(execFile)(process.execPath, [self, "fill", plan.answer, String(fillers), String(from)])));
    const fill = (performance.now() - began) / 1000;
    const status = inOwnProcess("status", plan.answer);
    const merge = inOwnProcess("merge", plan.answer);
    const steps = { plan, status, merge };
    const text = Object.entries(steps).map(([name, { seconds, peakMiB }]) => `${name} ${seconds.toFixed(1)} s, ${peakMiB.toFixed(0)} MiB`);
    console.log(`${shards} shards: ${text.join("; ")} (made up in ${fill.toFixed(0)} s)`);
    return steps;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

const [step, folder, ...numbers] = process.argv.slice(2);
if (step !== undefined) {
  const began = performance.now();
  mkdirSync(folder, { recursive: true });
  const answer = await STEPS[step as keyof typeof STEPS](folder, Number(numbers[0]), Number(numbers[1]));
  console.log(JSON.stringify({ seconds: (performance.now() - began) / 1000, peakMiB: process.resourceUsage().maxRSS / 1024, answer } satisfies Step));
} else {
  const machine = describeMachine();
  const [few, many] = [await measure(FEW), await measure(MANY)];
  const names = ["plan", "status", "merge"] as const;
  const longest = Math.max(...names.map((name) => many[name].seconds));
  const times = names.map((name) => many[name].peakMiB / few[name].peakMiB);
  console.log(`memory of ${MANY} shards, times that of ${FEW}: ${names.map((name, n) => `${name} ${times[n].toFixed(2)}`).join(", ")}`);
  report("shards-by-the-hundred-thousand", {
    claim: `plan, status and merge of ${MANY} shards take less than ${AT_MOST_SECONDS} s each, in at most ${AT_MOST_TIMES} times the memory of ${FEW}`,
    measured: longest,
    unit: "s",
    holds: longest < AT_MOST_SECONDS && times.every((ratio) => ratio <= AT_MOST_TIMES),
    machine,
    details: { pathsPerShard: 200 / SHARDS_PER_POINT, times, few, many },
  });
}
