import { DEFAULTED, ORDERED } from "./agents/kind.ts";
import { type Books, clearSums, createBooks, leave, type OpeningColumns, resetBooks, settle, settleResidual } from "./books.ts";
import type { Draws } from "./draws.ts";
import { closeIndex, createMarkets, logPrice, type MarketState, resetMarkets } from "./markets/marketState.ts";
import { FX, JGB, MARKET_COUNT } from "./markets/names.ts";
import { policyDecisions } from "./markets/policy.ts";
import { applyEvent } from "./markets/script.ts";
import { markClosing, updateTrends, updateView } from "./markets/updateView.ts";
import { emptyView, type MarketView } from "./markets/view.ts";
import { TREND_DAYS } from "./markets/history.ts";
import { price } from "./rules/r01-price.ts";
import { news } from "./rules/r02-news.ts";
import { perceivedVariance } from "./rules/r03-perceived-variance.ts";
import { priceImpact } from "./rules/r05-price-impact.ts";
import { executionPrice } from "./rules/r06-execution-price.ts";
import { permanentImpact } from "./rules/r06-permanent-impact.ts";
import { transientImpact } from "./rules/r06-transient-impact.ts";
import { movingAverage } from "./rules/r13-moving-average.ts";
import { filledShare } from "./rules/r26-participation.ts";
import { accrual, type ModelSetup } from "./setup.ts";
import type { ShockModel } from "./shocks/shockModel.ts";

/** One path in motion. `frozen`: only official kinds trade; everybody else holds still. */
export interface World {
  readonly setup: ModelSetup;
  readonly markets: MarketState;
  readonly books: Books;
  readonly view: MarketView;
  readonly shock: ShockModel;
  readonly draws: Draws;
  /** Round counted from 0, day from 1. */
  round: number;
  day: number;
  roundOfDay: number;
  frozen: boolean;
  /** Net units bought by all agents in the round: JPY bn for fx, else units; and at base prices in USD bn. */
  readonly bought: Float64Array;
  readonly netUnits: Float64Array;
}

type Event = (world: World) => void;

/**
 * The order of events in a round.
 *
 *  1 draw policy, scripted events and shocks
 *  2 exogenous prices, decay of transient impact
 *  3 carry accrues: dollars at r_us, yen at r_jp (zero-sum)
 *  4 mark to market with lagged volatility
 *  5 all agents decide on the same pre-trade prices, and
 *  6 clip their orders to what they hold
 *  7 clear: participation cap, net units, impact, execution price
 *  8 settle, the residual agent included
 *  9 defaults, judged at the prices after settlement
 * 10 update volatility, averages, closes
 *
 * There is no fixed point inside a round: the dynamics over rounds are the cascade. Events 5
 * and 6, and 9 of the round before, are one pass over the agents (`decide` of each kind).
 */
export const EVENTS: readonly Event[] = [drawNews, movePrices, accrueCarry, mark, decide, clear, settleAll, update];

export function createWorld(setup: ModelSetup, opening: readonly OpeningColumns[], draws: Draws): World {
  return {
    setup,
    markets: createMarkets(setup),
    books: createBooks(setup, opening),
    view: emptyView(),
    shock: setup.shockModel(),
    draws,
    round: 0,
    day: 1,
    roundOfDay: 0,
    frozen: false,
    bought: new Float64Array(MARKET_COUNT),
    netUnits: new Float64Array(MARKET_COUNT),
  };
}

/** Put a world at t = 0 of the path its draws address. */
export function resetWorld(world: World, frozen: boolean): void {
  world.round = world.roundOfDay = 0;
  world.day = 1;
  world.frozen = frozen;
  resetMarkets(world.markets, world.setup);
  resetBooks(world.books);
  updateTrends(world.view, world.markets, world.setup);
  world.shock.start(world.draws);
}

/** Run one round. */
export function runRound(world: World): void {
  for (const event of EVENTS) event(world);
  world.round += 1;
  world.roundOfDay = world.round % world.setup.rounds;
  if (world.roundOfDay === 0) world.day += 1;
}

/** After the last round: the defaults (R27) that its trades caused. */
export function closeBooks(world: World): void {
  world.markets.usdBefore = world.markets.usd;
  world.markets.yenBefore = world.markets.yen;
  markClosing(world.view, world.markets);
  world.view.closing_only = 1;
  passOverAgents(world);
}

function drawNews({ setup, markets: s, shock, draws, round, day, roundOfDay }: World): void {
  s.surpriseUs = s.surpriseJp = s.signal = s.intervention = 0;
  if (setup.configuration.shocks.random) shock.draw(draws, round, s.news);
  else s.news.fill(0);
  if (roundOfDay === 0) policyDecisions(s, setup, draws, day, shock.stress());
  const events = setup.script.get(round);
  if (events) for (const event of events) applyEvent(s, setup, shock, event);
}

function movePrices({ setup, markets: s }: World): void {
  for (let m = 0; m < MARKET_COUNT; m++) {
    s.f[m] += news(setup.drift[m], setup.betaUs[m], s.surpriseUs, setup.betaJp[m], s.surpriseJp, s.news[m]);
    s.w[m] = transientImpact(s.w[m], setup.kappa[m], 0, 0);
  }
  s.w[FX] += s.signal;
  for (let m = 0; m < MARKET_COUNT; m++) s.before[m] = price(setup.base[m], s.f[m], s.u[m], s.w[m]);
}

function accrueCarry({ setup, markets: s }: World): void {
  s.usdBefore = s.usd;
  s.yenBefore = s.yen;
  s.usd *= accrual(s.usRate, setup.rounds);
  s.yen *= accrual(s.jpRate, setup.rounds);
}

function mark({ view, markets, setup, day, roundOfDay }: World): void {
  updateView(view, markets, setup, day, roundOfDay);
}

function decide(world: World): void {
  for (const book of world.books.kinds) {
    clearSums(book);
    book.kind.prepare?.(book.scalars, world.view);
  }
  passOverAgents(world);
}

/** The one pass over the agents: plain JavaScript, every agent visited. */
function passOverAgents({ books, view, frozen }: World): void {
  for (const book of books.kinds) {
    book.ordered = 0;
    if (frozen && !book.kind.official) continue;
    const { kind, columns, scalars, sums, count, orders } = book;
    for (let i = 0; i < count; i++) {
      const decision = kind.decide(i, columns as never, view, scalars, sums);
      if (decision === ORDERED) orders[book.ordered++] = i;
      else if (decision === DEFAULTED) leave(books, book, i, view);
    }
  }
}

function clear({ setup, markets: s, books, bought, netUnits }: World): void {
  const { impact } = setup.configuration;
  s.unfilled = false;
  for (let m = 0; m < MARKET_COUNT; m++) {
    let ordered = 0;
    for (const { slots, sums } of books.kinds) {
      for (const slot of slots) if (slot.market === m) ordered += sums[slot.net];
    }
    const toUsd = dollarsPerUnit(m, setup.base);
    s.filled[m] = filledShare(ordered * toUsd, impact.participation, s.depth[m]);
    if (s.filled[m] < 1) s.unfilled = true;
    bought[m] = s.filled[m] * ordered;
    netUnits[m] = bought[m] * toUsd;

    const moved = priceImpact(netUnits[m], s.depth[m], impact.linear_until);
    s.u[m] = permanentImpact(s.u[m], moved, setup.tau[m]);
    s.w[m] = transientImpact(s.w[m], 0, moved, setup.tau[m]);
    s.after[m] = price(setup.base[m], s.f[m], s.u[m], s.w[m]);
    s.execution[m] = executionPrice(s.before[m], s.after[m]);
  }
}

/** Dollars bought per unit bought in a market; fx counts dollars, so yen bought have the opposite sign. */
function dollarsPerUnit(m: number, prices: Float64Array): number {
  if (m === FX) return -1 / prices[FX];
  return m === JGB ? prices[JGB] / prices[FX] : prices[m];
}

function settleAll({ markets: s, books, bought }: World): void {
  for (const book of books.kinds) {
    settle(book, s);
    for (const slot of book.slots) {
      const m = slot.market;
      const dollars = s.filled[m] * dollarsPerUnit(m, s.execution);
      const net = book.sums[slot.net];
      slot.roundUsd = -net * dollars;
      slot.soldUsd += slot.roundUsd;
      slot.grossUsd += Math.abs((slot.gross ? book.sums[slot.gross] : net) * dollars);
    }
  }
  settleResidual(books.residual, s, bought);
}

function update({ setup, markets: s, view, day, roundOfDay }: World): void {
  const closing = roundOfDay === setup.rounds - 1;
  for (let m = 0; m < MARKET_COUNT; m++) {
    const x = logPrice(s, m);
    s.variance[m] = perceivedVariance(s.variance[m], setup.memory, x - s.lastLog[m], s.variance0[m]);
    s.lastLog[m] = x;
    for (let h = 0; h < TREND_DAYS.length; h++) {
      s.averages[m * 3 + h] = movingAverage(s.averages[m * 3 + h], x, 1 / (TREND_DAYS[h] * setup.rounds));
    }
    if (closing) s.closes[closeIndex(setup, m, day)] = x;
  }
  updateTrends(view, s, setup);
}
