import { pow } from "./elementary.ts";
import type { Share } from "./units.ts";

/** A daily speed φ as a speed per round: φ_R = 1 − (1 − φ)^(1/R), R rounds per day. */
export function speedPerRound(daily: Share, rounds: number): Share {
  if (daily >= 1) return 1;
  return daily <= 0 ? 0 : 1 - pow(1 - daily, 1 / rounds);
}
