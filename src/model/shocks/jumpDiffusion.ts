import { type Draws, poisson, STREAM } from "../draws.ts";
import { exp, log } from "../elementary.ts";
import { FX, MARKET_COUNT } from "../markets/names.ts";
import { diffusion } from "../rules/r02-diffusion.ts";
import { TRADING_DAYS_PER_YEAR } from "../units.ts";
import type { ShockInputs, ShockLaw } from "./index.ts";
import type { ShockModel } from "./shockModel.ts";

/** Constant-volatility diffusion in every market, with compound Poisson jumps in fx. */
function jumpDiffusion(
  { sigma, rounds, normals }: ShockInputs,
  rate: number,
  diffusionShare: number,
  sumOfJumps: (draws: Draws, count: number) => number,
): ShockModel {
  const mean = rate / TRADING_DAYS_PER_YEAR / rounds;
  const none = exp(-mean);
  const sqrtDt = Math.sqrt(1 / rounds);
  return {
    start() {},
    draw(draws, _round, out) {
      normals(draws, 0, out);
      for (let m = 0; m < MARKET_COUNT; m++) out[m] = diffusion(sigma[m], 1, sqrtDt, out[m]);
      const count = poisson(draws.uniform(STREAM.jumps, 0), mean, none);
      out[FX] = diffusionShare * out[FX] + sumOfJumps(draws, count);
    },
    stress: () => 0,
    setVolatility() {},
  };
}

/**
 * Merton (1976): Δf_fx = c σ √Δt ε + Σ J, J ~ N(μ_J, σ_J²), Poisson with intensity λ;
 * c is the diffusive share of volatility. n jumps sum to N(n μ_J, n σ_J²).
 */
export const merton: ShockLaw = (inputs) => {
  const p = inputs.shocks.merton;
  return jumpDiffusion(inputs, p.rate, p.diffusion_share, (draws, count) =>
    count === 0 ? 0 : count * p.jump_mean + Math.sqrt(count) * p.jump_sd * draws.normal(STREAM.jumps, 1),
  );
};

/**
 * Kou (2002): as merton, with double-exponential jumps: +Exp(mean 1/η₁) with probability p,
 * −Exp(mean 1/η₂) otherwise; one uniform per jump, by inversion.
 */
export const kou: ShockLaw = (inputs) => {
  const p = inputs.shocks.kou;
  return jumpDiffusion(inputs, p.rate, p.diffusion_share, (draws, count) => {
    let sum = 0;
    for (let n = 1; n <= count; n++) {
      const u = draws.uniform(STREAM.jumps, n);
      sum += u < p.up_probability ? -p.mean_up * log(u / p.up_probability) : p.mean_down * log((1 - u) / (1 - p.up_probability));
    }
    return sum;
  });
};
