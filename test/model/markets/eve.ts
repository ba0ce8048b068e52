import type { Draws } from "../../../src/model/draws.ts";
import { createMarkets, type MarketState, resetMarkets } from "../../../src/model/markets/marketState.ts";
import { FX, JGB } from "../../../src/model/markets/names.ts";
import { policyDecisions } from "../../../src/model/markets/policy.ts";
import { price } from "../../../src/model/rules/r01-price.ts";
import { modelSetup, type ModelSetup } from "../../../src/model/setup.ts";
import { keyFromSeed } from "../../../src/random/key.ts";
import { createRandom } from "../../../src/random/stream.ts";
import { configurationWith } from "../../world.ts";
import { QUIET } from "./quiet.ts";

/** Draws of path `path`, day `day`. */
export function drawsOf(path: number, day: number, seed = "policy"): Draws {
  const random = createRandom(keyFromSeed(seed));
  return {
    uniform: (stream, index) => random.uniform(path, day, stream, index),
    normal: (stream, index) => random.normal(path, day, stream, index),
  };
}

export interface Eve {
  readonly setup: ModelSetup;
  readonly s: MarketState;
  /** Policy of one day of one path, on the prices of the evening before. */
  readonly decide: (path: number, day: number, stress?: number) => void;
}

/** Markets with the given log prices, no agents: the evening before a decision. */
export function eve(changes: Record<string, unknown>, fx = 0, jgb = 0, equity = 0): Eve {
  const setup = modelSetup(configurationWith({ ...QUIET, ...changes }, []), []);
  const s = createMarkets(setup);
  resetMarkets(s, setup);
  s.f[FX] = fx;
  s.f[JGB] = jgb;
  s.f[2] = s.f[3] = equity;
  s.after[FX] = price(setup.base[FX], fx, 0, 0);
  const decide = (path: number, day: number, stress = 0) => {
    s.surpriseUs = s.surpriseJp = s.signal = s.intervention = 0;
    policyDecisions(s, setup, drawsOf(path, day), day, stress);
  };
  return { setup, s, decide };
}

/** Half-width of five standard errors of a frequency. */
export function fiveSigma(probability: number, n: number): number {
  return 5 * Math.sqrt((probability * (1 - probability)) / n);
}
