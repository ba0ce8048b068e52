import { recordReplay, type Replay } from "../../benchmarks/hedgeFundReplay.ts";

/**
 * Five short paths of few agents in violent markets: every cause, orders cut by the cap, defaults.
 * Neither the paths nor the funds fill whole vectors.
 */
export function smallReplay(): Replay {
  return recordReplay(5, [
    "calendar.days=20",
    "agents.hedge_fund.count=300", "agents.trend_follower.count=20", "agents.retail_trader.count=50", "agents.life_insurer.count=10",
    "agents.pension_fund.count=10", "agents.investment_trust.count=10", "agents.bank.count=5",
    "markets.fx.volatility=0.05", "markets.tech.volatility=0.12", "markets.equity.volatility=0.12", "markets.other.volatility=0.12",
    "impact.participation=0.005",
  ]);
}
