import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, dirname, join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import pico from "picocolors";
import { factPage } from "../facts/page.ts";
import { type FactsResult, planFacts, simulateFacts } from "../facts/simulateFacts.ts";
import { builtInModel } from "../kinds/model.ts";
import type { BackEndName } from "../run/kernel.ts";
import { factsJson, factsText } from "./factsText.ts";
import { duration, grouped } from "./numbers.ts";
import { backEndOption, EXIT_CODES, jsonOption, setOption, wholeNumber } from "./options.ts";
import { answer, answerJson, showsColour } from "./output.ts";
import { baselineFile } from "./packageFiles.ts";
import { showWork } from "./progress.ts";

interface FactsCommandOptions {
  readonly threads: number;
  readonly seed?: string;
  readonly seeds: number;
  readonly effort: number;
  readonly out: string;
  readonly set: readonly string[];
  readonly configs: string;
  readonly page?: string;
  readonly backend: BackEndName;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly overwrite?: boolean;
}

export const facts = new Command("facts")
  .description("Simulate the scenarios of the fact sheet and of August 2024, and say which published facts they reproduce.")
  .option("--threads <n>", "worker threads, 1 to 256: speed only, changes no bit of a result", wholeNumber(1, 256), Math.min(256, availableParallelism()))
  .option("--seed <text>", "seed of the paths, any text (run.seed)")
  .option("--seeds <n>", "judge with so many seeds, to see whether a verdict depends on it", wholeNumber(1, 100), 1)
  .option("--effort <x>", "times as many paths per scenario: 0.1 for a quick look", positive, 1)
  .option("--out <dir>", "folder in which the result folder is made", "results")
  .addOption(setOption())
  .option("--configs <dir>", "folder of the scenarios, where they are your own", dirname(baselineFile))
  .option("--page <file>", "write the page here as well (.md), and its pictures into a folder of the same name beside it", markdownFile)
  .addOption(backEndOption())
  .addOption(jsonOption())
  .option("--quiet", "no progress on stderr")
  .option("--overwrite", "replace a result folder of the same name")
  .addHelpText(
    "after",
    `
Every row compares distributions over paths with a criterion that can fail; a row that is not reproduced says by how
much. Twins, such as August 2024 with and without the rate rise, meet the same random numbers. The folder holds
facts.arrow (one row per part of a fact), backtest.arrow (one per quantity of the backtest), fans.arrow (the bands of
USDJPY, NASDAQ-100 and the speculative position day by day, with what was observed), and facts.md with pictures.

Examples:
  yenwind facts                                    all cores, a few minutes
  yenwind facts --effort 0.1                       a quick look
  yenwind facts --seeds 10                         does a verdict depend on the seed?
  yenwind facts --set markets.fx.depth=1500        what if the yen market were thinner?

${EXIT_CODES}`,
  )
  .action(factsAction);

async function factsAction(options: FactsCommandOptions): Promise<void> {
  const { threads, backend: backEnd, out } = options;
  const plan = planFacts({ ...options, model: builtInModel, seed: options.seed });
  const progress = new Int32Array(new SharedArrayBuffer(4));
  const done = (): number => Atomics.load(progress, 0);
  const work = showWork({
    done,
    total: () => plan.paths,
    text: (paths, seconds) => `${grouped(paths)}/${grouped(plan.paths)} paths of ${plan.work[0].scenarios.length} scenarios, ${duration(seconds)}`,
    quiet: options.quiet ?? false,
  });
  try {
    const result = await simulateFacts(plan, { out, threads, backEnd, progress, overwrite: options.overwrite ?? false });
    work.stop();
    if (options.page !== undefined) writePage(options.page, result);
    if (options.json) await answerJson(factsJson(result));
    else await answer(factsText(result, pico.createColors(showsColour(process.stdout))));
    process.exitCode = 0;
  } finally {
    work.stop();
  }
}

/** The page, with its pictures in a folder beside it that has its name without .md. */
function writePage(file: string, { plan, sheets, pictures }: FactsResult): void {
  const folder = basename(file, ".md");
  mkdirSync(join(dirname(file), folder), { recursive: true });
  writeFileSync(file, factPage(plan, sheets, folder));
  for (const [name, picture] of Object.entries(pictures)) writeFileSync(join(dirname(file), folder, name), picture);
}

function markdownFile(text: string): string {
  if (!/[^/\\]\.md$/.test(text)) throw new InvalidArgumentError("Expected a file name that ends in .md.");
  return text;
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1000)) throw new InvalidArgumentError("Expected a number above 0, at most 1000.");
  return value;
}
