import { expect, test } from "vitest";
import { dataDictionary } from "../../src/arrow/dataDictionary.ts";
import type { Field } from "../../src/arrow/field.ts";

const day = (d: number, unit = "JPY per USD"): Field => ({
  name: `usdjpy_day${d}`,
  type: "float64",
  unit,
  description: `Day ${d}.`,
});
const path: Field = { name: "path", type: "uint32", unit: "1", description: "Index | number\n of the path." };
const kind: Field = { name: "kind", type: "category", unit: "1", description: "Kind.", values: ["bank", "a|b"] };
const family = { pattern: /^usdjpy_day\d+$/, name: "usdjpy_day<d>", description: "USDJPY at the end of day d." };

test("one table per file; a family of columns is one row; cells cannot break the table", () => {
  const files = [
    {
      name: "daily.arrow",
      description: "One row per path.",
      fields: [path, day(0), day(1), day(2), kind],
      families: [family],
    },
    { name: "other.arrow", description: "Second.", fields: [day(0)] },
  ];
  expect(dataDictionary(files)).toBe(`## daily.arrow

One row per path.

| column | type | unit | description |
|---|---|---|---|
| \`path\` | uint32 | 1 | Index \\| number of the path. |
| \`usdjpy_day<d>\` | float64 | JPY per USD | USDJPY at the end of day d. |
| \`kind\` | category | 1 | Kind. One of \`bank\`, \`a\\|b\`. |

## other.arrow

Second.

| column | type | unit | description |
|---|---|---|---|
| \`usdjpy_day0\` | float64 | JPY per USD | Day 0. |
`);
});

test("a family that hides a difference, or matches nothing, is refused", () => {
  const file = { name: "daily.arrow", description: "", families: [family] };
  const mixed = () => dataDictionary([{ ...file, fields: [day(0), day(1, "1")] }]);
  expect(mixed).toThrow(/"usdjpy_day0" and "usdjpy_day1" differ in type or unit/);
  const idle = () => dataDictionary([{ ...file, fields: [path] }]);
  expect(idle).toThrow(/daily\.arrow: no column matches/);
});
