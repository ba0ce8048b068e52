import { STREAM } from "../../src/model/draws.ts";
import { FX } from "../../src/model/markets/names.ts";
import { modelSetup } from "../../src/model/setup.ts";
import { configurationOf, drawRounds, type Law, MovingDraws } from "../model/shocks/sampling.ts";

/** USDJPY is the first market: of the correlated normals its own alone moves it, and the others need not be drawn. */
export class UsdjpyDraws extends MovingDraws {
  override normal(stream: number, index: number): number {
    return (stream === STREAM.calm || stream === STREAM.stress) && index !== FX ? 0 : super.normal(stream, index);
  }
}

/** Daily log returns of USDJPY by a law of news and the drift alone, on one path. */
export function usdjpyReturns(law: Law, changes: Record<string, unknown>, days: number, path = 0, seed = "usdjpy"): Float64Array {
  const setup = modelSetup(configurationOf({ "shocks.model": law, ...changes }), []);
  const returns = new Float64Array(days);
  drawRounds(setup.shockModel(), new UsdjpyDraws(seed), path, days * setup.rounds, (out, round) => {
    returns[Math.floor(round / setup.rounds)] += setup.drift[FX] + out[FX];
  });
  return returns;
}

/** Parameters of a law under `shocks.<law>`, as changes of the configuration. */
export function under(law: Law, parameters: Readonly<Record<string, number>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`shocks.${law}.${name}`, value]));
}
