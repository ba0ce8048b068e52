import type { OpenColumns } from "../arrow/readColumn.ts";
import type { Tail, TwinMove } from "../page/runData.ts";
import { amplification } from "../statistics/amplification.ts";
import type { Estimate } from "../statistics/estimate.ts";
import { commonThresholds, exceedanceAt } from "../statistics/exceedanceCurve.ts";
import { quantile } from "../statistics/quantile.ts";
import { embedded } from "./columns.ts";

/** Moves of paths.arrow that have a frozen twin, each turned so that larger is worse. */
const MOVES = [
  { name: "usdjpy.worst3d", title: "Fall of USDJPY, worst three days", unit: "%", of: (x: number) => -x },
  { name: "tech.worst3d", title: "Fall of US technology equity, worst three days", unit: "%", of: (x: number) => -x },
  { name: "equity.worst3d", title: "Fall of other US equity, worst three days", unit: "%", of: (x: number) => -x },
  { name: "ust_yield.worst3d", title: "Rise of the US Treasury yield, worst three days", unit: "basis points", of: (x: number) => x },
  { name: "jgb_yield.worst3d", title: "Rise of the JGB yield, worst three days", unit: "basis points", of: (x: number) => x },
  { name: "usdjpy.end", title: "Fall of USDJPY by the horizon", unit: "%", of: (x: number, start: number) => 100 * (1 - x / start) },
  { name: "tech.end", title: "Fall of US technology equity by the horizon", unit: "%", of: (x: number) => -x },
  { name: "equity.end", title: "Fall of other US equity by the horizon", unit: "%", of: (x: number) => -x },
];

const GROUPS = 10;

/**
 * Moves of the markets on the paths and on their frozen twins, from paths.arrow, two columns at a time. A horizon
 * shorter than three days has no worst three.
 *
 * @param start USDJPY at t = 0
 */
export function readTwins(paths: OpenColumns, start: number): TwinMove[] {
  return MOVES.filter(({ name }) => paths.names.includes(name) && paths.names.includes(`frozen.${name}`)).map(({ name, title, unit, of }) => {
    const turned = (column: string) => paths.column(column).map((x) => of(x, start));
    const [full, frozen] = [turned(name), turned(`frozen.${name}`)];
    const state = amplification.init();
    full.forEach((x, i) => amplification.add(state, { full: x, frozen: frozen[i] }));
    const { ratio, difference } = amplification.value(state);
    const thresholds = commonThresholds([full, frozen]);
    return { name, title, unit, path: tail(full, thresholds), frozen: tail(frozen, thresholds), ratio: interval(ratio), difference: interval(difference), groups: groups(full, frozen) };
  });
}

const interval = ({ value, ciLow, ciHigh }: Estimate) => [embedded(value), embedded(ciLow), embedded(ciHigh)] as const;
const numbers = (values: Iterable<number>) => Array.from(values, (value) => embedded(value)!);

function tail(values: Float64Array, thresholds: readonly number[]): Tail {
  const curve = exceedanceAt(values, thresholds);
  return {
    threshold: numbers(curve.map(({ threshold }) => threshold)),
    probability: numbers(curve.map(({ value }) => value)),
    low: numbers(curve.map(({ ciLow }) => ciLow)),
    high: numbers(curve.map(({ ciHigh }) => ciHigh)),
  };
}

/** Paths in the order of their twins' moves, in groups as equal as can be. */
function groups(full: Float64Array, frozen: Float64Array): TwinMove["groups"] {
  const order = Uint32Array.from(frozen, (_, i) => i).sort((a, b) => frozen[a] - frozen[b] || a - b);
  const count = Math.min(GROUPS, Math.floor(order.length / 5));
  const members = Array.from({ length: count }, (_, g) => order.subarray(Math.floor((g * order.length) / count), Math.floor(((g + 1) * order.length) / count)));
  const of = (values: Float64Array, group: Uint32Array) => Float64Array.from(group, (i) => values[i]).sort();
  const mean = (values: Float64Array) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const sorted = members.map((group) => of(full, group));
  return {
    frozen: numbers(members.map((group) => mean(of(frozen, group)))),
    mean: numbers(sorted.map(mean)),
    low: numbers(sorted.map((values) => quantile(values, 0.05))),
    high: numbers(sorted.map((values) => quantile(values, 0.95))),
  };
}
