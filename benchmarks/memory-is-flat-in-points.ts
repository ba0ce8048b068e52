/**
 * A sweep of 10,000 points × 200 paths of the smoke population needs at most 1.5 times the memory of one of 1,000
 * points, and as many files. Each has a process of its own, which reports its peak resident set when it is done. Takes
 * about five minutes on two idle cores and writes 1 GB to the temporary folder.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { simulateSweep } from "../src/index.ts";
import { quick } from "./effort.ts";
import { describeMachine } from "./machine.ts";
import { evenSweep } from "./sweepFile.ts";
import { report } from "./verdict.ts";

const AT_MOST = 1.5;
const FEW = quick ? 20 : 1000;
const MANY = 10 * FEW;

interface Peak {
  readonly points: number;
  readonly peakMiB: number;
  readonly files: number;
  readonly folderMiB: number;
  readonly seconds: number;
}

/** In the process of one sweep: run it, and print what it took. */
async function runOnce(points: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "yenwind-benchmark-"));
  const began = performance.now();
  try {
    await simulateSweep(await evenSweep(points), { folder, threads: availableParallelism(), given: { file: "even.yaml", kinds: [], set: [], until: null } });
    const files = readdirSync(folder);
    const peak: Peak = {
      points,
      peakMiB: process.resourceUsage().maxRSS / 1024,
      files: files.length,
      folderMiB: files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 2 ** 20,
      seconds: (performance.now() - began) / 1000,
    };
    console.log(JSON.stringify(peak));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inOwnProcess(points: number): Peak {
  const peak = JSON.parse(execFileSync(process.execPath, [fileURLToPath(import.meta.url), String(points)], { encoding: "utf8" })) as Peak;
  console.log(`${points} points: peak ${peak.peakMiB.toFixed(0)} MiB, ${peak.files} files of ${peak.folderMiB.toFixed(0)} MiB, ${peak.seconds.toFixed(0)} s`);
  return peak;
}

const [points] = process.argv.slice(2);
if (points !== undefined) await runOnce(Number(points));
else {
  const machine = describeMachine();
  const [few, many] = [inOwnProcess(FEW), inOwnProcess(MANY)];
  const ratio = many.peakMiB / few.peakMiB;
  report("memory-is-flat-in-points", {
    claim: `a sweep of ${MANY} points needs at most ${AT_MOST} times the memory of one of ${FEW}, and as many files`,
    measured: ratio,
    unit: "times",
    holds: ratio <= AT_MOST && many.files === few.files,
    machine,
    details: { paths: 200, few, many },
  });
}
