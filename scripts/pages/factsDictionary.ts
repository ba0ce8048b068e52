import { dataDictionary } from "../../src/arrow/dataDictionary.ts";
import { factFields } from "../../src/facts/fields.ts";

const INTRODUCTION = `\
## Fact sheet

The folder of \`yenwind facts\`, \`results/facts-<first eight digits of its hash>/\`, holds the files below, \`facts.md\` with \`august-2024.svg\` and \`targets.svg\`, and \`manifest.json\`.

- The hash is that of the scenarios, their numbers of paths and the seeds.
- With several seeds the tables are those of the first; \`facts.md\` compares the verdicts.
- \`configuration\` in the manifest is the baseline with the overrides of the command line; scenarios differ from it by their files in configs.
`;

/** The part of docs/data-dictionary.md about the fact sheet, from the fields that its writer uses. */
export function factsDictionary(): string {
  const files = [
    { name: "Fact sheet: facts.arrow", description: "One row per part of a fact.", fields: factFields.facts },
    { name: "Fact sheet: backtest.arrow", description: "One row per quantity of a target.", fields: factFields.backtest },
    { name: "Fact sheet: fans.arrow", description: "The bands of August 2024 day by day, with what was observed: one row per variable and day.", fields: factFields.fans },
  ];
  return [INTRODUCTION, dataDictionary(files)].join("\n");
}
