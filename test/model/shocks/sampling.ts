import type { Draws } from "../../../src/model/draws.ts";
import { MARKETS } from "../../../src/model/markets/names.ts";
import { correlatedNormals } from "../../../src/model/shocks/correlatedNormals.ts";
import { SHOCK_LAWS } from "../../../src/model/shocks/index.ts";
import type { ReturnHistory, ShockModel } from "../../../src/model/shocks/shockModel.ts";
import { keyFromSeed } from "../../../src/random/key.ts";
import { createRandom } from "../../../src/random/stream.ts";
import { configurationWith } from "../../world.ts";

export type Law = keyof typeof SHOCK_LAWS;
export const LAWS = Object.keys(SHOCK_LAWS) as Law[];

/** Draws at a path and round that a test moves. */
export class MovingDraws implements Draws {
  path = 0;
  round = 0;
  readonly #random;
  constructor(seed = "shocks") {
    this.#random = createRandom(keyFromSeed(seed));
  }
  uniform(stream: number, index: number): number {
    return this.#random.uniform(this.path, this.round, stream, index);
  }
  normal(stream: number, index: number): number {
    return this.#random.normal(this.path, this.round, stream, index);
  }
}

export function configurationOf(changes: Record<string, unknown> = {}) {
  return configurationWith(changes, []);
}

/** A law with the default parameters, changed by dotted path. */
export function law(name: Law, changes: Record<string, unknown> = {}, history?: ReturnHistory): ShockModel {
  const { shocks, markets, calendar } = configurationOf(changes);
  const normals = correlatedNormals(shocks.calm_correlation, shocks.stress_correlation);
  const sigma = Float64Array.from(MARKETS, (m) => markets[m].volatility);
  return SHOCK_LAWS[name]({ shocks, sigma, rounds: calendar.rounds_per_day, normals, history });
}

/** Run a law over rounds of a path; `each` sees the returns of every round. */
export function drawRounds(model: ShockModel, draws: MovingDraws, path: number, rounds: number, each: (out: Float64Array, round: number) => void): void {
  const out = new Float64Array(MARKETS.length);
  draws.path = path;
  draws.round = 0;
  model.start(draws);
  for (let round = 0; round < rounds; round++) {
    draws.round = round;
    model.draw(draws, round, out);
    each(out, round);
  }
}

/** Mean, variance and their standard errors. */
export function momentsOf(xs: readonly number[]) {
  const n = xs.length;
  const mean = xs.reduce((a, b) => a + b, 0) / n;
  let m2 = 0;
  let m4 = 0;
  for (const x of xs) {
    const square = (x - mean) ** 2;
    m2 += square / n;
    m4 += (square * square) / n;
  }
  return { mean, variance: m2, meanError: Math.sqrt(m2 / n), varianceError: Math.sqrt(Math.max(m4 - m2 * m2, 0) / n) };
}

/** Sample correlation matrix, upper triangle row by row, of rows of six numbers. */
export function correlations(rows: readonly (readonly number[])[]): number[] {
  const columns = MARKETS.map((_, m) => rows.map((row) => row[m]));
  const moments = columns.map(momentsOf);
  const upper: number[] = [];
  for (let i = 0; i < 6; i++) {
    for (let j = i + 1; j < 6; j++) {
      let sum = 0;
      for (let n = 0; n < rows.length; n++) sum += (columns[i][n] - moments[i].mean) * (columns[j][n] - moments[j].mean);
      upper.push(sum / rows.length / Math.sqrt(moments[i].variance * moments[j].variance));
    }
  }
  return upper;
}
