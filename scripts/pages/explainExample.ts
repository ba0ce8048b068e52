import { cascadeTable, knockoutTable, markdown, moveTable } from "../../src/explain/page.ts";
import type { ExplainResult } from "../../src/explain/explainToFolder.ts";

const [BEGIN, END] = ["<!-- example: begin (npm run explain) -->", "<!-- example: end -->"];

/** Days of the story that the page shows: the first ones with forced sales. */
const DAYS = 3;

/** docs/explain.md with the example renewed. @throws Error when the page has no place for it */
export function withExample(page: string, { explanation, rank, paths }: Pick<ExplainResult, "explanation" | "rank" | "paths">, hash: string): string {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`docs/explain.md has no lines ${BEGIN} and ${END}`);
  return page.slice(0, from + BEGIN.length) + "\n" + example(explanation, rank, paths, hash) + "\n" + page.slice(to);
}

function example(explanation: ExplainResult["explanation"], rank: number, paths: number, hash: string): string {
  const { path, metric, summary, story } = explanation;
  const first = story.findIndex(({ lines }) => lines.some((line) => line.includes("forced to sell")));
  const table = (one: ReturnType<typeof moveTable>) => markdown(one).replace(/^## (.*)$/m, "**$1**");
  return [
    `Configuration ${hash.slice(0, 8)}, path ${path}, number ${rank} of ${paths.toLocaleString("en-US")} by \`${metric.name}\`. The summary:`,
    `> ${summary.join(" ")}`,
    first < 0 ? "" : "From the story:",
    ...(first < 0 ? [] : story.slice(first, first + DAYS).map(({ title, lines }) => `**${title}**\n\n${lines.map((line) => `- ${line}`).join("\n")}`)),
    "![Stacked contributions to the daily moves of USDJPY, technology equity, Treasuries and assets elsewhere.](explain/decomposition.svg)",
    table(moveTable(explanation)),
    "![Forced sales by round or day, with bands from those that led to others.](explain/graph.svg)",
    table(cascadeTable(explanation)),
    table(knockoutTable(explanation)),
  ].filter((part) => part !== "").join("\n\n");
}
