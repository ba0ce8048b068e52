import { interventionSignal } from "../rules/r23-coordination.ts";
import type { ModelSetup } from "../setup.ts";
import type { ShockModel } from "../shocks/shockModel.ts";
import type { ScriptedEvent } from "./events.ts";
import type { MarketState } from "./marketState.ts";
import { FX, JGB, MARKETS, UST } from "./names.ts";
import { orderIntervention } from "./policy.ts";

/** Apply one scripted event at the start of its round. */
export function applyEvent(s: MarketState, setup: ModelSetup, shock: ShockModel, event: ScriptedEvent): void {
  const { rates, policy } = setup.configuration;
  if (event.policy) {
    const points = event.policy.basis_points / 100;
    if (event.policy.bank === "boj") {
      s.jpRate += points;
      s.surpriseJp += points;
    } else {
      s.usRate += points;
      s.surpriseUs += points;
    }
  }
  if (event.intervention) orderIntervention(s, setup, event.intervention.usd_bn, event.intervention.joint);
  if (event.rate_check) s.signal += interventionSignal(1, 0, s.depth[FX], event.rate_check.strength * policy.intervention.rate_check_signal);
  if (event.news) {
    MARKETS.forEach((name, m) => {
      s.news[m] += event.news![name];
    });
    s.news[UST] -= (event.news.ust_yield_bp / 10000) * rates.ust_duration;
    s.news[JGB] -= (event.news.jgb_yield_bp / 10000) * rates.jgb_duration;
  }
  if (event.volatility) shock.setVolatility(event.volatility.h);
  if (event.margin) {
    const added: Record<string, number> = event.margin;
    MARKETS.forEach((name, m) => {
      s.haircutAdded[m] += added[name] ?? 0;
    });
  }
  if (event.depth) {
    MARKETS.forEach((name, m) => {
      s.depthScale[m] *= event.depth![name];
    });
  }
}
