import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, relative, resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import pico from "picocolors";
import { planCalibration } from "../calibration/plan.ts";
import { readCalibrationFile } from "../config/calibrationFile.ts";
import { BadInput } from "../config/errors.ts";
import { runParameters } from "../config/runParameters.ts";
import { readCloses, type Window } from "../fit/closes.ts";
import { FITTED_LAWS, fitShocks } from "../fit/fitShocks.ts";
import { fittedConfiguration } from "../fit/fittedConfiguration.ts";
import type { FittedLaw } from "../fit/lawFit.ts";
import { TARGET_WINDOW } from "../fit/targets.ts";
import { loadModel } from "../kinds/loadModel.ts";
import type { BackEndName } from "../run/kernel.ts";
import { planFacts, planText } from "./calibrationText.ts";
import { backtestTargets } from "../calibration/backtestTargets.ts";
import { fitJson, fitText } from "./fitText.ts";
import { backEndOption, EXIT_CODES, jsonOption, kindOption, overrides, setOption, wholeNumber } from "./options.ts";
import { answer, answerJson, showsColour } from "./output.ts";
import { baselineFile } from "./packageFiles.ts";
import { runCalibration } from "./runCalibration.ts";
import { checkWritable } from "./writable.ts";

interface CalibrateCommandOptions {
  readonly threads: number;
  readonly paths?: number;
  readonly waves?: number;
  readonly out: string;
  readonly set: readonly string[];
  readonly kind: readonly string[];
  readonly backend: BackEndName;
  readonly write?: string;
  readonly fx?: string;
  readonly column?: string;
  readonly from?: string;
  readonly to?: string;
  readonly law: FittedLaw;
  readonly plan?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly overwrite?: boolean;
}

export const calibrate = new Command("calibrate")
  .description("Search uncertain parameters for points that agree with history, in waves; the answer is a set of points.")
  .argument("[file]", "calibration file, for example configs/calibration.yaml")
  .option("--plan", "check the file and show what would run, without running it")
  .option("--threads <n>", "worker threads, 1 to 256: speed only, changes no bit of a result", wholeNumber(1, 256), Math.min(256, availableParallelism()))
  .option("--paths <n>", "paths per point and scenario", wholeNumber(2, runParameters.paths.max))
  .option("--waves <n>", "number of waves, the first one included", wholeNumber(1, 100))
  .option("--out <dir>", "folder in which the run folder is made", "results")
  .option("--write <file>", "write the most central accepted point, or the law fitted with --fx, as a configuration that extends the base")
  .option("--fx <file>", "instead of a search: fit the laws of news to a CSV of daily closes of USDJPY (date and value, as FRED writes it)")
  .option("--column <name>", "with --fx: column of the closes, where the file has several (default: usdjpy, or the only one)")
  .option("--from <date>", "with --fx: first date, such as 2015-01-01 (default: that of the targets)", isoDate)
  .option("--to <date>", "with --fx: last date (default: that of the targets)", isoDate)
  .addOption(new Option("--law <name>", "with --fx and --write: law to write").choices(FITTED_LAWS).default("stochastic_volatility"))
  .addOption(setOption())
  .addOption(kindOption())
  .addOption(backEndOption())
  .addOption(jsonOption())
  .option("--quiet", "no progress on stderr")
  .option("--overwrite", "compute everything anew, also what the folder has")
  .addHelpText(
    "after",
    `
History matching: the points of a first wave fill the ranges of the parameters. What they say of each target,
its median over paths and how paths differ, is fitted by response surfaces; wherever a target is further from
history than three standard deviations of all that may explain it, points are ruled out. The next wave's points
are among the rest. Accepted points agree with every target in their own simulation; there may be none, which
is an answer too. What a parameter's accepted range says, no single point does: --write takes the most central
one, not the best one, whose lead is the noise of its paths.

With --fx the laws of news are fitted instead, merton, kou and regime_switching by maximum likelihood and
stochastic_volatility by its moments, and set beside the moments of the data and the targets for them. A file with
columns spx, ndx, vix_close, ust10_pct and jgb10_pct besides gives the correlations in calm and stressed markets.

A calibration file names a base configuration, targets, parameters with finite ranges, and waves. A target is
a name, or a column of paths.arrow with what was observed: { name, metric, observed, tolerance }.

The folder is <out>/<name>-<hash>/. Running the same file again computes only what the folder does not have:
more waves, what an interruption left. Ctrl-C finishes what is running; yenwind resume <folder> goes on.

Examples:
  yenwind calibrate configs/calibration.yaml --plan            what would run
  yenwind calibrate configs/calibration.yaml                   all cores
  yenwind calibrate my.yaml --waves 6 --write accepted.yaml    two more waves, and one of the accepted points
  yenwind calibrate my.yaml --json --quiet > result.json       for a script
  yenwind calibrate --fx DEXJPUS.csv --write news.yaml         the laws of news from daily closes

Exit code 0 also says that nothing was accepted. ${EXIT_CODES}`,
  )
  .action(calibrateAction);

async function calibrateAction(path: string | undefined, options: CalibrateCommandOptions): Promise<void> {
  if (options.fx !== undefined) {
    if (path !== undefined) throw new BadInput([{ path: "--fx", message: "fits the laws of news and searches nothing", hint: `Leave out --fx, or ${path}.` }]);
    return fitNews(options.fx, options);
  }
  if (path === undefined) throw new BadInput([{ path: "file", message: "the calibration file is missing", hint: "For example: yenwind calibrate configs/calibration.yaml" }]);
  const set = overrides(options);
  const model = await loadModel(options.kind);
  const plan = planCalibration(readCalibrationFile(path), { model, catalogue: backtestTargets, set, waves: options.waves });
  if (options.plan) {
    if (options.json) await answerJson(planFacts(plan));
    else await answer(planText(plan));
    process.exitCode = 0;
    return;
  }
  const given = { file: resolve(path), kinds: options.kind.map((file) => resolve(file)), set, waves: options.waves ?? null };
  await runCalibration(plan, { ...options, given });
}

async function fitNews(file: string, { column, from, to, law, write, json }: CalibrateCommandOptions): Promise<void> {
  if (write !== undefined) checkWritable(write);
  const fit = fitShocks(readCloses(file, column), { window: windowOf(from, to) });
  if (write !== undefined) writeFileSync(write, fittedConfiguration(fit, law, { extends: relative(dirname(resolve(write)), baselineFile) }));
  if (json) await answerJson(fitJson(fit));
  else {
    await answer(fitText(fit, pico.createColors(showsColour(process.stdout))));
    await answer(`\n${write === undefined ? "--write news.yaml writes a fitted law as a configuration." : `${law} is written to ${write}.`}`);
  }
  process.exitCode = 0;
}

/** The window of the targets unless one is asked for; an end that is left open has no limit. */
function windowOf(from: string | undefined, to: string | undefined): Window {
  return from === undefined && to === undefined ? TARGET_WINDOW : { from: from ?? "0000-01-01", to: to ?? "9999-12-31" };
}

function isoDate(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new InvalidArgumentError("Expected a date such as 2015-01-01.");
  return text;
}
