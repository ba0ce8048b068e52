import { dataDictionary } from "../../src/arrow/dataDictionary.ts";
import { calibrationFields } from "../../src/calibration/fields.ts";

const INTRODUCTION = `\
## Calibrations

The folder of a calibration, \`results/<name>-<first eight digits of its hash>/\`, holds the files below, \`manifest.json\`, and what a calibration is resumed from: \`calibration.json\` (how it was begun) and \`journal.jsonl\` (a line for every simulated point: its values, and what was measured of each target).

- The hash is that of base configuration, paths, targets and the paths that parameters set, not of ranges and waves: more waves fill the same folder.
- Both tables are written at the end. They depend on the calibration alone: not on threads, interruptions, or what the folder held before.
- Implausibility is the distance between history and the median over paths in standard deviations of the model's discrepancy (a third of the tolerance), of the spread of paths, and of the median's own error.
`;

/** The part of docs/data-dictionary.md about calibrations, from the fields that their writers use. */
export function calibrationDictionary(): string {
  const fields = calibrationFields({
    parameters: [{ name: "<parameter>", unit: "of the parameter", description: "Value of a parameter: a column for each" }],
    targets: [{ name: "<target>", unit: "of the target", description: "A target: these columns for each" }],
  });
  const files = [
    { name: "Calibration: points.arrow", description: "One row per simulated point, in the order of waves.", fields: fields.points },
    { name: "Calibration: waves.arrow", description: "One row per finished wave: what its response surfaces have left of the ranges.", fields: fields.waves },
  ];
  return [INTRODUCTION, dataDictionary(files)].join("\n");
}
