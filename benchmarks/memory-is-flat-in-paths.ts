/**
 * A run of 200,000 paths needs at most 1.3 times the memory of a run of 20,000.
 *
 * Each run has a process of its own, which reports its peak resident set when it is done. The agents are
 * few and the days short, so that paths are cheap: what could grow are rows, files and tables, and these
 * are as wide as in any run. Takes about a minute on two idle cores and writes 1.2 GB to the temporary
 * folder.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { completeRun, simulateToFolder } from "../src/index.ts";
import { amount } from "./effort.ts";
import { describeMachine } from "./machine.ts";
import { report } from "./verdict.ts";

const AT_MOST = 1.3;
const FEW = amount(20_000);
const MANY = amount(200_000);
const THREADS = 2;

interface Peak {
  readonly paths: number;
  readonly peakMiB: number;
  readonly fileMiB: number;
  readonly seconds: number;
}

/** In the process of one run: simulate, and print what it took. */
async function runOnce(paths: number): Promise<void> {
  const agents = { hedge_fund: 8, trend_follower: 2, retail_trader: 3, life_insurer: 2, pension_fund: 3, investment_trust: 2, bank: 2 };
  const loaded = completeRun({
    name: "memory",
    description: "Cheap paths, full rows",
    run: { paths, chunk_paths: 64 },
    calendar: { days: 5, rounds_per_day: 1 },
    agents: Object.fromEntries(Object.entries(agents).map(([kind, count]) => [kind, { count }])),
  });
  const out = mkdtempSync(join(tmpdir(), "yenwind-benchmark-"));
  try {
    const { files, timings } = await simulateToFolder(loaded, { out, threads: THREADS });
    const peak: Peak = {
      paths,
      peakMiB: process.resourceUsage().maxRSS / 1024,
      fileMiB: files.reduce((sum, { bytes }) => sum + bytes, 0) / 2 ** 20,
      seconds: timings.prepare + timings.simulate + timings.tables,
    };
    console.log(JSON.stringify(peak));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function inOwnProcess(paths: number): Peak {
  const text = execFileSync(process.execPath, [fileURLToPath(import.meta.url), String(paths)], { encoding: "utf8" });
  const peak = JSON.parse(text) as Peak;
  console.log(`${paths} paths: peak ${peak.peakMiB.toFixed(0)} MiB, files ${peak.fileMiB.toFixed(0)} MiB, ${peak.seconds.toFixed(0)} s`);
  return peak;
}

const [paths] = process.argv.slice(2);
if (paths !== undefined) await runOnce(Number(paths));
else {
  const machine = describeMachine();
  const [few, many] = [inOwnProcess(FEW), inOwnProcess(MANY)];
  const ratio = many.peakMiB / few.peakMiB;
  report("memory-is-flat-in-paths", {
    claim: `${MANY} paths need at most ${AT_MOST} times the memory of ${FEW}`,
    measured: ratio,
    unit: "times",
    holds: ratio <= AT_MOST,
    machine,
    details: { threads: THREADS, few, many },
  });
}
