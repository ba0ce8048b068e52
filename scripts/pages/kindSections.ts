import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CAUSES, type Cause, type Kind } from "../../src/model/agents/kind.ts";
import { MARKETS } from "../../src/model/markets/names.ts";
import type { NumberParameter } from "../../src/model/parameter.ts";
import { docComment } from "./docComment.ts";
import { code, prose, table } from "./markdown.ts";
import { blocksText, sourceLink } from "./ruleSections.ts";

/** `hedge_fund` → `hedgeFund`: a kind's constant and file. */
export const camelCase = (name: string): string => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** One row per kind: what it is, how many, what it follows, where its parameters are. */
export function kindTable(kinds: readonly Kind[]): string {
  return table(
    ["kind", "name", "agents", "counts towards Japan", "rules", "parameters"],
    kinds.map((kind) => [
      `[${kind.title}](#kind-${kind.name})`,
      code(kind.name),
      String((kind.parameters.count as NumberParameter).default),
      kind.japanese ? "yes" : "no",
      prose(kind.rules.join(" ")),
      `[${code(`agents.${kind.name}`)}](#parameters-agents-${kind.name})`,
    ]),
  );
}

/** A section per kind: its own words, then what it trades and why. */
export function kindSections(root: string, kinds: readonly Kind[]): string {
  return kinds
    .map((kind) => {
      const constant = camelCase(kind.name);
      const file = `src/model/agents/${constant}.ts`;
      const trades = Object.entries(kind.flows).map(([cause, markets]) => `${code(cause)} (${markets!.join(", ")})`);
      return [
        `<a id="kind-${kind.name}"></a>\n### ${kind.title}`,
        blocksText(docComment(readFileSync(join(root, file), "utf8"), constant)),
        `Trades for ${trades.join("; ")}. ${kind.official ? "Acts in the frozen twin too. " : ""}Code: ${sourceLink(file)}`,
      ].join("\n\n");
    })
    .join("\n\n");
}

/** Which kinds trade which market for which cause. */
export function causeTable(kinds: readonly Kind[]): string {
  return table(
    ["cause", "why", "forced", ...MARKETS.map(code)],
    (Object.keys(CAUSES) as Cause[]).map((cause) => [
      code(cause),
      prose(CAUSES[cause].description),
      CAUSES[cause].forced ? "yes" : "",
      ...MARKETS.map((market) =>
        kinds.filter((kind) => kind.flows[cause]?.includes(market)).map((kind) => kind.title).join(", "),
      ),
    ]),
  );
}
