import { STREAM } from "../draws.ts";
import { MARKET_COUNT } from "../markets/names.ts";
import { diffusion } from "../rules/r02-diffusion.ts";
import type { ShockLaw } from "./index.ts";

/**
 * Circular block bootstrap of daily returns: blocks of consecutive days from a file that the
 * user names, so volatility clusters and markets move together as they did.
 *
 * A day's return R is spread over its n rounds by a Brownian bridge: the round returns
 * R/n + s (z_j − z̄), s = σ/√n, sum to R and have the roughness of the market's volatility.
 * A market without data has Gaussian news. Source: Künsch (1989); Politis & Romano (1992).
 */
export const historicalBootstrap: ShockLaw = ({ shocks, sigma, rounds, normals, history }) => {
  if (!history || history.days === 0) throw new RangeError("historical_bootstrap needs a file of daily levels");
  const { days, returns } = history;
  const block = shocks.historical_bootstrap.block;
  const bridge = new Float64Array(rounds * MARKET_COUNT);
  const normal = new Float64Array(MARKET_COUNT);
  const mean = new Float64Array(MARKET_COUNT);
  const sqrtDt = Math.sqrt(1 / rounds);
  let source = 0;
  return {
    start() {
      source = 0;
    },
    draw(draws, round, out) {
      const inDay = round % rounds;
      if (inDay === 0) {
        const day = (round - inDay) / rounds;
        source = day % block === 0 ? Math.floor(draws.uniform(STREAM.bootstrap, 0) * days) : (source + 1) % days;
        // The whole day's normals come from the addresses of its first round, one market block per round.
        mean.fill(0);
        for (let j = 0; j < rounds; j++) {
          for (let m = 0; m < MARKET_COUNT; m++) {
            const z = draws.normal(STREAM.bootstrap, 1 + j * MARKET_COUNT + m);
            bridge[j * MARKET_COUNT + m] = z;
            mean[m] += z / rounds;
          }
        }
      }
      normals(draws, 0, normal);
      for (let m = 0; m < MARKET_COUNT; m++) {
        const r = returns[source * MARKET_COUNT + m];
        out[m] = Number.isNaN(r)
          ? diffusion(sigma[m], 1, sqrtDt, normal[m])
          : r / rounds + diffusion(sigma[m], 1, sqrtDt, bridge[inDay * MARKET_COUNT + m] - mean[m]);
      }
    },
    stress: () => 0,
    setVolatility() {},
  };
};
