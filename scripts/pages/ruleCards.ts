import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type DocBlock, docComment } from "./docComment.ts";

/** One rule function as its file documents it. */
export interface RuleCard {
  /** Number in the file name, under which the card stands; a rule may consist of several functions. */
  readonly number: number;
  /** Every number that the title names: a function can serve two rules. */
  readonly numbers: readonly number[];
  readonly title: string;
  /** What the first sentence says after the title, or "". */
  readonly gloss: string;
  readonly name: string;
  /** Path from the project root. */
  readonly file: string;
  /** Model files that call the function, from the project root. */
  readonly callers: readonly string[];
  readonly blocks: readonly DocBlock[];
}

const RULES = "src/model/rules";

/**
 * The cards of all rule files by number; within a rule, what the order of events calls comes first.
 *
 * @throws Error naming the file whose comment does not begin with `R<number> — <title>`
 */
export function ruleCards(root: string): RuleCard[] {
  const callers = modelSources(root);
  return readdirSync(join(root, RULES))
    .sort()
    .map((name) => ruleCard(`${RULES}/${name}`, readFileSync(join(root, RULES, name), "utf8"), callers))
    .sort((a, b) => a.number - b.number || Number(inRound(b)) - Number(inRound(a)));
}

const inRound = ({ callers }: RuleCard) => callers.includes("src/model/round.ts");

/** @param sources text of the model's files by path, to find who calls the rule */
export function ruleCard(file: string, source: string, sources: ReadonlyMap<string, string> = new Map()): RuleCard {
  const name = /^export function (\w+)/m.exec(source)?.[1];
  if (name === undefined) throw new Error(`${file} exports no function`);
  const [head, ...blocks] = docComment(source, name);
  const number = Number(/\/r(\d\d)-/.exec(file)?.[1]);
  const parts = /^((?:R\d+, )*R\d+) — ([^:]+?)(?:: (.*?))?\.?$/.exec(head.text);
  const numbers = parts?.[1].split(", ").map((text) => Number(text.slice(1))) ?? [];
  if (!parts || !numbers.includes(number)) throw new Error(`${file} does not begin with "R${number} — title"`);
  const imported = `rules/${basename(file)}"`;
  const callers = [...sources].filter(([, text]) => text.includes(imported)).map(([path]) => path);
  return { number, numbers, title: parts[2], gloss: parts[3] ?? "", name, file, callers, blocks };
}

function modelSources(root: string): Map<string, string> {
  const files = readdirSync(join(root, "src/model"), { recursive: true, encoding: "utf8" })
    .map((path) => `src/model/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".ts") && !path.startsWith(RULES))
    .sort();
  return new Map(files.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}
