import { basename } from "node:path";
import type { Kind } from "../../src/model/agents/kind.ts";
import type { DocBlock } from "./docComment.ts";
import { block, code, prose, table } from "./markdown.ts";
import type { RuleCard } from "./ruleCards.ts";
import { RULE_NAMES } from "./ruleNames.ts";

/** Links leave docs/ for the project root. */
export const sourceLink = (file: string): string => `[${code(basename(file))}](../${file})`;

/** One row per rule function: number, what it is, the kinds that follow it, the file. */
export function ruleTable(cards: readonly RuleCard[], kinds: readonly Kind[]): string {
  return table(
    ["rule", "name", "functions", "followed by"],
    RULE_NAMES.map((name, i) => {
      const own = cards.filter((card) => card.numbers.includes(i + 1));
      const followers = kinds.filter((kind) => kind.rules.includes(`R${i + 1}`)).map((kind) => code(kind.name));
      return [
        `[R${i + 1}](#r${i + 1})`,
        name,
        own.map((card) => `[${card.title}](../${card.file})`).join("<br>"),
        followers.length > 0 ? followers.join(", ") : "the market",
      ];
    }),
  );
}

/**
 * A section per rule: every function with its equation, symbols, units and source, as in its file.
 *
 * @throws Error on a number without a file, or a file without a name
 */
export function ruleSections(cards: readonly RuleCard[]): string {
  const unnamed = cards.find((card) => RULE_NAMES[card.number - 1] === undefined);
  if (unnamed) throw new Error(`${unnamed.file}: no name for R${unnamed.number}`);
  return RULE_NAMES.map((name, i) => {
    const own = cards.filter((card) => card.number === i + 1);
    if (own.length === 0) throw new Error(`R${i + 1} has no file`);
    return [`<a id="r${i + 1}"></a>\n### R${i + 1} ${name}`, ...own.map(section)].join("\n\n");
  }).join("\n\n");
}

function section({ title, gloss, name, file, callers, blocks }: RuleCard): string {
  const calls = callers.map(sourceLink).join(", ");
  return [
    `**${title}**${gloss === "" ? "" : `: ${prose(gloss)}`}`,
    blocksText(blocks),
    `${code(name)} in ${sourceLink(file)}${calls === "" ? "" : `, called by ${calls}`}`,
  ].join("\n\n");
}

/** Blocks of a documentation comment as Markdown; a source gets a paragraph of its own. */
export function blocksText(blocks: readonly DocBlock[]): string {
  return blocks
    .map(({ kind, text }) => (kind === "prose" ? prose(text).replace(" Source: ", "\n\nSource: ") : block(text)))
    .join("\n\n");
}
