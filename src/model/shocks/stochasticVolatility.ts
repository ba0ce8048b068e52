import { type Draws, poisson, STREAM } from "../draws.ts";
import { exp, pow } from "../elementary.ts";
import { FX, MARKET_COUNT, MARKETS } from "../markets/names.ts";
import { diffusion } from "../rules/r02-diffusion.ts";
import { stressWeight } from "../rules/r02-stress-weight.ts";
import { volatilityScale } from "../rules/r02-volatility-scale.ts";
import { TRADING_DAYS_PER_YEAR } from "../units.ts";
import type { ShockLaw } from "./index.ts";

/**
 * Stochastic volatility with two kinds of jumps (R2, the default).
 *
 *   h' = φ h + η ξ,   stationary start h ~ N(0, V),   η = √(V (1 − φ²)),   φ per round
 *   Δf_m = σ_m · exp(h/2 − V/4) · √Δt · ε_m + ℓ_m · (sum of the round's jumps)
 *
 * Jumps J ~ N(μ_J, σ_J²) arrive as Poisson: `yen_squeeze` loads on fx alone, `risk_off` on
 * every market through its loadings. n jumps sum to N(n μ_J, n σ_J²): one normal suffices.
 */
export const stochasticVolatility: ShockLaw = ({ shocks, sigma, rounds, normals }) => {
  const p = shocks.stochastic_volatility;
  const persistence = pow(p.persistence, 1 / rounds);
  const eta = Math.sqrt(p.variance * (1 - persistence * persistence));
  const sqrtDt = Math.sqrt(1 / rounds);
  const squeeze = p.yen_squeeze_rate / TRADING_DAYS_PER_YEAR / rounds;
  const riskOff = p.risk_off_rate / TRADING_DAYS_PER_YEAR / rounds;
  const noSqueeze = exp(-squeeze);
  const noRiskOff = exp(-riskOff);
  const loadings = MARKETS.map((m) => p.risk_off_loading[m]);
  let h = 0;

  const jump = (draws: Draws, stream: number, mean: number, none: number): number => {
    const count = poisson(draws.uniform(stream, 0), mean, none);
    return count === 0 ? 0 : count * p.jump_mean + Math.sqrt(count) * p.jump_sd * draws.normal(stream, 1);
  };

  return {
    start(draws) {
      h = Math.sqrt(p.variance) * draws.normal(STREAM.volatility, 1);
    },
    draw(draws, _round, out) {
      h = persistence * h + eta * draws.normal(STREAM.volatility, 0);
      normals(draws, stressWeight(h, shocks.stress_at), out);
      const scale = volatilityScale(h, p.variance);
      for (let m = 0; m < MARKET_COUNT; m++) out[m] = diffusion(sigma[m], scale, sqrtDt, out[m]);
      out[FX] += jump(draws, STREAM.yenSqueeze, squeeze, noSqueeze);
      const joint = jump(draws, STREAM.riskOff, riskOff, noRiskOff);
      if (joint !== 0) for (let m = 0; m < MARKET_COUNT; m++) out[m] += loadings[m] * joint;
    },
    stress: () => stressWeight(h, shocks.stress_at),
    setVolatility(value) {
      h = value;
    },
  };
};
