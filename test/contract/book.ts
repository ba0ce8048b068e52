import type { Kind } from "../../src/model/agents/kind.ts";
import { ORDERED } from "../../src/model/agents/kind.ts";
import { settle } from "../../src/model/agents/settle.ts";
import { MARKETS } from "../../src/model/markets/names.ts";
import { emptySettlementView, type SettlementView } from "../../src/model/markets/settlementView.ts";
import type { MarketView } from "../../src/model/markets/view.ts";
import type { PlainBook } from "../../src/model/plainBackEnd.ts";
import { type PlainWorld, testWorld } from "../world.ts";
import type { Fill } from "./views.ts";

/** The number of agents a test gives a kind, within its declared range. */
export function agentsOf(kind: Kind, wanted: number): number {
  const count = kind.parameters.count;
  if (count.type !== "number") throw new Error(`${kind.name}.count must be a number`);
  return Math.min(wanted, count.max);
}

/** A world with one kind and a few agents. */
export function worldOf(kind: Kind, agents = 6): PlainWorld {
  return testWorld({ kinds: [kind], changes: { [`agents.${kind.name}.count`]: agentsOf(kind, agents) } });
}

/** One round of a kind by hand: decide on a given view, then settle with given fills. */
export function live(world: PlainWorld, view: MarketView, fill: Fill, afterDecide: (book: PlainBook) => void = () => {}): void {
  const book = world.books.kinds[0];
  decideAll(book, view);
  afterDecide(book);
  for (let n = 0; n < book.ordered; n++) settle(book.orders[n], book.common, settlementAt(view, fill));
}

/** Event 5 for one kind. */
export function decideAll(book: PlainBook, view: MarketView): void {
  for (const name in book.named) book.named[name] = 0;
  book.kind.prepare?.(book.scalars, view);
  book.ordered = 0;
  for (let i = 0; i < book.count; i++) {
    if (book.kind.decide(i, book.columns as never, view, book.scalars, book.named) === ORDERED) book.orders[book.ordered++] = i;
  }
}

/** What `settle` sees after agents have decided on `view`. */
export function settlementAt(view: MarketView, { filled, slippage }: Fill): SettlementView {
  const s = { ...emptySettlementView(), usd: view.usd, yen: view.yen_index };
  MARKETS.forEach((name, m) => {
    const mark = name === "fx" ? view.usdjpy : name === "jgb" ? view.jgb * view.usdjpy : view[name];
    s[`execution_${name}`] = mark * slippage[m];
    s[`filled_${name}`] = filled[m];
  });
  return s;
}
