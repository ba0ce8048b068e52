import type { Kind } from "../../src/model/agents/kind.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { scripted } from "../scripted.ts";
import type { TestWorldOptions } from "../world.ts";
import { agentsOf } from "./book.ts";

/** A few agents of every kind. */
export function fewOf(kinds: readonly Kind[] = KINDS, agents = 12): Record<string, unknown> {
  return Object.fromEntries(kinds.map((kind) => [`agents.${kind.name}.count`, agentsOf(kind, agents)]));
}

/** Small markets whose participation cap bites, wild news, and everything that can be scripted. */
export const STORM: TestWorldOptions = {
  changes: {
    ...fewOf(),
    "calendar.days": 250,
    "impact.participation": 0.005,
    "shocks.stochastic_volatility.variance": 1.5,
    "shocks.stochastic_volatility.risk_off_rate": 40,
    "shocks.stochastic_volatility.yen_squeeze_rate": 40,
  },
  events: [
    scripted(3, 1, { news: { fx: -0.1, tech: -0.15, equity: -0.1 } }),
    scripted(10, 2, { volatility: { h: 4 } }),
    scripted(20, 1, { margin: { fx: 0.05, tech: 0.2, equity: 0.2, ust: 0.05, other: 0.1 }, depth: { fx: 0.2, tech: 0.2 } }),
    scripted(30, 1, { intervention: { usd_bn: 400, joint: true } }),
    scripted(40, 1, { policy: { bank: "fed", basis_points: -200 } }),
    scripted(41, 1, { policy: { bank: "boj", basis_points: 150 } }),
    scripted(60, 3, { news: { jgb_yield_bp: 200, ust_yield_bp: 150 } }),
    scripted(90, 1, { news: { fx: 0.4, tech: 0.5, equity: 0.5 } }),
    scripted(120, 1, { news: { fx: -0.6, tech: -0.9, equity: -0.9, other: -0.6, ust: -0.4, jgb: -0.4 } }),
  ],
};
