import { nameOf } from "./drivers.ts";
import type { Explanation, Facts } from "./explanation.ts";
import { MARKETS } from "../model/markets/names.ts";
import { amount, MARKET_NAMES, number, percent, share, SHOWN_SHARE } from "./wording.ts";

/** A table as head and rows of texts: for Markdown, and for a terminal. */
export interface TextTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What is to be known about the numbers. */
  readonly note: string;
}

/** Log returns of every market over the path by source, with what came back of orders; then all of it. */
export function moveTable(facts: Facts): TextTable {
  const { decomposition, kinds } = facts;
  const sums = new Map<string, number[]>();
  for (const { source, market, percent: part } of decomposition) {
    const row = sums.get(source.name) ?? MARKETS.map(() => 0);
    row[MARKETS.indexOf(market)] += part;
    sums.set(source.name, row);
  }
  const capital = (text: string) => text[0].toUpperCase() + text.slice(1);
  const cell = (value: number) => (value === 0 ? "0" : percent(value).replace(" %", ""));
  const rows = [...sums].map(([source, values]) => [capital(nameOf(source, kinds)), ...values.map(cell)]);
  const all = MARKETS.map((_, m) => [...sums.values()].reduce((sum, values) => sum + values[m], 0));
  return {
    title: "What moved the markets, log returns over the path in percent",
    head: ["", ...MARKETS.map((market) => MARKET_NAMES[market])],
    rows: [...rows, ["All", ...all.map(cell)]],
    note: "Orders with what has come back of their transient impact. The parts add up exactly.",
  };
}

/** Forced sales by generation, and what led to those that no forced sale led to. */
export function cascadeTable({ cascade, kinds }: Facts): TextTable {
  const { forced, generations, roots, unexplained } = cascade;
  const part = (usd: number) => [amount(usd), share(usd / forced)];
  const told = roots.filter(({ usd }) => usd >= 0.001 * forced);
  const rest = generations[0] - told.reduce((sum, { usd }) => sum + usd, 0);
  return {
    title: "Forced sales by what led to them, USD bn",
    head: ["", "sold", "share"],
    rows: forced === 0 ? [] : [
      ...told.map(({ name, orders, usd }) => [`  ${nameOf(name, kinds)}${orders === "forced" ? ", forced sales of before coming back" : orders === "other" ? ", orders that are not forced" : ""}`, ...part(usd)]),
      ...(rest > 0.0005 * forced ? [["  others", ...part(rest)]] : []),
      ["Generation 0: no forced sale", ...part(generations[0])],
      ...generations.slice(1).map((usd, n) => ({ usd, n })).filter(({ usd }) => usd >= SHOWN_SHARE * forced).map(({ usd, n }) => [`Generation ${n + 1}: sales of generation ${n}`, ...part(usd)]),
      ["All", ...part(forced)],
    ],
    note: `Branching ratio ${number(cascade.branching, 2)}: a dollar of forced sales leads directly to ${number(cascade.branching, 2)} more.${unexplained > 0.0005 * forced ? ` ${share(unexplained / forced)} were sold although nothing was lost.` : ""}`,
  };
}

/** The metric without each part, on the same random numbers. */
export function knockoutTable({ knockouts, metric }: Facts): TextTable {
  return {
    title: `${metric.name}, ${metric.unit}: ${amount(metric.value)} on this path; on the same random numbers`,
    head: ["", "value", "difference", "share", ""],
    rows: knockouts.map(({ name, description, effects: [{ without, difference, share: part }] }) => [name, amount(without), amount(difference), Number.isFinite(part) ? share(part) : "–", description]),
    note: "Effects need not add up: what two parts do together is in the effect of both.",
  };
}

/** story.md: summary, tables, pictures, and the days on which something happened. */
export function storyPage(explanation: Explanation, origin: string): string {
  const { path, summary, story } = explanation;
  const tables = [knockoutTable(explanation), cascadeTable(explanation), moveTable(explanation)];
  return [
    `# Path ${path}: why it happened`,
    summary.join(" "),
    "![What moved the markets, day by day.](decomposition.svg)",
    "![Who led whom to sell.](graph.svg)",
    ...tables.filter(({ rows }) => rows.length > 0).map(markdown),
    "## Day by day",
    "Moves are log returns in percent. Days on which nothing happened are left out.",
    ...story.map(({ title, lines }) => `**${title}**\n\n${lines.map((line) => `- ${line}`).join("\n")}`),
    `---\n\n${origin}`,
  ].join("\n\n") + "\n";
}

export function markdown({ title, head, rows, note }: TextTable): string {
  const row = (cells: readonly string[]) => `| ${cells.map((cell) => cell.trim().replaceAll("|", "\\|")).join(" | ")} |`;
  return [`## ${title}`, [row(head), `|${head.map((_, c) => (c === 0 ? "---|" : "---:|")).join("")}`, ...rows.map(row)].join("\n"), note].join("\n\n");
}
