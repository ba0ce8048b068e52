import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { holderWith } from "../kinds/holder.ts";

/** A kind of which an order is infinite on paths where the yield falls below `breaks_below`; by default it never does. */
const FRAGILE = holderWith(
  ["  size: {", '  breaks_below: { type: "number", unit: "% a year", min: 0, max: 20, default: 0, ...facts },\n    size: {'],
  ["scalars: () => ({ speed: 0.1 })", "scalars: (p) => ({ speed: 0.1, breaks_below: p.breaks_below })"],
  ["const sale = k.speed * a.ust[i];", "let sale = k.speed * a.ust[i];\n    if (m.ust_yield < k.breaks_below) sale = 1 / 0;"],
);

/** Write its module. @returns the file */
export function fragileKind(folder: string): string {
  const file = join(folder, "fragile.mjs");
  writeFileSync(file, FRAGILE);
  return file;
}

/** Points that fail on no path, on some and on all, in a grid with another parameter. */
export const FRAGILE_GRID = `
base: tiny.yaml
design: grid
parameters:
  breaks: { path: agents.holder.breaks_below, values: [0, 4.38, 9] }
  depth: { path: markets.ust.depth, values: [8000, 10000] }
metrics: [usdjpy.end, holder.ust.carry.horizon]
statistics: [mean]
`;
