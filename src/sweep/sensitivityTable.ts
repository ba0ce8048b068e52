import { join } from "node:path";
import type { FileEntry } from "../arrow/manifest.ts";
import { keyFor } from "../random/key.ts";
import { createRandom } from "../random/stream.ts";
import type { Resampling } from "../statistics/bootstrap.ts";
import type { Functional } from "../statistics/functional.ts";
import { jackknifeStandardError } from "../statistics/jackknife.ts";
import { morrisEffects } from "../statistics/morrisEffects.ts";
import { prepare } from "../statistics/preparedSample.ts";
import { sobolIndices } from "../statistics/sobolIndices.ts";
import { oneWaySplit } from "../statistics/oneWaySplit.ts";
import { twoWaySplit } from "../statistics/twoWaySplit.ts";
import type { VariancePart } from "../statistics/varianceParts.ts";
import { INDICES, type IndexName } from "./fields.ts";
import type { SweepPlan, SweepPoint } from "./plan.ts";
import { metricCells, type Outcome, type TableInputs, written } from "./tables.ts";
import type { UnitStore } from "./unitStore.ts";

/** Groups of paths that the jackknife leaves out in turn. */
const GROUPS = 10;
const RESAMPLES = 400;

/** One index of one or two parameters. */
interface Row {
  readonly index: IndexName;
  /** Numbers of the parameters, −1 for none. */
  readonly parameter: number;
  readonly with: number;
  readonly value: number;
  readonly ciLow: number;
  readonly ciHigh: number;
}

interface Rows {
  readonly rows: readonly Row[];
  readonly blocks: number;
  readonly leftOut: number;
}

/** Has a sweep a sensitivity.arrow? */
export function hasSensitivity({ design: { name } }: SweepPlan): boolean {
  return name === "saltelli" || name === "morris" || name === "latin_hypercube" || name === "sobol";
}

/**
 * sensitivity.arrow: which parameters a statistic of a metric depends on (Saltelli and Morris designs), and how much of
 * the variance of a path is the seed's (sampled designs). One metric is in memory at a time, one number per point,
 * statistic and group of paths.
 */
export function writeSensitivity(inputs: TableInputs, store: UnitStore, outcome: (point: SweepPoint) => Outcome): FileEntry {
  const { folder, plan, fields, metadata } = inputs;
  const { metrics, statistics } = plan;
  const points = plan.points.filter(({ block }) => block >= 0);
  const usable = points.map((point) => outcome(point).status === "done");
  const paths = Math.min(...points.map((point, i) => (usable[i] ? outcome(point).paths : Infinity)));
  const indices = indicesOf(plan);
  const describe = metricCells(inputs);
  return written(join(folder, "sensitivity.arrow"), fields.sensitivity, metadata, (writer) => {
    const add = (m: number, s: number, { rows, blocks, leftOut }: Rows, seedErrors: readonly number[] = []) =>
      rows.forEach((row, r) =>
        writer.add([...describe[m], s, INDICES.indexOf(row.index), row.parameter + 1, row.with + 1, row.value, row.ciLow, row.ciHigh, seedErrors[r] ?? NaN, blocks, leftOut]),
      );
    if (!Number.isFinite(paths)) return;
    metrics.forEach((_, m) => {
      const columns = (i: number) => (usable[i] ? store.column(points[i].id, m, paths) : undefined);
      if (indices !== undefined) {
        const { whole, without } = outputsOf(statistics, points.length, paths, columns);
        statistics.forEach((__, s) => {
          const estimate = indices(whole[s], true);
          const groups = without[s].map((outputs) => indices(outputs, false).rows);
          add(m, s, estimate, estimate.rows.map((___, r) => jackknifeStandardError(groups.map((rows) => rows[r].value))));
        });
      }
      const mean = statistics.findIndex(({ name }) => name === "mean");
      if (mean >= 0) add(m, mean, split(plan, points, paths, columns));
    });
  });
}

/** Per statistic its value at every point, from all paths and with each group of paths left out; NaN where a point has none. */
function outputsOf(statistics: readonly Functional[], points: number, paths: number, column: (point: number) => Float64Array | undefined) {
  const empty = () => new Float64Array(points).fill(NaN);
  const groups = Math.min(GROUPS, Math.floor(paths / 2));
  const whole = statistics.map(empty);
  const without = statistics.map(() => Array.from({ length: groups }, empty));
  for (let i = 0; i < points; i++) {
    const values = column(i);
    if (values === undefined) continue;
    const sample = prepare(values);
    statistics.forEach((statistic, s) => (whole[s][i] = statistic.estimate(sample).value));
    for (let g = 0; g < groups; g++) {
      const rest = prepare(values.filter((_, path) => path % groups !== g));
      statistics.forEach((statistic, s) => (without[s][g][i] = statistic.estimate(rest).value));
    }
  }
  return { whole, without };
}

/** The same draws for every metric and statistic, drawn once. */
function resampling(blocks: number): Resampling {
  const { uniform } = createRandom(keyFor("sensitivity", "bootstrap"));
  const draws = new Float64Array(RESAMPLES * blocks);
  for (let r = 0; r < RESAMPLES; r++) for (let b = 0; b < blocks; b++) draws[r * blocks + b] = uniform(b, r, 0, 0);
  return { resamples: RESAMPLES, uniform: (resample, draw) => draws[resample * blocks + draw] };
}

/** What makes indices of outputs; undefined for designs that have none. */
function indicesOf({ design, parameters }: SweepPlan): ((outputs: Float64Array, interval: boolean) => Rows) | undefined {
  if (design.name !== "saltelli" && design.name !== "morris") return undefined;
  const dimensions = parameters.length;
  const sampling = resampling(design.blocks.length);
  const chosen = (interval: boolean): Resampling => (interval ? sampling : { ...sampling, resamples: 0 });
  if (design.name === "saltelli") {
    return (outputs, interval) => {
      const { first, total, second, blocksUsed, blocksLeftOut } = sobolIndices(outputs, { dimensions, secondOrder: design.secondOrder }, chosen(interval));
      const rows = [
        ...first.map((estimate, parameter): Row => ({ index: "first", parameter, with: -1, ...estimate })),
        ...total.map((estimate, parameter): Row => ({ index: "total", parameter, with: -1, ...estimate })),
        ...second.map(({ i, j, index }): Row => ({ index: "second", parameter: i, with: j, ...index })),
      ];
      return { rows, blocks: blocksUsed, leftOut: blocksLeftOut };
    };
  }
  const values = new Float64Array(design.rows.length * dimensions);
  design.unit!.forEach((row, r) => values.set(row, r * dimensions));
  return (outputs, interval) => {
    const { effects, trajectoriesUsed, trajectoriesLeftOut } = morrisEffects(outputs, { dimensions, values }, chosen(interval));
    const none = { with: -1, ciLow: NaN, ciHigh: NaN };
    const rows = effects.flatMap(({ mu, muStar, sigma }, parameter): Row[] => [
      { index: "mu", parameter, value: mu, ...none },
      { index: "mu_star", parameter, with: -1, ...muStar },
      { index: "sigma", parameter, value: sigma, ...none },
    ]);
    return { rows, blocks: trajectoriesUsed, leftOut: trajectoriesLeftOut };
  };
}

/** Parts of the variance of a path; of a Saltelli design the rows A and B, which are drawn from the laws. */
function split({ design, base }: SweepPlan, points: readonly SweepPoint[], paths: number, column: (point: number) => Float64Array | undefined): Rows {
  const drawn = points.map((_, i) => i).filter((i) => design.name !== "saltelli" || i % design.blockSize === 0 || i % design.blockSize === design.blockSize - 1);
  const part = (index: IndexName, { share }: VariancePart): Row => ({ index, parameter: -1, with: -1, value: share, ciLow: NaN, ciHigh: NaN });
  if (base.configuration.run.streams === "common") {
    const statistic = twoWaySplit(paths);
    const state = statistic.init();
    const missing = new Float64Array(paths).fill(NaN);
    for (const i of drawn) statistic.add(state, column(i) ?? missing);
    const { points: used, pointsLeftOut, parameters, seed, interaction } = statistic.value(state);
    return { rows: [part("share_parameters", parameters), part("share_seed", seed), part("share_interaction", interaction)], blocks: used, leftOut: pointsLeftOut };
  }
  const results = drawn.map((i) => {
    const values = column(i);
    if (values === undefined) return { mean: NaN, variance: NaN, paths };
    const { mean, m2, count } = prepare(values).moments;
    return { mean, variance: m2 / (count - 1), paths };
  });
  const { points: used, pointsLeftOut, parameters, seed } = oneWaySplit(results);
  return { rows: [part("share_parameters", parameters), part("share_seed", seed)], blocks: used, leftOut: pointsLeftOut };
}
