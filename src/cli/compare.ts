import { Command } from "commander";
import { compareRuns, type Comparison } from "../run/compare.ts";
import { amount, grouped } from "./numbers.ts";
import { EXIT_CODES, jsonOption, repeatable } from "./options.ts";
import { answer, answerJson } from "./output.ts";
import { table } from "./table.ts";

export const compare = new Command("compare")
  .description("Compare two runs path by path: mean differences b − a, with intervals.")
  .argument("<a>", "run folder, for example results/august-2024-no-hike-1a2b3c4d")
  .argument("<b>", "run folder with the same seed")
  .addOption(repeatable("--column <name>", "a column of paths.arrow (docs/data-dictionary.md); repeatable"))
  .option("--all", "every column that both runs have")
  .addOption(jsonOption())
  .addHelpText(
    "after",
    `
Path n of both runs meets the same random numbers, so that their difference is far more certain
than either mean. The last column says by how much: how many times as many paths two runs with
random numbers of their own would need for an interval as narrow.

Examples:
  yenwind compare results/august-2024-no-hike-1a2b3c4d results/august-2024-5e6f7a8b
  yenwind compare a b --column usdjpy.end --column all.us_assets.forced.horizon
  yenwind compare a b --all --json > differences.json

${EXIT_CODES}`,
  )
  .action(async (a: string, b: string, options: { column: readonly string[]; all?: boolean; json?: boolean }) => {
    const comparison = compareRuns(a, b, options.all ? "all" : options.column);
    if (options.json) await answerJson(comparison);
    else await answer(report(comparison));
    process.exitCode = 0;
  });

function report({ a, b, paths, columns }: Comparison): string {
  const rows = columns.map(({ column, unit, meanA, meanB, difference, varianceReduction }) => [
    column,
    unit,
    amount(meanA),
    amount(meanB),
    `${amount(difference.value)} [${amount(difference.ciLow)}, ${amount(difference.ciHigh)}]`,
    Number.isFinite(varianceReduction) ? `${amount(varianceReduction)} ×` : "–",
  ]);
  return [
    `a  ${a}`,
    `b  ${b}`,
    `${grouped(paths)} paths of each, paired by their random numbers; differences with 95 % intervals`,
    "",
    table(["column", "unit", "mean a", "mean b", "b − a", "paths saved"], rows),
  ].join("\n");
}
