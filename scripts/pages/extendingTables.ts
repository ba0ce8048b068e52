import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as entryPoint from "../../src/kind.ts";
import { ACCOUNTS, type ColumnSpec, ORDERS, STATUS } from "../../src/model/agents/kind.ts";
import { marketView } from "../../src/model/markets/view.ts";
import { code, prose, table } from "./markdown.ts";
import { type RuleCard, ruleCards } from "./ruleCards.ts";

/**
 * docs/extending.md with its tables replaced by what the code says: each stands between
 * `<!-- name: begin (npm run docs) -->` and `<!-- name: end -->`.
 *
 * @param root folder of the project
 * @throws Error naming the table for which the page has no place
 */
export function withTables(page: string, root: string): string {
  const tables = { columns: columnTable(), view: viewTable(), rules: exportedRules(root) };
  return Object.entries(tables).reduce((text, [name, filling]) => {
    const [begin, end] = [`<!-- ${name}: begin (npm run docs) -->`, `<!-- ${name}: end -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`docs/extending.md needs ${begin} and ${end}`);
    return `${text.slice(0, from)}${begin}\n${filling}\n${text.slice(to)}`;
  }, page);
}

function columnTable(): string {
  const columns: readonly [string, ColumnSpec][] = Object.entries({ ...ACCOUNTS, ...ORDERS, ...STATUS });
  return table(["column", "unit", "meaning"], columns.map(([name, { unit, description }]) => [code(name), unit, prose(description, "model.md")]));
}

function viewTable(): string {
  return table(["number", "meaning"], Object.entries(marketView).map(([name, meaning]) => [code(name), prose(meaning, "model.md")]));
}

/** The rules that `yenwind/kind` exports, by number. */
function exportedRules(root: string): string {
  const exported = ruleCards(root).filter(({ name }) => name in entryPoint);
  return table(
    ["function", "rule", "what it gives"],
    exported.map((card) => [code(`${card.name}(${parameterNames(card, root)})`), prose(`R${card.number}`, "model.md"), prose([card.title, card.gloss].filter(Boolean).join(": "), "model.md")]),
  );
}

function parameterNames({ name, file }: RuleCard, root: string): string {
  const parameters = new RegExp(`^export function ${name}\\(([^)]*)\\)`, "m").exec(readFileSync(join(root, file), "utf8"))?.[1];
  if (parameters === undefined) throw new Error(`${file}: the parameters of ${name} cannot be read`);
  return [...parameters.matchAll(/(\w+)\s*:/g)].map((match) => match[1]).join(", ");
}
