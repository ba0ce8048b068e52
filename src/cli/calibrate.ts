import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { Command } from "commander";
import { planCalibration } from "../calibration/plan.ts";
import { readCalibrationFile } from "../config/calibrationFile.ts";
import { BadInput } from "../config/errors.ts";
import { runParameters } from "../config/runParameters.ts";
import { loadModel } from "../kinds/loadModel.ts";
import type { BackEndName } from "../run/kernel.ts";
import { planFacts, planText } from "./calibrationText.ts";
import { namedTargets } from "./namedTargets.ts";
import { backEndOption, EXIT_CODES, jsonOption, kindOption, overrides, setOption, wholeNumber } from "./options.ts";
import { answer, answerJson } from "./output.ts";
import { runCalibration } from "./runCalibration.ts";

interface CalibrateCommandOptions {
  readonly threads: number;
  readonly paths?: number;
  readonly waves?: number;
  readonly out: string;
  readonly set: readonly string[];
  readonly kind: readonly string[];
  readonly backend: BackEndName;
  readonly write?: string;
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
  .option("--write <file>", "write the most central accepted point as a configuration that extends the base")
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

A calibration file names a base configuration, targets, parameters with finite ranges, and waves. A target is
a name, or a column of paths.arrow with what was observed: { name, metric, observed, tolerance }.

The folder is <out>/<name>-<hash>/. Running the same file again computes only what the folder does not have:
more waves, what an interruption left. Ctrl-C finishes what is running; yenwind resume <folder> goes on.

Examples:
  yenwind calibrate configs/calibration.yaml --plan            what would run
  yenwind calibrate configs/calibration.yaml                   all cores
  yenwind calibrate my.yaml --waves 6 --write accepted.yaml    two more waves, and one of the accepted points
  yenwind calibrate my.yaml --json --quiet > result.json       for a script

Exit code 0 also says that nothing was accepted. ${EXIT_CODES}`,
  )
  .action(calibrateAction);

async function calibrateAction(path: string | undefined, options: CalibrateCommandOptions): Promise<void> {
  if (path === undefined) throw new BadInput([{ path: "file", message: "the calibration file is missing", hint: "For example: yenwind calibrate configs/calibration.yaml" }]);
  const set = overrides(options);
  const model = await loadModel(options.kind);
  const plan = planCalibration(readCalibrationFile(path), { model, catalogue: namedTargets, set, waves: options.waves });
  if (options.plan) {
    if (options.json) await answerJson(planFacts(plan));
    else await answer(planText(plan));
    process.exitCode = 0;
    return;
  }
  const given = { file: resolve(path), kinds: options.kind.map((file) => resolve(file)), set, waves: options.waves ?? null };
  await runCalibration(plan, { ...options, given });
}
