import { hedgeFund } from "../src/model/agents/hedgeFund.ts";
import { KINDS } from "../src/model/agents/index.ts";
import { DEFAULTED, flowNames, ORDERED } from "../src/model/agents/kind.ts";
import { type Books, clearSums, createBooks, type KindBook, leave, resetBooks, settle } from "../src/model/books.ts";
import { createMarkets, type MarketState } from "../src/model/markets/marketState.ts";
import { type Market, MARKETS } from "../src/model/markets/names.ts";
import { emptyView, type MarketView } from "../src/model/markets/view.ts";
import { closeBooks, createWorld, resetWorld, runRound, type World } from "../src/model/round.ts";
import { modelSetup, type ModelSetup } from "../src/model/setup.ts";
import { PathDraws } from "../src/paths/runPath.ts";
import { createRandom } from "../src/random/stream.ts";
import { chunkSetup, loadRun } from "../src/run/prepare.ts";

/** What `decide` of hedge funds reads of the market. */
const VIEW_FIELDS = [
  "usd", "yen", "ust", "tech", "equity", "other",
  "closing_usd", "closing_yen", "closing_ust", "closing_tech", "closing_equity", "closing_other",
  "yen_index",
  "haircut_fx", "haircut_ust", "haircut_tech", "haircut_equity", "haircut_other",
  "sigma_fx", "sigma_ust", "sigma_tech", "sigma_equity", "sigma_other",
  "unfilled", "new_day", "last_round", "closing_only",
] as const satisfies readonly (keyof MarketView)[];

/** The scalars that are computed once a round, before the funds decide. */
const PREPARED = ["carry_factor", "trigger"] as const;

/** The markets in which hedge funds trade. */
const TRADED = ["fx", "ust", "tech", "equity", "other"] as const satisfies readonly Market[];

/** Columns that a fund never changes. */
const CONSTANT = ["leverage_limit", "risk_limit", "drawdown_stop", "liquid_first"];

/** What a round shows to hedge funds: fields of the view, then the prepared scalars. */
export const SEEN: readonly string[] = [...VIEW_FIELDS, ...PREPARED];

/** All that a round does to hedge funds: what they see, then how their orders are settled. */
export const MARKET_FIELDS: readonly string[] = [
  ...SEEN,
  ...TRADED.map((market) => `filled_${market}`), // share of every order filled
  ...TRADED.map((market) => `execution_${market}`), // price
  "settled_usd", "settled_yen", // values of the two bank accounts at settlement
];

/** What hedge funds add up to in a round: units ordered by cause and market, counters, defaults. */
export const SUM_NAMES: readonly string[] = [
  ...flowNames(hedgeFund).map(({ net }) => net),
  ...Object.keys(hedgeFund.counters),
  "defaults",
];

/**
 * Hedge funds along recorded market paths: enough to let them decide, be settled and default
 * again, without the other kinds and without a market that answers.
 */
export interface Replay {
  readonly paths: number;
  /** Rounds of a path. Values by round have one more: after it, only defaults are checked. */
  readonly rounds: number;
  readonly agents: number;
  /** Names of the agents' columns, and of those that never change. */
  readonly columns: readonly string[];
  readonly constant: readonly string[];
  /** [columns × agents] at t = 0. */
  readonly opening: Float64Array;
  /** Numbers common to all funds and rounds. */
  readonly scalars: Readonly<Record<string, number>>;
  /** [(rounds + 1) × MARKET_FIELDS × paths]; settlement of the closing view is not used. */
  readonly market: Float64Array;
  /** [rounds × SEEN × paths]: the same of the frozen twin of each path. */
  readonly frozenMarket: Float64Array;
  /** [paths × (rounds + 1) × SUM_NAMES] of the simulation that was recorded. */
  readonly sums: Float64Array;
  readonly setup: ModelSetup;
}

/**
 * Simulate paths 0 … `paths` − 1 of the baseline, all kinds of agents, and record what hedge
 * funds see and what is done to them.
 *
 * @param set overrides as on the command line: `calendar.days=5`
 */
export function recordReplay(paths: number, set: readonly string[] = []): Replay {
  const { configuration, events, history, opening, key } = chunkSetup(loadRun("configs/baseline.yaml", set));
  const setup = modelSetup(configuration, KINDS, events, history);
  const draws = new PathDraws(createRandom(key));
  const world = createWorld(setup, opening, draws);
  draws.world = world;
  const { books } = world;
  const book = books.kinds.find(({ kind }) => kind === hedgeFund)!;
  const rounds = setup.days * setup.rounds;
  const market = new Float64Array((rounds + 1) * MARKET_FIELDS.length * paths);
  const frozenMarket = new Float64Array(rounds * SEEN.length * paths);
  const sums = new Float64Array(paths * (rounds + 1) * SUM_NAMES.length);

  for (let path = 0; path < paths; path++) {
    draws.path = path;
    resetWorld(world, true);
    for (let round = 0; round < rounds; round++) {
      runRound(world);
      const values = seen(world, book);
      SEEN.forEach((name, n) => (frozenMarket[(round * SEEN.length + n) * paths + path] = values[name]));
    }
    resetWorld(world, false);
    for (let round = 0, left = 0; round <= rounds; round++) {
      if (round < rounds) runRound(world);
      else closeBooks(world);
      const values = { ...seen(world, book), ...settlement(world.markets) };
      MARKET_FIELDS.forEach((name, n) => (market[(round * MARKET_FIELDS.length + n) * paths + path] = values[name]));
      const leftBefore = left;
      left = book.columns.active.reduce((count, active) => count + 1 - active, 0);
      const ordered = round < rounds ? book.sums : undefined; // after the last round nobody orders
      const row = (path * (rounds + 1) + round) * SUM_NAMES.length;
      SUM_NAMES.forEach((name, n) => (sums[row + n] = name === "defaults" ? left - leftBefore : (ordered?.[name] ?? 0)));
    }
  }

  const scalars = Object.entries(book.initialScalars).filter(([name]) => !SEEN.includes(name));
  return {
    paths,
    rounds,
    agents: book.count,
    columns: Object.keys(book.columns),
    constant: CONSTANT,
    opening: book.opening,
    scalars: Object.fromEntries(scalars),
    market,
    frozenMarket,
    sums,
    setup,
  };
}

function seen({ view }: World, { scalars }: KindBook): Record<string, number> {
  return { ...view, ...Object.fromEntries(PREPARED.map((name) => [name, scalars[name]])) };
}

function settlement({ filled, execution, usd, yen }: MarketState): Record<string, number> {
  const perMarket = TRADED.map((market): [string, number][] => [
    [`filled_${market}`, filled[MARKETS.indexOf(market)]],
    [`execution_${market}`, execution[MARKETS.indexOf(market)]],
  ]);
  return { ...Object.fromEntries(perMarket.flat()), settled_usd: usd, settled_yen: yen };
}

/**
 * Let the funds of a replay decide, be settled and default, one after the other, by the very
 * functions that a simulation uses.
 *
 * @returns [paths × (rounds + 1) × SUM_NAMES], to the bit the `sums` of the replay
 */
export function referenceReplay({ paths, rounds, agents, opening, market, setup }: Replay): Float64Array {
  const books = createBooks({ ...setup, kinds: [hedgeFund] }, [{ count: agents, block: opening }]);
  const book = books.kinds[0];
  const view = emptyView();
  const markets = createMarkets(setup);
  const sums = new Float64Array(paths * (rounds + 1) * SUM_NAMES.length);
  for (let path = 0; path < paths; path++) {
    resetBooks(books);
    for (let round = 0; round <= rounds; round++) {
      const values = Object.fromEntries(MARKET_FIELDS.map((name, n) => [name, market[(round * MARKET_FIELDS.length + n) * paths + path]]));
      for (const name of VIEW_FIELDS) view[name] = values[name];
      for (const name of PREPARED) book.scalars[name] = values[name];
      const defaults = playRound(books, book, view, values, markets);
      const row = (path * (rounds + 1) + round) * SUM_NAMES.length;
      SUM_NAMES.forEach((name, n) => (sums[row + n] = name === "defaults" ? defaults : book.sums[name]));
    }
  }
  return sums;
}

/** One round of all funds, settlement included. @returns how many defaulted */
function playRound(books: Books, book: KindBook, view: MarketView, values: Record<string, number>, markets: MarketState): number {
  const { columns, scalars, sums, count, orders } = book;
  const before = books.defaults;
  clearSums(book);
  book.ordered = 0;
  for (let i = 0; i < count; i++) {
    const decision = hedgeFund.decide(i, columns as never, view, scalars, sums);
    if (decision === ORDERED) orders[book.ordered++] = i;
    else if (decision === DEFAULTED) leave(books, book, i, view);
  }
  for (const market of TRADED) {
    markets.filled[MARKETS.indexOf(market)] = values[`filled_${market}`];
    markets.execution[MARKETS.indexOf(market)] = values[`execution_${market}`];
  }
  markets.usd = values.settled_usd;
  markets.yen = values.settled_yen;
  settle(book, markets);
  return books.defaults - before;
}
