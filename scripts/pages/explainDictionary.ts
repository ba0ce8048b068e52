import { dataDictionary } from "../../src/arrow/dataDictionary.ts";
import { explainFields } from "../../src/explain/fields.ts";
import { KINDS } from "../../src/model/agents/index.ts";

const INTRODUCTION = `\
## Explanations

\`yenwind explain\` writes a folder per path, \`explain-path-<n>/\` in that of the run (\`explain-point-<k>-path-<n>/\` in that of a sweep): the files below, \`story.md\`, \`graph.svg\` and \`decomposition.svg\`. [explain.md](explain.md) has the definitions. The schema of every file also carries \`path\`.
`;

/** The part of docs/data-dictionary.md about explanations, from the fields that their writer uses. */
export function explainDictionary(): string {
  const fields = explainFields(KINDS, ["<group>"]);
  const files = [
    { name: "Explanation: events.arrow", description: "One row per thing that happened, round by round.", fields: fields.events },
    { name: "Explanation: decomposition.arrow", description: "What moved the markets: one row per day, market, source and part; parts of zero are left out.", fields: fields.decomposition },
    { name: "Explanation: nodes.arrow", description: "Forced sales: one row per day and group of sellers.", fields: fields.nodes },
    { name: "Explanation: edges.arrow", description: "Which forced sales have led to which: one row per day and group on either side, market and channel.", fields: fields.edges },
    { name: "Explanation: sellers.arrow", description: "The twenty agents with the largest forced sales, the largest first.", fields: fields.sellers },
    { name: "Explanation: knockouts.arrow", description: "The path without parts of it: one row per knock-out and metric, by their share of the first metric.", fields: fields.knockouts },
  ];
  return [INTRODUCTION, dataDictionary(files)].join("\n");
}
