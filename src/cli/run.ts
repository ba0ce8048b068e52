import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { Command } from "commander";
import { runParameters } from "../config/runParameters.ts";
import { loadModel } from "../kinds/loadModel.ts";
import type { BackEndName } from "../run/kernel.ts";
import { loadRun } from "../run/prepare.ts";
import { backEndOption, checkpointOption, EXIT_CODES, jsonOption, kindOption, overrides, setOption, wholeNumber } from "./options.ts";
import { baselineFile } from "./packageFiles.ts";
import { runPaths } from "./runPaths.ts";

interface RunOptions {
  readonly threads: number;
  readonly seed?: string;
  readonly paths?: number;
  readonly out: string;
  readonly set: readonly string[];
  readonly kind: readonly string[];
  readonly backend: BackEndName;
  readonly skip?: boolean;
  readonly until?: string;
  readonly checkpointSeconds?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly overwrite?: boolean;
}

const { paths } = runParameters;

export const run = new Command("run")
  .description("Simulate one configuration and write its run folder, <out>/<name>-<hash>/.")
  .argument("[config]", "YAML file; without it the bundled configs/baseline.yaml")
  .option("--threads <n>", "worker threads, 1 to 256: speed only, changes no bit of a result", wholeNumber(1, 256), Math.min(256, availableParallelism()))
  .option("--seed <text>", "seed of the paths, any text (run.seed)")
  .option("--paths <n>", "number of paths (run.paths)", wholeNumber(paths.min, paths.max))
  .option("--until <precision>", 'stop when it is this precise, after run.paths at the latest: "es99(hedge_fund.tech.forced,3d) within 2%"')
  .option("--out <dir>", "folder in which the run folder is made", "results")
  .addOption(setOption())
  .addOption(kindOption())
  .addOption(backEndOption())
  .option("--skip", "let the kernel leave out agents that cannot act; changes no bit, and seldom the speed (docs/architecture.md)")
  .addOption(checkpointOption())
  .addOption(jsonOption())
  .option("--quiet", "no progress on stderr")
  .option("--overwrite", "replace a run folder of the same name")
  .addHelpText(
    "after",
    `
The summary goes to stdout, progress to stderr. The result depends on the configuration and
the seed alone, and on the code of kinds given with --kind, whose digest is part of the model
version. The first Ctrl-C finishes the chunks in flight and completes the folder with the paths
done so far, the second leaves at once. yenwind resume <folder> goes on from there, as it does
after a crash, a power cut or a full disk, and ends with the same files, byte for byte.

Examples:
  yenwind run                                          the baseline, all cores
  yenwind run --paths 200 --set calendar.days=20       quick and short
  yenwind run my.yaml --seed "second try" --out /data  another file, seed and place
  yenwind run my.yaml --kind ./my-kind.mjs             with agents of your own
  yenwind run --paths 50000 --until "es95(all.us_equity.forced,worst3d) within 5%"
                                                       as many paths as that takes, valid intervals
  yenwind run my.yaml --json --quiet > summary.json    for a script

${EXIT_CODES}`,
  )
  .action(runAction);

async function runAction(config: string | undefined, options: RunOptions): Promise<void> {
  const file = config ?? baselineFile;
  const set = overrides(options);
  const model = await loadModel(options.kind);
  const given = { file: resolve(file), kinds: options.kind.map((kind) => resolve(kind)), set };
  await runPaths(loadRun(file, set, model), { ...options, given });
}
