import type { ScriptedEvent } from "../model/markets/events.ts";
import { createMarkets } from "../model/markets/marketState.ts";
import { FX, MARKET_COUNT } from "../model/markets/names.ts";
import { applyEvent } from "../model/markets/script.ts";
import { dollarsPerUnit, type World } from "../model/round.ts";
import { priceImpact } from "../model/rules/r05-price-impact.ts";
import { transientImpact } from "../model/rules/r06-transient-impact.ts";
import { EXOGENOUS, exogenous, ordersOf, sourcesOf } from "./sources.ts";

/** Price moves of a source, in log returns, [rounds × markets] each. */
export interface Moves {
  /** What it adds when it happens. */
  readonly move: Float64Array;
  /** What of its transient moves has come back in the round (R6). */
  readonly decay: Float64Array;
}

/**
 * Every market's move in every round, split among what moved it:
 *
 *   Δx_m = Δf_m + Δu_m + Δw_m = Σ_s (move_s + decay_s)
 *
 *   drift, news, policy       the terms of R2
 *   signals                   announcements of R23 and R24: transient
 *   orders of kind and cause  I_s = Q_s · I(Q)/Q, where Q = Σ_s Q_s and I is R5; 1/D for I(Q)/Q when Q = 0
 *   decay_s                   −κ w_s, where w_s' = (1 − κ) w_s + τ I_s, because R6 is linear
 *
 * Q_s · I(Q)/Q is the Aumann–Shapley price of Q_s, the mean of its marginal impact while all orders of the
 * round grow together from nothing: in the linear part of R5 simply Q_s/D. The residual agent takes the other
 * side of all orders, so it has no part of its own.
 *
 * Source: Aumann & Shapley (1974), Values of Non-Atomic Games; Obizhaeva & Wang (2013) for R6.
 */
export class Contributions {
  /** One per source, as in `sourcesOf`. */
  readonly of: readonly Moves[];
  /** Log return per unit ordered in the round, [rounds × markets]. */
  readonly perUnit: Float64Array;
  readonly #world: World;
  readonly #transient: readonly Float64Array[];
  /** Scratch, for what a scripted event says of news. */
  readonly #blank;

  constructor(world: World) {
    const { days, rounds, kinds } = world.setup;
    const length = days * rounds * MARKET_COUNT;
    this.of = sourcesOf(kinds).map(() => ({ move: new Float64Array(length), decay: new Float64Array(length) }));
    this.#transient = this.of.map(() => new Float64Array(MARKET_COUNT));
    this.perUnit = new Float64Array(length);
    this.#world = world;
    this.#blank = createMarkets(world.setup);
  }

  /** Call after every round of the path. */
  afterRound(): void {
    const { setup, markets: s, books, netUnits, round } = this.#world;
    const at = (round - 1) * MARKET_COUNT;
    const scripted = this.#scriptedNews(setup.script.get(round - 1) ?? []);
    for (let m = 0; m < MARKET_COUNT; m++) {
      this.of[exogenous("drift")].move[at + m] = setup.drift[m];
      this.of[exogenous("news")].move[at + m] = s.news[m] - scripted[m];
      this.of[exogenous("scripted_news")].move[at + m] = scripted[m];
      this.of[exogenous("bank_of_japan")].move[at + m] = setup.betaJp[m] * s.surpriseJp;
      this.of[exogenous("federal_reserve")].move[at + m] = setup.betaUs[m] * s.surpriseUs;

      const impact = priceImpact(netUnits[m], s.depth[m], setup.configuration.impact.linear_until);
      const slope = netUnits[m] === 0 ? 1 / s.depth[m] : impact / netUnits[m];
      this.perUnit[at + m] = s.filled[m] * dollarsPerUnit(m, setup.base) * slope;
    }
    this.of[exogenous("signals")].move[at + FX] = s.signal;
    books.kinds.forEach(({ slots, sums }, k) => {
      for (const { forced, market, net } of slots) this.of[ordersOf(k, forced)].move[at + market] += sums[net] * this.perUnit[at + market];
    });
    this.of.forEach(({ move, decay }, source) => {
      const share = source < EXOGENOUS.length ? Number(source === exogenous("signals")) : undefined;
      for (let m = 0; m < MARKET_COUNT; m++) {
        const before = this.#transient[source][m];
        decay[at + m] = -setup.kappa[m] * before;
        this.#transient[source][m] = transientImpact(before, setup.kappa[m], move[at + m], share ?? setup.tau[m]);
      }
    });
  }

  #scriptedNews(events: readonly ScriptedEvent[]): Float64Array {
    this.#blank.news.fill(0);
    for (const { day, round, news } of events) {
      if (news) applyEvent(this.#blank, this.#world.setup, this.#world.shock, { day, round, news });
    }
    return this.#blank.news;
  }
}
