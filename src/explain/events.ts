import { CAUSES } from "../model/agents/kind.ts";
import { MARKET_COUNT, MARKETS } from "../model/markets/names.ts";
import { slotsOf } from "./agentLog.ts";
import type { Replay } from "./replay.ts";
import { exogenous } from "./sources.ts";

/** What can happen in a round, in code order. */
export const EVENTS = ["news", "scripted_news", "policy", "signal", "intervention", "order", "counter", "default"] as const;

/** One thing that happened in a round. */
export interface PathEvent {
  /** From 1 on; the day after the last for defaults that the last trades caused. */
  readonly day: number;
  /** Of the day, from 1 on. */
  readonly round: number;
  readonly event: (typeof EVENTS)[number];
  /** Kind that acted; none for the markets' own. */
  readonly kind: string;
  /** Market traded or moved; none where there is no one market. */
  readonly market: string;
  /** Cause of the orders, name of the counter, or bank; none else. */
  readonly what: string;
  readonly forced: boolean;
  /** Agents that ordered, or defaulted. */
  readonly agents: number;
  /** Dollars sold (orders, net of purchases) or decided to be sold (intervention), USD bn. */
  readonly usd: number;
  /** Log return of the market by it, percent. */
  readonly move: number;
  /** Value of a counter, or percentage points of a surprise. */
  readonly value: number;
}

/** Everything that happened on a path, round by round, in the order of the round. */
export function eventsOf({ setup, kinds, rounds, contributions, agents, sold, bought, counters }: Replay): PathEvent[] {
  const events: PathEvent[] = [];
  const names = kinds.map((kind) => Object.keys(kind.counters));
  const slots = kinds.map(slotsOf);
  const all = rounds.usd.length;
  for (let t = 0; t <= all; t++) {
    const add = (given: Partial<PathEvent> & Pick<PathEvent, "event">) =>
      events.push({ day: Math.floor(t / setup.rounds) + 1, round: (t % setup.rounds) + 1, kind: "none", market: "none", what: "none", forced: false, agents: 0, usd: 0, move: 0, value: 0, ...given });
    if (t < all) {
      const at = t * MARKET_COUNT;
      for (const event of ["news", "scripted_news"] as const) {
        MARKETS.forEach((market, m) => {
          const move = 100 * contributions.of[exogenous(event)].move[at + m];
          if (move !== 0) add({ event, market, move });
        });
      }
      const change = (rates: Float64Array, start: number) => rates[t] - (t === 0 ? start : rates[t - 1]);
      const { us_policy, jp_policy } = setup.configuration.rates;
      for (const [what, surprise, moved] of [
        ["bank_of_japan", rounds.surpriseJp[t], change(rounds.jpRate, jp_policy)],
        ["federal_reserve", rounds.surpriseUs[t], change(rounds.usRate, us_policy)],
      ] as const) {
        if (surprise !== 0 || moved !== 0) add({ event: "policy", market: "fx", what, value: surprise, move: 100 * contributions.of[exogenous(what)].move[at] });
      }
      if (rounds.signal[t] !== 0) add({ event: "signal", market: "fx", move: 100 * rounds.signal[t] });
      if (rounds.intervention[t] !== 0) add({ event: "intervention", market: "fx", usd: rounds.intervention[t] });
      kinds.forEach((kind, k) => {
        slots[k].forEach(({ cause, market }, n) => {
          const place = t * slots[k].length + n;
          const ordered = agents.counts[k][place];
          if (ordered === 0) return;
          const move = 100 * bought[k][place] * contributions.perUnit[at + market];
          add({ event: "order", kind: kind.name, market: MARKETS[market], what: cause, forced: CAUSES[cause].forced, agents: ordered, usd: sold[k][place], move });
        });
        names[k].forEach((what, n) => {
          const value = counters[k][t * names[k].length + n];
          if (value !== 0) add({ event: "counter", kind: kind.name, what, value });
        });
      });
    }
    kinds.forEach((kind, k) => {
      const left = agents.defaults[k][t];
      if (left > 0) add({ event: "default", kind: kind.name, agents: left });
    });
  }
  return events;
}
