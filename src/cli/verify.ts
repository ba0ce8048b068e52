import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { Command } from "commander";
import { isCalibration, verifyCalibration } from "../calibration/verifyCalibration.ts";
import { loadModel } from "../kinds/loadModel.ts";
import type { BackEndName } from "../run/kernel.ts";
import { runManifest } from "../run/runManifest.ts";
import { type Verification, verifyRun } from "../run/verify.ts";
import { isSweep, verifySweep } from "../sweep/verifySweep.ts";
import { grouped } from "./numbers.ts";
import { backEndOption, EXIT_CODES, jsonOption, kindOption, wholeNumber } from "./options.ts";
import { answer, answerJson } from "./output.ts";
import { showProgress, type Progress } from "./progress.ts";

interface VerifyCommandOptions {
  readonly sample: number;
  readonly all?: boolean;
  readonly seed?: string;
  readonly threads: number;
  readonly kind: readonly string[];
  readonly backend: BackEndName;
  readonly dataDir?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export const verify = new Command("verify")
  .description("Check the folder of a run, sweep or calibration: the digest of every file, and paths recomputed and compared bit for bit.")
  .argument("<run>", "run folder, for example results/baseline-1a2b3c4d")
  .option("--sample <n>", "paths to recompute, drawn at random", wholeNumber(1, 1_000_000_000), 8)
  .option("--all", "recompute every path")
  .option("--seed <text>", "seed of the sample; without it a new one every time")
  .option("--threads <n>", "worker threads, 0 to 256; 0 recomputes without any", wholeNumber(0, 256), Math.min(256, availableParallelism()))
  .option("--data-dir <dir>", "for historical_bootstrap: folder that the CSV file in the configuration is relative to")
  .addOption(kindOption())
  .addOption(backEndOption())
  .addOption(jsonOption())
  .option("--quiet", "no progress on stderr")
  .addHelpText(
    "after",
    `
A path depends on the model version, the configuration and its seed alone, so any machine with
any number of threads and either back end must give the same bits as the one that made the run. The code of kinds of
your own is part of the model version: give the same --kind, unchanged.

Examples:
  yenwind verify results/baseline-1a2b3c4d
  yenwind verify results/baseline-1a2b3c4d --all --threads 8
  yenwind verify results/baseline-1a2b3c4d --sample 1 --seed today --threads 0
  yenwind verify results/my-1a2b3c4d --kind ./my-kind.mjs
  yenwind verify results/spread-and-hike-1a2b3c4d --sample 100 --backend js

Exit code 1 says that something differs. ${EXIT_CODES}`,
  )
  .action(verifyAction);

async function verifyAction(folder: string, options: VerifyCommandOptions): Promise<void> {
  const model = await loadModel(options.kind);
  const seed = options.seed ?? randomBytes(4).toString("hex");
  const counter = new Int32Array(new SharedArrayBuffer(4));
  let progress: Progress | undefined;
  let result: Verification;
  try {
    const manifest = runManifest(folder);
    const check = isCalibration(manifest) ? verifyCalibration : isSweep(manifest) ? verifySweep : verifyRun;
    result = await check(folder, {
      model,
      sample: options.all ? "all" : options.sample,
      seed,
      threads: options.threads,
      backEnd: options.backend,
      dataFolder: options.dataDir,
      progress: counter,
      onStart(paths) {
        progress = showProgress({ counter, paths, quiet: options.quiet ?? false });
      },
    });
  } finally {
    progress?.stop();
  }
  const equal = result.fileDifferences.length === 0 && result.differing === 0;
  if (options.json) await answerJson({ equal, folder, seed, ...result });
  else await answer(report(folder, seed, result, equal));
  process.exitCode = equal ? 0 : 1;
}

function report(folder: string, seed: string, result: Verification, equal: boolean): string {
  const { fileDifferences, valueDifferences, recomputed, differing } = result;
  const lines = fileDifferences.map(({ file, property, expected, actual }) => `${file}: ${property} ${actual}, the manifest says ${expected}`);
  if (lines.length === 0) lines.push(`${result.files} files are what the manifest says`);
  const which = recomputed.length === result.paths ? "all" : `sample seed ${JSON.stringify(seed)}`;
  const scope = `${grouped(recomputed.length)} of ${grouped(result.paths)} paths recomputed (${which})`;
  if (result.paths === 0) lines.push("the points of a calibration are not recomputed here: yenwind calibrate --overwrite does that");
  else if (recomputed.length === 0) lines.push("no path could be recomputed");
  else if (differing === 0) lines.push(`${scope}: ${grouped(result.columns)} columns equal, bit for bit`);
  else {
    lines.push(`${scope}: ${differing === 1 ? "1 value differs" : `${grouped(differing)} values differ`}`);
    lines.push(...valueDifferences.map(({ point, path, column, stored, recomputed: value }) => `  ${point === undefined ? "" : `point ${point}, `}path ${path}, ${column}: stored ${stored}, recomputed ${value}`));
    if (differing > valueDifferences.length) lines.push(`  … and ${grouped(differing - valueDifferences.length)} more`);
  }
  lines.push(equal ? `OK  ${folder}` : `DIFFERENT  ${folder}`);
  return lines.join("\n");
}
