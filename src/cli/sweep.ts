import { resolve } from "node:path";
import { availableParallelism } from "node:os";
import { Command, InvalidArgumentError } from "commander";
import { readSweepFile } from "../config/sweepFile.ts";
import { loadModel } from "../kinds/loadModel.ts";
import type { BackEndName } from "../run/kernel.ts";
import { runParameters } from "../config/runParameters.ts";
import { planSweep, type SweepPlan } from "../sweep/plan.ts";
import { backEndOption, EXIT_CODES, jsonOption, kindOption, overrides, setOption, wholeNumber } from "./options.ts";
import { answer, answerJson } from "./output.ts";
import { runSweep } from "./runSweep.ts";
import { planFacts, planText } from "./sweepText.ts";

interface SweepCommandOptions {
  readonly threads: number;
  readonly seed?: string;
  readonly paths?: number;
  readonly out: string;
  readonly set: readonly string[];
  readonly kind: readonly string[];
  readonly backend: BackEndName;
  readonly until?: string;
  readonly stopAfterFailures?: Allowed;
  readonly plan?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly overwrite?: boolean;
}

/** Failures that are borne: a number of points, or a share of them. */
export type Allowed = (points: number) => number;

const { paths } = runParameters;

export const sweep = new Command("sweep")
  .description("Simulate many configurations: a design over any parameters, with common random numbers.")
  .argument("<file>", "sweep file, for example configs/sweeps/spread-and-hike.yaml")
  .option("--plan", "check the file and show what would run, without running it")
  .option("--threads <n>", "worker threads, 1 to 256: speed only, changes no bit of a result", wholeNumber(1, 256), Math.min(256, availableParallelism()))
  .option("--seed <text>", "seed of the paths, any text (run.seed)")
  .option("--paths <n>", "paths per point (run.paths); with --until, at most", wholeNumber(paths.min, paths.max))
  .option("--until <precision>", 'stop every point when it is this precise: "es99(hedge_fund.tech.forced,3d) within 2%"')
  .option("--stop-after-failures <n>", "give up when more points than this have failed: a number, or a share such as 5% (default: never)", allowed)
  .option("--out <dir>", "folder in which the run folder is made", "results")
  .addOption(setOption())
  .addOption(kindOption())
  .addOption(backEndOption())
  .addOption(jsonOption())
  .option("--quiet", "no progress on stderr")
  .option("--overwrite", "compute everything anew, also what the folder has")
  .addHelpText(
    "after",
    `
A sweep file names a base configuration, parameters with their values or laws, and a design: grid, list,
one_at_a_time, latin_hypercube, sobol, saltelli or morris (docs/sweeps.md). Points share random numbers, so that
their differences are those of the parameters alone.

The folder is <out>/<name>-<hash>/, the hash being that of base, seed and metrics. Running the same file again
computes only what the folder does not have: values added to the file, more paths, what an interruption left.
Ctrl-C finishes what is running; yenwind resume <folder> goes on, as it does after a crash.

Examples:
  yenwind sweep configs/sweeps/spread-and-hike.yaml --plan     the points, before anything runs
  yenwind sweep configs/sweeps/spread-and-hike.yaml            all cores
  yenwind sweep my.yaml --paths 20000 --until "es99(all.us_equity.forced,worst3d) within 5%"
  yenwind sweep my.yaml --json --quiet > result.json           for a script

Exit code 1 also says that points have failed. ${EXIT_CODES}`,
  )
  .action(sweepAction);

async function sweepAction(path: string, options: SweepCommandOptions): Promise<void> {
  const plan = await planOf(path, options);
  if (options.plan) {
    if (options.json) await answerJson(planFacts(plan));
    else await answer(planText(plan));
    process.exitCode = 0;
    return;
  }
  const given = { file: resolve(path), kinds: options.kind.map((file) => resolve(file)), set: overrides(options), until: options.until ?? null };
  await runSweep(plan, { ...options, given });
}

async function planOf(path: string, options: SweepCommandOptions): Promise<SweepPlan> {
  const model = await loadModel(options.kind);
  return planSweep(readSweepFile(path), { model, set: overrides(options), until: options.until });
}

/** Parser of --stop-after-failures. */
export function allowed(text: string): Allowed {
  const share = /^(\d+(?:\.\d+)?)%$/.exec(text);
  if (share !== null && Number(share[1]) <= 100) return (points) => (Number(share[1]) / 100) * points;
  if (/^\d+$/.test(text)) return () => Number(text);
  throw new InvalidArgumentError("Expected a number of points, or a share such as 5%.");
}
