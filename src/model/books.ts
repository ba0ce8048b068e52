import { ACCOUNTS, type Account, flowNames, type Kind, ORDERS, STATUS } from "./agents/kind.ts";
import { FX, JGB, MARKET_COUNT, MARKETS } from "./markets/names.ts";
import type { MarketState } from "./markets/marketState.ts";
import type { MarketView } from "./markets/view.ts";
import { equity } from "./rules/r07-equity.ts";
import type { ModelSetup } from "./setup.ts";

/** Columns of one kind at t = 0, as the population lays them out. */
export interface OpeningColumns {
  readonly count: number;
  /** [columns × count], columns in the order of `columnNames`. */
  readonly block: Float64Array;
}

/** Names of a kind's columns: accounts, orders, status, then its own. */
export function columnNames(kind: Kind): string[] {
  return [...Object.keys(ACCOUNTS), ...Object.keys(ORDERS), ...Object.keys(STATUS), ...Object.keys(kind.columns)];
}

/** One kind along one path: its columns, its sums of the round, and who has an order waiting. */
export interface KindBook {
  readonly kind: Kind;
  readonly count: number;
  readonly opening: Float64Array;
  readonly block: Float64Array;
  readonly columns: Record<string, Float64Array>;
  readonly scalars: Record<string, number>;
  readonly initialScalars: Record<string, number>;
  readonly sums: Record<string, number>;
  readonly sumNames: readonly string[];
  readonly slots: readonly FlowSlot[];
  /** Indices of the agents with an order in this round; the first `ordered` are valid. */
  readonly orders: Int32Array;
  ordered: number;
  /** Markets in which the kind trades, and its order and account columns there. */
  readonly trades: readonly { readonly market: number; readonly order: Float64Array; readonly account: Float64Array }[];
  /** Dollars of assets sold by each agent on this path. */
  readonly sold: Float64Array;
}

/** One reason × market of a kind, with what it has traded so far on the path. */
export interface FlowSlot {
  readonly cause: string;
  readonly market: number;
  readonly net: string;
  readonly gross: string | undefined;
  /** Dollars sold since t = 0, net of purchases, and bought plus sold. */
  soldUsd: number;
  grossUsd: number;
  /** Dollars sold, net, in this round. */
  roundUsd: number;
}

/** All agents, and the residual agent that holds the other side of everything. */
export interface Books {
  readonly kinds: readonly KindBook[];
  readonly residual: Record<Account, number>;
  defaults: number;
  creditLoss: number;
}

export function createBooks(setup: ModelSetup, opening: readonly OpeningColumns[]): Books {
  const kinds = setup.kinds.map((kind, n): KindBook => {
    const { count, block: initial } = opening[n];
    const names = columnNames(kind);
    const block = new Float64Array(names.length * count);
    const columns = Object.fromEntries(names.map((name, c) => [name, block.subarray(c * count, (c + 1) * count)]));
    const values = setup.configuration.agents[kind.name];
    const initialScalars = kind.scalars(values as never, setup.rounds);
    const slots = flowNames(kind).map((flow) => ({
      cause: flow.cause,
      market: MARKETS.indexOf(flow.market),
      net: flow.net,
      gross: flow.gross,
      soldUsd: 0,
      grossUsd: 0,
      roundUsd: 0,
    }));
    const traded = [...new Set(slots.map((slot) => slot.market))].sort((a, b) => a - b);
    const sumNames = [...slots.flatMap((s) => [s.net, ...(s.gross ? [s.gross] : [])]), ...Object.keys(kind.counters)];
    return {
      kind,
      count,
      opening: initial,
      block,
      columns,
      scalars: { ...initialScalars },
      initialScalars,
      sums: Object.fromEntries(sumNames.map((name) => [name, 0])),
      sumNames,
      slots,
      orders: new Int32Array(count),
      ordered: 0,
      trades: traded.map((market) => ({
        market,
        order: columns[`order_${MARKETS[market]}`],
        account: columns[market === FX ? "yen" : MARKETS[market]],
      })),
      sold: new Float64Array(count),
    };
  });
  const residual = Object.fromEntries(Object.keys(ACCOUNTS).map((name) => [name, 0])) as Record<Account, number>;
  return { kinds, residual, defaults: 0, creditLoss: 0 };
}

/** Put all agents at t = 0. The residual agent starts with what makes every account sum to zero. */
export function resetBooks(books: Books): void {
  for (const book of books.kinds) {
    book.block.set(book.opening);
    Object.assign(book.scalars, book.initialScalars);
    book.sold.fill(0);
    book.ordered = 0;
    for (const slot of book.slots) slot.soldUsd = slot.grossUsd = slot.roundUsd = 0;
    clearSums(book);
  }
  for (const account of Object.keys(ACCOUNTS) as Account[]) books.residual[account] = -total(books, account).sum;
  books.defaults = books.creditLoss = 0;
}

/** Set the sums of the round to zero. */
export function clearSums({ sums, sumNames }: KindBook): void {
  for (const name of sumNames) sums[name] = 0;
}

/** Σ and Σ|·| of an account over all agents, compensated, without the residual agent. */
export function total(books: Books, account: Account): { sum: number; size: number } {
  let sum = 0;
  let lost = 0;
  let size = 0;
  for (const { columns, count } of books.kinds) {
    const column = columns[account];
    for (let i = 0; i < count; i++) {
      const next = column[i] - lost;
      const grown = sum + next;
      lost = grown - sum - next;
      sum = grown;
      size += Math.abs(column[i]);
    }
  }
  return { sum, size };
}

/**
 * Settle the orders of the round (R26): every order is filled by the market's share, at the
 * execution price; fx against dollars, jgb against yen, the rest against dollars.
 */
export function settle(book: KindBook, s: MarketState): void {
  const { orders, ordered, trades, columns, sold } = book;
  const { cash, yen, waiting } = columns;
  for (let n = 0; n < ordered; n++) {
    const i = orders[n];
    let rest = 0;
    for (const { market, order, account } of trades) {
      const wanted = order[i];
      if (wanted === 0) continue;
      const filled = s.filled[market] * wanted;
      if (market === FX) {
        account[i] += filled / s.yen;
        cash[i] -= filled / s.execution[FX] / s.usd;
      } else if (market === JGB) {
        account[i] += filled;
        yen[i] -= (filled * s.execution[JGB]) / s.yen;
        if (filled < 0) sold[i] -= (filled * s.execution[JGB]) / s.execution[FX];
      } else {
        account[i] += filled;
        cash[i] -= (filled * s.execution[market]) / s.usd;
        if (filled < 0) sold[i] -= filled * s.execution[market];
      }
      order[i] = wanted - filled;
      if (order[i] !== 0) rest = 1;
    }
    waiting[i] = rest;
  }
}

/** Settle the residual agent against the market's totals of the round, net units bought by the agents. */
export function settleResidual(residual: Record<Account, number>, s: MarketState, bought: Float64Array): void {
  for (let m = 0; m < MARKET_COUNT; m++) {
    if (m === FX) {
      residual.yen -= bought[FX] / s.yen;
      residual.cash += bought[FX] / s.execution[FX] / s.usd;
    } else if (m === JGB) {
      residual.jgb -= bought[JGB];
      residual.yen += (bought[JGB] * s.execution[JGB]) / s.yen;
    } else {
      residual[MARKETS[m] as Account] -= bought[m];
      residual.cash += (bought[m] * s.execution[m]) / s.usd;
    }
  }
}

/** R27: agent `i` leaves; the residual agent takes its accounts and its creditors lose −E. */
export function leave(books: Books, book: KindBook, i: number, m: MarketView): void {
  const { columns } = book;
  const assets =
    columns.ust[i] * m.closing_ust +
    columns.tech[i] * m.closing_tech +
    columns.equity[i] * m.closing_equity +
    columns.jgb[i] * m.closing_jgb +
    columns.other[i] * m.closing_other;
  books.defaults += 1;
  books.creditLoss -= equity(columns.cash[i] * m.closing_usd, columns.yen[i], m.closing_yen, assets);
  for (const account of Object.keys(ACCOUNTS) as Account[]) {
    books.residual[account] += columns[account][i];
    columns[account][i] = 0;
  }
  for (const order of Object.keys(ORDERS)) columns[order][i] = 0;
  columns.waiting[i] = 0;
  columns.active[i] = 0;
}
