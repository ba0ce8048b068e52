import { dataDictionary, type DocumentedFile } from "../../src/arrow/dataDictionary.ts";
import type { Field } from "../../src/arrow/field.ts";
import { sweepFields } from "../../src/sweep/fields.ts";

const INTRODUCTION = `\
## Sweeps

The folder of a sweep, \`results/<name>-<first eight digits of its hash>/\`, holds the files below, \`manifest.json\`, and what a sweep is resumed from: \`sweep.json\` (how it was begun), \`journal.jsonl\` (a line for every finished unit of work), \`units.bin\` (their numbers: float64, little-endian, metric by metric) and, where points failed, \`failed/point-<n>.json\` (their configurations). [sweeps.md](sweeps.md) is the manual.

- The hash is that of base configuration, seed, metrics and precision, not of the design: adding values to a sweep fills the same folder.
- \`points.arrow\` is written before the first path, and again at the end; the others at the end. They depend on the sweep alone: not on threads, interruptions, or what the folder held before.
- A sweep without a reference point has no \`contrasts.arrow\`; one that is not sampled has no \`sensitivity.arrow\`.
`;

/** The part of docs/data-dictionary.md about sweeps, from the fields that their writers use. */
export function sweepDictionary(): string {
  const fields = sweepFields({
    parameters: [{ name: "<parameter>", unit: "of the parameter", description: "Value of a parameter: a column for each, text where the values are no numbers", numeric: true }],
    metrics: [{ name: "<metric>", unit: "of the metric", description: "A column for every metric, as in the paths.arrow of a run", kind: "<kind>", asset: "<asset>", cause: "<cause>", window: "<window>" }],
    statistics: [{ name: "<statistic>" }],
  });
  const documented = ([name, description]: readonly [keyof typeof fields, string]): DocumentedFile => ({
    name: `Sweep: ${name}.arrow`,
    description,
    fields: fields[name].map(withoutOpenLists),
  });
  return [INTRODUCTION, dataDictionary(FILES.map(documented))].join("\n");
}

const FILES = [
  ["points", "One row per point of the design, in its order."],
  ["paths", "One row per point and path, for points that are done."],
  ["summary", "One row per point, metric and statistic."],
  ["contrasts", "Differences between a point and the reference on the same random numbers, one row per point, metric and statistic."],
  ["sensitivity", "One row per metric, statistic, index and parameter."],
  ["worst", "The ten paths with the largest values, one row per point, metric and rank; exact, of equal values the smaller path number first."],
] as const;

/** Lists that depend on the sweep are not shown. */
function withoutOpenLists(field: Field): Field {
  const { values, ...rest } = field;
  return values?.some((value) => value.startsWith("<")) ? rest : field;
}
