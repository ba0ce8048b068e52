import { STREAM } from "../draws.ts";
import { FX, MARKET_COUNT } from "../markets/names.ts";
import { diffusion } from "../rules/r02-diffusion.ts";
import { TRADING_DAYS_PER_YEAR } from "../units.ts";
import type { ShockLaw } from "./index.ts";

/**
 * Two regimes, calm and turbulent, switching once a day as a Markov chain that starts in its
 * stationary law. Each has its volatility scale, its drift of fx and its correlation matrix.
 * Source: Hamilton (1989).
 */
export const regimeSwitching: ShockLaw = ({ shocks, sigma, rounds, normals }) => {
  const p = shocks.regime_switching;
  const sqrtDt = Math.sqrt(1 / rounds);
  const leaveCalm = 1 - p.stay_calm;
  const leaveTurbulent = 1 - p.stay_turbulent;
  const turbulentShare = leaveCalm + leaveTurbulent > 0 ? leaveCalm / (leaveCalm + leaveTurbulent) : 0;
  let turbulent = false;
  return {
    start(draws) {
      turbulent = draws.uniform(STREAM.regime, 1) < turbulentShare;
    },
    draw(draws, round, out) {
      if (round % rounds === 0) {
        const u = draws.uniform(STREAM.regime, 0);
        turbulent = turbulent ? u < p.stay_turbulent : u >= p.stay_calm;
      }
      normals(draws, turbulent ? 1 : 0, out);
      const scale = turbulent ? p.turbulent_scale : p.calm_scale;
      for (let m = 0; m < MARKET_COUNT; m++) out[m] = diffusion(sigma[m], scale, sqrtDt, out[m]);
      out[FX] += (turbulent ? p.turbulent_drift : p.calm_drift) / TRADING_DAYS_PER_YEAR / rounds;
    },
    stress: () => (turbulent ? 1 : 0),
    setVolatility(h) {
      turbulent = h > 0;
    },
  };
};
