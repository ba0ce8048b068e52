import { hedgeFund } from "../src/model/agents/hedgeFund.ts";
import { KINDS } from "../src/model/agents/index.ts";
import { flowNames } from "../src/model/agents/kind.ts";
import { columnNames, type KindBook, type OpeningColumns } from "../src/model/books.ts";
import type { Market } from "../src/model/markets/names.ts";
import type { SettlementView } from "../src/model/markets/settlementView.ts";
import type { MarketView } from "../src/model/markets/view.ts";
import { PlainBackEnd } from "../src/model/plainBackEnd.ts";
import { closeBooks, createWorlds, resetWorlds, runRound } from "../src/model/round.ts";
import { modelSetup, type ModelSetup } from "../src/model/setup.ts";
import { PathDraws } from "../src/paths/runPaths.ts";
import { createRandom } from "../src/random/stream.ts";
import { chunkSetup, loadRun } from "../src/run/prepare.ts";

/** What `decide` of hedge funds reads of the market. */
export const VIEW_FIELDS = [
  "usd", "yen", "ust", "tech", "equity", "other",
  "closing_usd", "closing_yen", "closing_ust", "closing_tech", "closing_equity", "closing_other",
  "yen_index",
  "haircut_fx", "haircut_ust", "haircut_tech", "haircut_equity", "haircut_other",
  "sigma_fx", "sigma_ust", "sigma_tech", "sigma_equity", "sigma_other",
  "unfilled", "new_day", "last_round", "closing_only",
] as const satisfies readonly (keyof MarketView)[];

/** The scalars that are computed once a round, before the funds decide. */
export const PREPARED = ["carry_factor", "trigger"] as const;

/** The markets in which hedge funds trade. */
const TRADED = ["fx", "ust", "tech", "equity", "other"] as const satisfies readonly Market[];

/** How a round settles orders: shares filled, prices, values of the two bank accounts. */
export const SETTLEMENT_FIELDS = [
  ...TRADED.map((market) => `filled_${market}` as const),
  ...TRADED.map((market) => `execution_${market}` as const),
  "usd" as const,
  "yen" as const,
] satisfies readonly (keyof SettlementView)[];

/** All that a round does to hedge funds: what they see, then how their orders are settled. */
export const MARKET_FIELDS: readonly string[] = [
  ...VIEW_FIELDS,
  ...PREPARED,
  ...SETTLEMENT_FIELDS.map((name) => (name === "usd" || name === "yen" ? `settled_${name}` : name)),
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
  /** Hedge funds alone: what a back end is made with. */
  readonly setup: ModelSetup;
  readonly opening: OpeningColumns;
  /** Names of the columns of `opening`. */
  readonly columns: readonly string[];
  /** Numbers common to all funds and rounds. */
  readonly scalars: Readonly<Record<string, number>>;
  /** [(rounds + 1) × MARKET_FIELDS × paths]; settlement of the closing view is not used. */
  readonly market: Float64Array;
  /** The same of the frozen twin of each path, which has no closing view. */
  readonly frozenMarket: Float64Array;
  /** [paths × (rounds + 1) × SUM_NAMES] of the simulation that was recorded. */
  readonly sums: Float64Array;
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
  const [world] = createWorlds(setup, new PlainBackEnd(setup, opening), [draws]);
  draws.world = world;
  const book = world.books.kinds.find(({ kind }) => kind === hedgeFund)!;
  const rounds = setup.days * setup.rounds;
  const market = new Float64Array((rounds + 1) * MARKET_FIELDS.length * paths);
  const frozenMarket = new Float64Array(market.length);
  const sums = new Float64Array(paths * (rounds + 1) * SUM_NAMES.length);

  const { view, settlement } = world;
  const record = (to: Float64Array, round: number): void => {
    const values = [
      ...VIEW_FIELDS.map((name) => view[name]),
      ...PREPARED.map((name) => book.scalars[name]),
      ...SETTLEMENT_FIELDS.map((name) => settlement[name]),
    ];
    values.forEach((value, n) => (to[(round * MARKET_FIELDS.length + n) * paths + draws.path] = value));
  };

  for (; draws.path < paths; draws.path++) {
    resetWorlds([world], true);
    for (let round = 0; round < rounds; round++) {
      runRound([world]);
      record(frozenMarket, round);
    }
    resetWorlds([world], false, true);
    for (let round = 0, left = 0; round <= rounds; round++) {
      if (round < rounds) runRound([world]);
      else closeBooks([world]);
      record(market, round);
      const leftBefore = left;
      left = countLeft(book);
      sums.set([...book.sums, left - leftBefore], (draws.path * (rounds + 1) + round) * SUM_NAMES.length);
    }
  }

  return {
    paths,
    rounds,
    setup: { ...setup, kinds: [hedgeFund] },
    opening: { count: book.count, block: book.opening },
    columns: columnNames(hedgeFund),
    scalars: Object.fromEntries(Object.entries(book.initialScalars).filter(([name]) => !PREPARED.some((prepared) => prepared === name))),
    market,
    frozenMarket,
    sums,
  };
}

/** How many funds have defaulted. */
function countLeft({ column: { active: { data, start, step } }, count }: KindBook): number {
  let left = 0;
  for (let i = 0; i < count; i++) left += 1 - data[start + i * step];
  return left;
}
