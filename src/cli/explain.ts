import { Command } from "commander";
import { BadInput } from "../config/errors.ts";
import { explainToFolder, type ExplainResult, PAGE_FILES } from "../explain/explainToFolder.ts";
import { cascadeTable, knockoutTable, moveTable, type TextTable } from "../explain/page.ts";
import { loadModel } from "../kinds/loadModel.ts";
import { duration, grouped } from "./numbers.ts";
import { EXIT_CODES, jsonOption, kindOption, wholeNumber } from "./options.ts";
import { answer, answerJson } from "./output.ts";
import { indent, table } from "./table.ts";

interface ExplainCommandOptions {
  readonly path?: number;
  readonly worst?: number;
  readonly by?: string;
  readonly point?: number;
  readonly out?: string;
  readonly kind: readonly string[];
  readonly dataDir?: string;
  readonly json?: boolean;
}

export const explain = new Command("explain")
  .description("Replay one path of a run or sweep and tell why it happened: what moved the markets, who led whom to sell, what it would have been without.")
  .argument("<run>", "run folder, for example results/baseline-1a2b3c4d; or sweep folder, with --point")
  .option("--path <n>", "number of the path, from 0 on", wholeNumber(0, 4294967295))
  .option("--worst <k>", "the path of rank k by --by instead, 1 the worst (default: 1)", wholeNumber(1, 4294967295))
  .option("--by <column>", "column of paths.arrow that ranks the paths and that knock-outs are measured on (default: all.us_equity.forced.worst3d)")
  .option("--point <n>", "of a sweep: number of the point", wholeNumber(0, 4294967295))
  .option("--out <dir>", "folder to write (default: explain-path-<n> in the run folder)")
  .option("--data-dir <dir>", "for historical_bootstrap: folder that the CSV file in the configuration is relative to")
  .addOption(kindOption())
  .addOption(jsonOption())
  .addHelpText(
    "after",
    `
The path is run again from the configuration of the run, and must equal the stored one bit for bit. Then
  - every market's move is split exactly among news, policy, announcements and the orders of each kind;
  - every forced sale is shared out among what has led to it, other forced sales included: the cascade;
  - the path is run again without each kind, forced sales, interventions, feedback: the knock-outs.
For prices and their returns the lowest value is the worst, for everything else the highest.
The folder then holds story.md, graph.svg, decomposition.svg, and events, decomposition, nodes, edges, sellers
and knockouts .arrow. docs/explain.md has the definitions. It takes some seconds.

Examples:
  yenwind explain results/baseline-1a2b3c4d
  yenwind explain results/baseline-1a2b3c4d --worst 3 --by usdjpy.worst3d
  yenwind explain results/baseline-1a2b3c4d --path 7 --json > path-7.json
  yenwind explain results/spread-and-hike-1a2b3c4d --point 4 --worst 1
  yenwind explain results/my-1a2b3c4d --kind ./my-kind.mjs

${EXIT_CODES}`,
  )
  .action(explainAction);

async function explainAction(run: string, { path, worst, by, point, out, kind, dataDir, json }: ExplainCommandOptions): Promise<void> {
  if (path !== undefined && worst !== undefined) throw new BadInput([{ path: "--worst", message: "--path has chosen the path already", hint: "Give one of them." }]);
  const result = await explainToFolder(run, { model: await loadModel(kind), path, worst, by, point, out, dataFolder: dataDir });
  if (json) await answerJson({ folder: result.folder, rank: result.rank, paths: result.paths, ...result.explanation });
  else await answer(report(result));
  process.exitCode = 0;
}

function report({ folder, explanation, rank, paths, files, seconds }: ExplainResult): string {
  const { summary, story, metric, path } = explanation;
  const rows = [...files.map(({ name, rows: count }) => [name, `${grouped(count)} rows`]), ...Object.entries(PAGE_FILES).map(([name, what]) => [name, what])];
  return [
    `Path ${path}: number ${grouped(rank)} of ${grouped(paths)} by ${metric.name}`,
    summary.join("\n"),
    "Moves are log returns in percent; days on which nothing happened are left out.",
    story.map(({ title, lines }) => `${title}\n${indent(lines.join("\n"))}`).join("\n"),
    ...[moveTable(explanation), cascadeTable(explanation), knockoutTable(explanation)].filter((one) => one.rows.length > 0).map(textTable),
    `${folder}  (${duration(seconds)})\n${indent(table([], rows, { align: "left" }))}`,
  ].join("\n\n");
}

function textTable({ title, head, rows, note }: TextTable): string {
  // A last column of words would be pushed to the right.
  const words = head.at(-1) === "" && head.length > 2;
  const cells = words ? rows.map((row) => row.slice(0, -1)) : rows;
  const lines = table(words ? head.slice(0, -1) : head, cells).split("\n");
  const width = Math.max(...lines.map((line) => line.length));
  const text = words ? lines.map((line, n) => (n === 0 ? line : `${line.padEnd(width)}  ${rows[n - 1].at(-1)}`)).join("\n") : lines.join("\n");
  return `${title}\n${indent(text)}\n${note}`;
}
