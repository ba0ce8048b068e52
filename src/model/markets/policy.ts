import { type Draws, STREAM } from "../draws.ts";
import { bondYield } from "../rules/r01-bond-yield.ts";
import { interventionHazard } from "../rules/r21-intervention-hazard.ts";
import { interventionSize } from "../rules/r21-intervention-size.ts";
import { interventionSignal } from "../rules/r23-coordination.ts";
import { bojHikeProbability } from "../rules/r24-boj-hike-probability.ts";
import { fedCutProbability } from "../rules/r25-fed-cut-probability.ts";
import { policySurprise } from "../rules/r25-policy-surprise.ts";
import type { ModelSetup } from "../setup.ts";
import { logPrice, type MarketState, trailingEquityReturn, trailingReturn } from "./marketState.ts";
import { FX, JGB, UST } from "./names.ts";

/** Yields of the two bond markets now (R1). */
export function yields(s: MarketState, setup: ModelSetup): { ust: number; jgb: number } {
  const { rates } = setup.configuration;
  return {
    ust: bondYield(rates.ust_yield, logPrice(s, UST), rates.ust_duration),
    jgb: bondYield(rates.jgb_yield, logPrice(s, JGB), rates.jgb_duration),
  };
}

/**
 * Decisions of the Bank of Japan (R24), the Federal Reserve (R25) and the Ministry of Finance
 * (R21, R23) in the first round of a day, on the prices of the evening before.
 */
export function policyDecisions(s: MarketState, setup: ModelSetup, draws: Draws, day: number, stress: number): void {
  const { boj, fed, crash } = setup.configuration.policy;
  const eve = day - 1;
  const crashed =
    trailingEquityReturn(s, setup, eve, 5) < crash.equity_5d || trailingReturn(s, setup, FX, eve, 10) < crash.fx_10d;

  if (setup.meetings.boj.has(day)) {
    const rise = yields(s, setup).jgb - setup.configuration.rates.jgb_yield;
    const p = bojHikeProbability(boj.hike_probability, boj.response_to_yen, logPrice(s, FX), boj.response_to_yield, rise, boj.response_to_stress, stress, crashed);
    const hike = draws.uniform(STREAM.boj, 0) < p;
    if (hike) s.jpRate += boj.step;
    s.surpriseJp += policySurprise(boj.step, hike, p);
  }
  if (setup.meetings.fed.has(day)) {
    const p = fedCutProbability(fed.cut_probability, fed.response_to_stress, stress, fed.response_to_crash, crashed);
    const cut = draws.uniform(STREAM.fed, 0) < p;
    if (cut) s.usRate -= fed.step;
    s.surpriseUs += policySurprise(-fed.step, cut, p);
  }
  // One calming signal per crash: a new one needs ten days.
  if (crashed && day - s.calmedDay > 10) {
    s.calmedDay = day;
    s.signal += boj.calming_signal;
  }
  intervene(s, setup, draws, day);
}

function intervene(s: MarketState, setup: ModelSetup, draws: Draws, day: number): void {
  const p = setup.configuration.policy.intervention;
  const again = day === s.secondStrikeDay;
  const hazard = interventionHazard(
    p.hazard,
    trailingReturn(s, setup, FX, day - 1, 20),
    p.speed_20d,
    trailingReturn(s, setup, FX, day - 1, 60),
    p.speed_60d,
    s.after[FX],
    p.line,
    p.line_only,
  );
  const fresh = day - s.lastStrikeDay > p.cool_down && draws.uniform(STREAM.intervention, 0) < hazard;
  if (!again && !fresh) return;
  s.lastStrikeDay = day;
  if (!again && draws.uniform(STREAM.intervention, 1) < p.second_strike_probability) {
    s.secondStrikeDay = day + 1 + Math.floor(draws.uniform(STREAM.intervention, 2) * 5);
  }
  const joint = draws.uniform(STREAM.intervention, 3) < p.joint_probability;
  const size = interventionSize(p.median_size, p.size_sigma, draws.normal(STREAM.intervention, 4));
  orderIntervention(s, setup, size, joint);
}

/** Order an intervention in this round, with its signal (R23). */
export function orderIntervention(s: MarketState, setup: ModelSetup, usdBn: number, joint: boolean): void {
  const p = setup.configuration.policy.intervention;
  s.intervention += usdBn;
  s.signal += joint
    ? interventionSignal(p.joint_multiplier, usdBn, s.depth[FX], p.joint_signal)
    : interventionSignal(1, usdBn, s.depth[FX], p.unilateral_signal);
}
