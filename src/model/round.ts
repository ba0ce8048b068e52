import type { BackEnd } from "./backEnd.ts";
import { type Books, settleResidual } from "./books.ts";
import type { Draws } from "./draws.ts";
import { closeIndex, createMarkets, logPrice, type MarketState, resetMarkets } from "./markets/marketState.ts";
import { FX, JGB, MARKET_COUNT } from "./markets/names.ts";
import { policyDecisions } from "./markets/policy.ts";
import { applyEvent } from "./markets/script.ts";
import type { SettlementView } from "./markets/settlementView.ts";
import { markClosing, markSettlement, updateTrends, updateView } from "./markets/updateView.ts";
import type { MarketView } from "./markets/view.ts";
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
import { TwinNews } from "./shocks/twinNews.ts";

/** One path in motion. `frozen`: only official kinds trade; everybody else holds still. */
export interface World {
  readonly setup: ModelSetup;
  readonly markets: MarketState;
  readonly backEnd: BackEnd;
  readonly books: Books;
  readonly view: MarketView;
  readonly settlement: SettlementView;
  readonly shock: TwinNews;
  readonly draws: Draws;
  /** Round counted from 0, day from 1. */
  round: number;
  day: number;
  roundOfDay: number;
  frozen: boolean;
  /** Net units bought by all agents in the round: JPY bn for fx, else units; and at base prices in USD bn. */
  readonly bought: Float64Array;
  readonly netUnits: Float64Array;
  /** Dollars paid per unit ordered, per market. */
  readonly dollars: Float64Array;
}

/** The paths that a back end simulates side by side: all in the same round, each with its own market. */
export type Worlds = readonly World[];

type Event = (worlds: Worlds) => void;

const each = (event: (world: World) => void): Event => (worlds) => {
  for (const world of worlds) event(world);
};

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
export const EVENTS: readonly Event[] = [
  each(drawNews), each(movePrices), each(accrueCarry), each(mark), decide, each(clear), settle, each(update),
];

/** One world for each path of a back end; `draws` are those of the paths. */
export function createWorlds(setup: ModelSetup, backEnd: BackEnd, draws: readonly Draws[]): World[] {
  return backEnd.books.map((books, lane) => ({
    setup,
    markets: createMarkets(setup),
    backEnd,
    books,
    view: backEnd.views[lane],
    settlement: backEnd.settlements[lane],
    shock: new TwinNews(setup),
    draws: draws[lane],
    round: 0,
    day: 1,
    roundOfDay: 0,
    frozen: false,
    bought: new Float64Array(MARKET_COUNT),
    netUnits: new Float64Array(MARKET_COUNT),
    dollars: new Float64Array(MARKET_COUNT),
  }));
}

/**
 * Put worlds at t = 0 of the paths their draws address.
 *
 * @param afterTwin the frozen twins of the same paths have just run: their news are used again
 */
export function resetWorlds(worlds: Worlds, frozen: boolean, afterTwin = false): void {
  worlds[0].backEnd.reset();
  for (const world of worlds) {
    world.round = world.roundOfDay = 0;
    world.day = 1;
    world.frozen = frozen;
    resetMarkets(world.markets, world.setup);
    updateTrends(world.view, world.markets, world.setup);
    world.shock.start(world.draws, afterTwin);
  }
}

/** Run one round. */
export function runRound(worlds: Worlds): void {
  for (const event of EVENTS) event(worlds);
  for (const world of worlds) {
    world.round += 1;
    world.roundOfDay = world.round % world.setup.rounds;
    if (world.roundOfDay === 0) world.day += 1;
  }
}

/** After the last round: the defaults (R27) that its trades caused. */
export function closeBooks(worlds: Worlds): void {
  for (const { markets, view } of worlds) {
    markets.usdBefore = markets.usd;
    markets.yenBefore = markets.yen;
    markClosing(view, markets);
    view.closing_only = 1;
  }
  agentsDecide(worlds);
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

function decide(worlds: Worlds): void {
  for (const { books, view } of worlds) {
    for (const { kind, scalars } of books.kinds) kind.prepare?.(scalars, view);
  }
  agentsDecide(worlds);
}

/** The one pass over the agents. */
function agentsDecide(worlds: Worlds): void {
  const [{ backEnd, frozen }] = worlds;
  backEnd.decide(frozen);
}

function clear({ setup, markets: s, books, bought, netUnits, settlement }: World): void {
  const { impact } = setup.configuration;
  bought.fill(0); // what all agents ordered, until it is known how much of it is filled
  for (const { slots, sums } of books.kinds) {
    for (const { market, net } of slots) bought[market] += sums[net];
  }
  s.unfilled = false;
  for (let m = 0; m < MARKET_COUNT; m++) {
    const toUsd = dollarsPerUnit(m, setup.base);
    s.filled[m] = filledShare(bought[m] * toUsd, impact.participation, s.depth[m]);
    if (s.filled[m] < 1) s.unfilled = true;
    bought[m] *= s.filled[m];
    netUnits[m] = bought[m] * toUsd;

    const moved = priceImpact(netUnits[m], s.depth[m], impact.linear_until);
    s.u[m] = permanentImpact(s.u[m], moved, setup.tau[m]);
    s.w[m] = transientImpact(s.w[m], 0, moved, setup.tau[m]);
    s.after[m] = price(setup.base[m], s.f[m], s.u[m], s.w[m]);
    s.execution[m] = executionPrice(s.before[m], s.after[m]);
  }
  markSettlement(settlement, s);
}

/** Dollars bought per unit bought in a market; fx counts dollars, so yen bought have the opposite sign. */
export function dollarsPerUnit(m: number, prices: Float64Array): number {
  if (m === FX) return -1 / prices[FX];
  return m === JGB ? prices[JGB] / prices[FX] : prices[m];
}

function settle(worlds: Worlds): void {
  worlds[0].backEnd.settle();
  for (const { markets, books, bought, dollars } of worlds) {
    for (let m = 0; m < MARKET_COUNT; m++) dollars[m] = markets.filled[m] * dollarsPerUnit(m, markets.execution);
    for (const { slots, sums } of books.kinds) {
      for (const slot of slots) {
        const net = sums[slot.net];
        slot.roundUsd = -net * dollars[slot.market];
        slot.soldUsd += slot.roundUsd;
        slot.grossUsd += Math.abs((slot.gross < 0 ? net : sums[slot.gross]) * dollars[slot.market]);
      }
    }
    settleResidual(books.residual, markets, bought);
  }
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
