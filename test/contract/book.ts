import type { Kind } from "../../src/model/agents/kind.ts";
import { ORDERED } from "../../src/model/agents/kind.ts";
import { type KindBook, settle } from "../../src/model/books.ts";
import { createMarkets, type MarketState } from "../../src/model/markets/marketState.ts";
import { MARKETS } from "../../src/model/markets/names.ts";
import type { MarketView } from "../../src/model/markets/view.ts";
import type { World } from "../../src/model/round.ts";
import { testWorld } from "../world.ts";
import type { Fill } from "./views.ts";

/** The number of agents a test gives a kind, within its declared range. */
export function agentsOf(kind: Kind, wanted: number): number {
  const count = kind.parameters.count;
  if (count.type !== "number") throw new Error(`${kind.name}.count must be a number`);
  return Math.min(wanted, count.max);
}

/** A world with one kind and a few agents. */
export function worldOf(kind: Kind, agents = 6): World {
  return testWorld({ kinds: [kind], changes: { [`agents.${kind.name}.count`]: agentsOf(kind, agents) } });
}

/** One round of a kind by hand: decide on a given view, then settle with given fills. */
export function live(world: World, view: MarketView, fill: Fill, afterDecide: (book: KindBook) => void = () => {}): void {
  const book = world.books.kinds[0];
  decideAll(book, view);
  afterDecide(book);
  settle(book, marketsAt(world, view, fill));
}

/** Event 5 for one kind. */
export function decideAll(book: KindBook, view: MarketView): void {
  for (const name in book.sums) book.sums[name] = 0;
  book.kind.prepare?.(book.scalars, view);
  book.ordered = 0;
  for (let i = 0; i < book.count; i++) {
    if (book.kind.decide(i, book.columns as never, view, book.scalars, book.sums) === ORDERED) book.orders[book.ordered++] = i;
  }
}

/** The state in which `settle` finds the markets after agents have decided on `view`. */
export function marketsAt(world: World, view: MarketView, fill: Fill): MarketState {
  const s = createMarkets(world.setup);
  s.usd = view.usd;
  s.yen = view.yen_index;
  MARKETS.forEach((name, m) => {
    const mark = name === "fx" ? view.usdjpy : name === "jgb" ? view.jgb * view.usdjpy : view[name];
    s.execution[m] = mark * fill.slippage[m];
    s.filled[m] = fill.filled[m];
  });
  return s;
}
