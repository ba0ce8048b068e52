import { join } from "node:path";
import type { Manifest } from "../arrow/manifest.ts";
import { type OpenColumns, openColumns } from "../arrow/readColumn.ts";
import { BadInput } from "../config/errors.ts";
import { suggestion } from "../config/nearest.ts";
import { pairedDifference, type PairedDifference } from "../statistics/pairedDifference.ts";
import type { RunConfiguration } from "./prepare.ts";
import { runManifest } from "./runManifest.ts";

/** A column of paths.arrow in two runs. */
export interface ColumnDifference extends PairedDifference {
  readonly column: string;
  readonly unit: string;
  readonly description: string;
}

/** Two runs, path by path. */
export interface Comparison {
  readonly a: string;
  readonly b: string;
  /** Paths that both runs have. */
  readonly paths: number;
  readonly columns: readonly ColumnDifference[];
}

/** What is compared unless columns are named: moves, calls, defaults, and what all kinds have sold by the horizon. */
const HEADLINES = /^(usdjpy|tech)\.(end|min|worst3d)$|^(margin_calls|defaults|creditor_losses|repaid_usd)$|^all\.[a-z_]+\.(all|forced)\.horizon$/;

/**
 * Compare two run folders path by path: b − a, from the same random numbers.
 *
 * @param names columns of paths.arrow, or `all`; without, the headlines
 * @throws BadInput when a folder holds no complete run, when paths of the two do not share their random
 *   numbers, or when a column is not in both
 */
export function compareRuns(a: string, b: string, names?: readonly string[] | "all"): Comparison {
  const manifests = [a, b].map(runManifest);
  const sweep = [a, b].filter((_, i) => manifests[i].sweep !== undefined);
  if (sweep.length > 0) {
    throw new BadInput(sweep.map((folder) => ({ path: "", message: `${folder} is a sweep`, hint: "Its contrasts.arrow has the paired differences of its points." })));
  }
  const differences = unpaired(manifests[0], manifests[1]);
  if (differences.length > 0) {
    throw new BadInput(differences.map((message) => ({ path: "", message, hint: "Paths are paired by their number only if both runs draw the same random numbers for it." })));
  }
  const opened: OpenColumns[] = [];
  try {
    for (const folder of [a, b]) opened.push(openColumns(join(folder, "paths.arrow")));
    const [first, second] = opened;
    const paths = Math.min(first.rows, second.rows);
    return { a, b, paths, columns: chosen(first, second, names).map((column) => differenceOf(column, first, second, paths)) };
  } finally {
    for (const columns of opened) columns.close();
  }
}

/** Why path n of the one run and path n of the other do not meet the same news. */
function unpaired(a: Manifest, b: Manifest): string[] {
  const [first, second] = [a, b].map(({ configuration }) => configuration as RunConfiguration);
  const differ = (what: string, one: unknown, other: unknown): string[] => (one === other ? [] : [`${what} differs: ${String(one)} and ${String(other)}`]);
  const independent = [first, second].filter(({ run }) => run.streams !== "common").map(({ name }) => `${name} draws random numbers of its own (run.streams: independent)`);
  return [
    ...differ("the seed", a.seed, b.seed),
    ...differ("calendar.rounds_per_day", first.calendar.rounds_per_day, second.calendar.rounds_per_day),
    ...(first.name === second.name ? [] : independent),
  ];
}

function chosen(a: OpenColumns, b: OpenColumns, names?: readonly string[] | "all"): string[] {
  const common = a.names.filter((name) => b.names.includes(name));
  if (names === "all") return common;
  if (names === undefined || names.length === 0) return common.filter((name) => HEADLINES.test(name));
  const unknown = names.filter((name) => !common.includes(name));
  if (unknown.length === 0) return [...names];
  throw new BadInput(unknown.map((name) => ({
    path: "column",
    value: name,
    message: `there is no column ${JSON.stringify(name)} in both runs`,
    expected: "a numeric column of paths.arrow (docs/data-dictionary.md)",
    hint: suggestion(name, common),
  })));
}

function differenceOf(column: string, a: OpenColumns, b: OpenColumns, paths: number): ColumnDifference {
  const [first, second] = [a.column(column), b.column(column)];
  const state = pairedDifference.init();
  for (let path = 0; path < paths; path++) pairedDifference.add(state, { a: first[path], b: second[path] });
  const { unit, description } = a.fields.find(({ name }) => name === column)!;
  return { column, unit, description, ...pairedDifference.value(state) };
}
