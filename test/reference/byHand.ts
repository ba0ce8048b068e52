import { hedgeFund } from "../../src/model/agents/hedgeFund.ts";
import type { Kind } from "../../src/model/agents/kind.ts";
import { columnNames, type OpeningColumns } from "../../src/model/books.ts";
import type { PlainBook } from "../../src/model/plainBackEnd.ts";
import { MARKETS } from "../../src/model/markets/names.ts";
import { scripted } from "../scripted.ts";
import { type PlainWorld, testWorld } from "../world.ts";

type Changes = Record<string, unknown>;

const everyMarket = (parameter: string, value: number): Changes =>
  Object.fromEntries(MARKETS.map((market) => [`markets.${market}.${parameter}`, value]));

/** Nothing moves that was not scripted, and no interest is paid. */
export const STILL: Changes = {
  "shocks.random": false,
  "calendar.boj_meetings": [],
  "calendar.fed_meetings": [],
  "policy.intervention.hazard": 0,
  "policy.intervention.unilateral_signal": 0,
  "policy.boj.calming_signal": 0,
  "rates.us_policy": 0,
  "rates.jp_policy": 0,
  ...everyMarket("drift", 0),
};

/** Linear permanent impact on constant depth, constant haircuts, and no participation cap. */
export const LINEAR: Changes = {
  "impact.linear_until": Infinity,
  "impact.participation": Infinity,
  "impact.depth_elasticity": 0,
  "impact.margin_elasticity": 0,
  ...everyMarket("transient_share", 0),
};

export const NO_IMPACT: Changes = everyMarket("depth", Infinity);

/** Agents obey a margin call, or their leverage target, at once and without a band. */
export const AT_ONCE: Changes = {
  "agents.hedge_fund.call_speed": 1,
  "agents.hedge_fund.call_buffer": 0,
  "agents.hedge_fund.deleveraging_speed": 1,
  "agents.hedge_fund.deleveraging_band": 0,
};

/** Opening columns of agents written by hand; columns not named are 0. */
export function opening(kind: Kind, agents: readonly Record<string, number>[]): OpeningColumns {
  const names = columnNames(kind);
  const block = new Float64Array(names.length * agents.length);
  agents.forEach((agent, i) => {
    for (const [name, value] of Object.entries({ active: 1, ...agent })) {
      if (!names.includes(name)) throw new Error(`${kind.name} has no column ${name}`);
      block[names.indexOf(name) * agents.length + i] = value;
    }
  });
  return { count: agents.length, block };
}

/** What makes a hedge fund indifferent to leverage, risk and drawdowns. */
const UNLIMITED = { leverage_limit: 1e9, risk_limit: 1e9, drawdown_stop: 1, peak: 0 };

/** A world of hedge funds written by hand in a market at rest, with one shock in the first round. */
export function fundsWorld(funds: readonly Record<string, number>[], shock: Record<string, number>, changes: Changes): PlainWorld {
  return testWorld({
    kinds: [hedgeFund],
    opening: [opening(hedgeFund, funds.map((fund) => ({ ...UNLIMITED, ...fund })))],
    events: [scripted(1, 1, { news: shock })],
    changes: { ...STILL, ...LINEAR, ...changes },
  });
}

/** The book of a kind in a world. */
export function bookOf(world: PlainWorld, kind: Kind): PlainBook {
  return world.books.kinds.find((book) => book.kind === kind)!;
}
