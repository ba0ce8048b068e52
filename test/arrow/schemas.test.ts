import { join } from "node:path";
import { expect, test } from "vitest";
import type { Column } from "../../src/arrow/columnBuffers.ts";
import { exceedanceFields, histogramFields, liquidationFields, timelineFields, worstFields } from "../../src/arrow/schemas.ts";
import { readTable } from "../../src/arrow/table.ts";
import { ArrowFileWriter } from "../../src/arrow/writer.ts";
import { inFolder } from "./everyType.ts";

const categories = {
  scenarios: ["baseline", "squeeze"],
  kinds: ["bank", "total"],
  assets: ["fx", "ust"],
  causes: ["margin_call"],
  windows: ["1", "horizon"],
  statistics: ["mean", "q99"],
  variables: ["usdjpy"],
};

test.each<[string, ReturnType<typeof liquidationFields>, string[], Column[]]>([
  [
    "liquidation",
    liquidationFields(categories),
    ["scenario", "kind", "asset", "cause", "window", "statistic", "value", "ci_low", "ci_high", "n", "ess"],
    [
      ["squeeze"],
      ["total"],
      ["ust"],
      ["margin_call"],
      ["horizon"],
      ["q99"],
      Float64Array.of(3),
      Float64Array.of(2),
      Float64Array.of(4),
      Uint32Array.of(9),
      Float64Array.of(2),
    ],
  ],
  [
    "exceedance",
    exceedanceFields(categories),
    ["scenario", "kind", "asset", "cause", "window", "threshold", "probability", "ci_low", "ci_high", "n", "ess"],
    [
      ["squeeze"], ["total"], ["ust"], ["margin_call"], ["horizon"],
      Float64Array.of(5), Float64Array.of(0.5), Float64Array.of(0.4), Float64Array.of(0.6), Uint32Array.of(8), Float64Array.of(4),
    ],
  ],
  [
    "worst",
    worstFields(categories),
    ["scenario", "kind", "asset", "cause", "window", "rank", "path", "value"],
    [["squeeze"], ["total"], ["ust"], ["margin_call"], ["horizon"], Int32Array.of(1), Uint32Array.of(77), Float64Array.of(9)],
  ],
  [
    "histogram",
    histogramFields(categories),
    ["scenario", "kind", "asset", "window", "bin_low", "bin_high", "count"],
    [["baseline"], ["bank"], ["fx"], ["1"], Float64Array.of(0), Float64Array.of(1), Float64Array.of(7)],
  ],
  [
    "timeline",
    timelineFields(categories),
    ["scenario", "day", "variable", "statistic", "value"],
    [["baseline"], Int32Array.of(60), ["usdjpy"], ["mean"], Float64Array.of(150)],
  ],
])("%s.arrow: documented columns, each with unit and description; takes a row", (name, fields, columns, row) => {
  expect(fields.map((field) => field.name)).toEqual(columns);
  for (const { unit, description } of fields) {
    expect(unit).not.toBe("");
    expect(description).toMatch(/^[A-Z].*\.$/);
  }
  inFolder((folder) => {
    const path = join(folder, `${name}.arrow`);
    const writer = ArrowFileWriter.create(path, fields, {});
    writer.write(row);
    writer.close();
    const expected = Object.fromEntries(columns.map((column, i) => [column, row[i]![0]]));
    expect(readTable(path).get(0)!.toJSON()).toEqual(expected);
  });
});
