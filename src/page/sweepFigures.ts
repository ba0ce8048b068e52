import type { BarsData } from "./charts/bars.ts";
import type { IntervalData } from "./charts/intervals.ts";
import type { EffectData } from "./charts/effects.ts";
import type { HeatMapData } from "./charts/heatMap.ts";
import { groupMeans, levelsOf } from "./levels.ts";
import { exact } from "./show.ts";
import type { Factor, PointValues, SweepData } from "./sweepData.ts";

/** Positions of metric and statistic. */
export interface MetricChoice {
  readonly metric: number;
  readonly statistic: number;
}

const find = (values: readonly PointValues[], { metric, statistic }: MetricChoice) => values.find((each) => each.metric === metric && each.statistic === statistic);

/** "US equity sold …, mean", and its unit; probabilities have none. */
export function metricTitle({ metrics, statistics }: SweepData, { metric, statistic }: MetricChoice): { what: string; unit: string } {
  const { name, title } = statistics[statistic];
  return { what: `${metrics[metric].title}, ${title}`, unit: name.startsWith("prob") ? "probability" : metrics[metric].unit };
}

/** Means over the points at each pair of values (or ranges of values) of two factors. */
export function heatMapData(data: SweepData, choice: MetricChoice, x: string, y: string, differences: boolean): HeatMapData {
  const { what, unit } = metricTitle(data, choice);
  const [across, up] = [x, y].map((name) => data.factors.find((factor) => factor.name === name)!);
  const [columns, rows] = [levelsOf(across), levelsOf(up)];
  const values = find(differences ? data.contrasts : data.summary, choice);
  const { mean, count } = groupMeans(values?.value ?? [], columns.of.map((column, point) => rows.of[point] * columns.names.length + column), rows.names.length * columns.names.length);
  const note = (cell: number) => (count[cell] === 1 ? "one point" : `mean of ${count[cell]} points`);
  return {
    what: differences ? `${what}: difference from the reference` : what,
    unit,
    x: { name: x, title: axisTitle(across), values: columns.names },
    y: { name: y, title: axisTitle(up), values: rows.names },
    cells: rows.names.map((_, r) => columns.names.map((_column, c) => {
      const cell = r * columns.names.length + c;
      return mean[cell] === null ? null : { value: mean[cell], note: note(cell) };
    })),
  };
}

export const axisTitle = ({ name, unit }: Factor) => (unit === "" || unit === "1" ? name : `${name}, ${unit}`);

export function effectData(data: SweepData, choice: MetricChoice, factor: string): EffectData {
  return { ...metricTitle(data, choice), factor: data.factors.find(({ name }) => name === factor)!, values: find(data.summary, choice)?.value ?? [] };
}

/** The values of a point's factors: "spread −50, hike 25". */
export function pointName({ factors }: SweepData, point: number): string {
  return factors.map(({ name, values }) => `${name} ${typeof values[point] === "number" ? exact(values[point]) : values[point]}`).join(", ");
}

/** Differences from the reference, in the order of the design; of many points, those that differ the most. */
export function contrastData(data: SweepData, choice: MetricChoice, most: number): IntervalData {
  const values = find(data.contrasts, choice);
  const known = data.points.map((_, point) => point).filter((point) => (values?.value[point] ?? null) !== null);
  const { what, unit } = metricTitle(data, choice);
  const size = (point: number) => Math.abs(values!.value[point]!);
  const kept = known.length <= most ? known : known.toSorted((a, b) => size(b) - size(a)).slice(0, most);
  return {
    what: `${what}: difference from the reference (${data.reference}) on the same random numbers`,
    unit,
    at: { value: 0, name: "there is no difference" },
    rows: kept.map((point) => ({ name: pointName(data, point), estimate: [values!.value[point], values!.low[point], values!.high[point]] })),
  };
}

const INDICES: Readonly<Record<string, string>> = {
  first: "alone (first-order)", total: "with interactions (total)",
  mu_star: "mean size of the effect (μ*)", sigma: "spread of the effect (σ)",
};

const SHARES: Readonly<Record<string, string>> = { share_parameters: "parameters", share_seed: "luck common to all points", share_interaction: "luck of single points" };

/** Sensitivity indices per parameter, the most important first: Sobol' or Morris, as the design has them. */
export function sensitivityBars(data: SweepData, choice: MetricChoice): BarsData | undefined {
  const own = data.sensitivity.filter((row) => row.metric === choice.metric && row.statistic === choice.statistic);
  const indices = Object.keys(INDICES).filter((index) => own.some((row) => row.index === index));
  if (indices.length === 0) return undefined;
  const leading = indices.includes("total") ? "total" : indices[0];
  const of = (index: string, parameter: string) => own.find((row) => row.index === index && row.parameter === parameter)?.estimate ?? ([null, null, null] as const);
  const parameters = [...new Set(own.filter(({ index }) => index === leading).map(({ parameter }) => parameter))].sort((a, b) => (of(leading, b)[0] ?? 0) - (of(leading, a)[0] ?? 0));
  const { what, unit } = metricTitle(data, choice);
  return {
    what: leading === "total" ? `Sobol' indices of ${what}` : `Elementary effects on ${what}`,
    unit: leading === "total" ? "share of the variance over the points" : `${unit} over the whole range`,
    series: indices.map((index) => INDICES[index]),
    rows: parameters.map((parameter) => ({ name: parameter, values: indices.map((index) => of(index, parameter)) })),
  };
}

/** How much of the variance of a single path is due to parameters and to luck; sampled designs have it for the mean. */
export function shareBars(data: SweepData, metric: number): BarsData | undefined {
  const own = data.sensitivity.filter((row) => row.metric === metric && row.index in SHARES);
  if (own.length === 0) return undefined;
  return {
    what: `Variance of ${data.metrics[metric].title} of a single path`,
    unit: "share of the variance",
    series: [""],
    rows: Object.entries(SHARES).flatMap(([index, name]) => own.filter((row) => row.index === index).map(({ estimate }) => ({ name, values: [estimate] }))),
  };
}
