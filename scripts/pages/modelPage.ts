import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { eventTree } from "../../src/config/declarations.ts";
import { fileTree } from "../../src/config/configuration.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { eventTypes } from "../../src/model/markets/events.ts";
import { isParameter, type ParameterTree } from "../../src/model/parameter.ts";
import { agentParameters, modelParameters } from "../../src/model/parameters.ts";
import { SHOCK_LAWS } from "../../src/model/shocks/index.ts";
import { MODEL_VERSION } from "../../src/model/version.ts";
import { docComment } from "./docComment.ts";
import { camelCase, causeTable, kindSections, kindTable } from "./kindSections.ts";
import { code, linkRules, prose, table } from "./markdown.ts";
import { parameterTable } from "./parameterTables.ts";
import { ruleCards } from "./ruleCards.ts";
import { blocksText, ruleSections, ruleTable, sourceLink } from "./ruleSections.ts";

/**
 * docs/model.md: scripts/pages/model.template.md with each `{{name}}` replaced by what the code
 * says about itself.
 *
 * @param root folder of the project
 * @throws Error on a slot that nobody fills, or a filling without a slot
 */
export function modelPage(root: string): string {
  const cards = ruleCards(root);
  const fillings = new Map([
    ["version", MODEL_VERSION],
    ["order of events", blocksText(docComment(read(root, "src/model/round.ts"), "EVENTS").slice(1))],
    ["rule table", ruleTable(cards, KINDS)],
    ["rules", ruleSections(cards)],
    ["kind table", kindTable(KINDS)],
    ["kinds", kindSections(root, KINDS)],
    ["causes", causeTable(KINDS)],
    ["laws of news", lawSections(root)],
    ["event keys", eventKeys()],
    ["events", parameterTable(eventTypes, "")],
    ["parameters", parameterSections()],
  ]);
  const template = linkRules(read(root, "scripts/pages/model.template.md"));
  const used = new Set<string>();
  const page = template.replaceAll(/\{\{([^}]+)\}\}/g, (_, name: string) => {
    const filling = fillings.get(name);
    if (filling === undefined) throw new Error(`model.template.md: nothing fills {{${name}}}`);
    used.add(name);
    return filling;
  });
  const idle = [...fillings.keys()].find((name) => !used.has(name));
  if (idle !== undefined) throw new Error(`model.template.md has no {{${idle}}}`);
  return page;
}

const read = (root: string, file: string) => readFileSync(join(root, file), "utf8");

function lawSections(root: string): string {
  const files = readdirSync(join(root, "src/model/shocks")).map((name) => `src/model/shocks/${name}`);
  return Object.keys(SHOCK_LAWS)
    .map((name) => {
      const constant = camelCase(name);
      const file = files.find((path) => read(root, path).includes(`export const ${constant}:`));
      if (file === undefined) throw new Error(`the law ${name} is exported by no file of src/model/shocks`);
      return `### ${code(name)}\n\n${blocksText(docComment(read(root, file), constant))}\n\nCode: ${sourceLink(file)}`;
    })
    .join("\n\n");
}

function eventKeys(): string {
  const { day, round } = eventTree;
  return table(
    ["key", "meaning", "default"],
    [
      [code("day"), prose(day.description), "required"],
      [code("round"), prose(round.description), String(round.default)],
    ],
  );
}

/** A table per section of the configuration file, the kinds last. */
function parameterSections(): string {
  const tree = fileTree(modelParameters);
  const head = Object.fromEntries(Object.entries(tree).filter(([, node]) => isParameter(node))) as ParameterTree;
  const sections = Object.entries(tree).filter((entry): entry is [string, ParameterTree] => !isParameter(entry[1]));
  const kinds = Object.entries(agentParameters(KINDS)) as [string, ParameterTree][];
  return [
    `### Head of the file\n\n${parameterTable(head, "")}`,
    ...sections.map(([name, node]) => `### ${code(name)}\n\n${parameterTable(node, `${name}.`)}`),
    ...kinds.map(
      ([name, node]) =>
        `<a id="parameters-agents-${name}"></a>\n### ${code(`agents.${name}`)}\n\n${parameterTable(node, `agents.${name}.`)}`,
    ),
  ].join("\n\n");
}
