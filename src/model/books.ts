import { ACCOUNTS, type Account, type Cause, CAUSES, flowNames, type Kind, ORDERS, STATUS } from "./agents/kind.ts";
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

/** Names of the sums that `decide` of a kind adds to: flows, net and gross, then counters. */
export function sumNames(kind: Kind): string[] {
  return [...flowNames(kind).flatMap(({ net, gross }) => (gross ? [net, gross] : [net])), ...Object.keys(kind.counters)];
}

/** A sum in the making: Σ, what rounding has lost of it so far, and Σ|·|. */
export interface Total {
  sum: number;
  lost: number;
  size: number;
}

/** A column in the memory of its back end: the number of agent i is data[start + i · step]. */
export class Column {
  readonly data: Float64Array;
  readonly start: number;
  readonly step: number;
  readonly count: number;

  constructor(data: Float64Array, start: number, step: number, count: number) {
    this.data = data;
    this.start = start;
    this.step = step;
    this.count = count;
  }

  get(i: number): number {
    return this.data[this.start + i * this.step];
  }

  set(i: number, value: number): void {
    this.data[this.start + i * this.step] = value;
  }

  /** `from` plus every number, in order. */
  sum(from: number): number {
    let sum = from;
    for (let i = 0, at = this.start; i < this.count; i++, at += this.step) sum += this.data[at];
    return sum;
  }

  /** Add every number, in order, with compensation (Kahan). */
  addTo(total: Total): void {
    let { sum, lost, size } = total;
    for (let i = 0, at = this.start; i < this.count; i++, at += this.step) {
      const next = this.data[at] - lost;
      const grown = sum + next;
      lost = grown - sum - next;
      sum = grown;
      size += Math.abs(this.data[at]);
    }
    total.sum = sum;
    total.lost = lost;
    total.size = size;
  }
}

/** One reason × market of a kind, with what it has traded so far on the path. */
export class FlowSlot {
  readonly cause: Cause;
  readonly forced: boolean;
  readonly market: number;
  /** Where `decide` leaves its sums of the round in `KindBook.sums`; gross is −1 for a kind that trades one way. */
  readonly net: number;
  readonly gross: number;
  /** Dollars sold since t = 0, net of purchases, and bought plus sold. */
  soldUsd = 0;
  grossUsd = 0;
  /** Dollars sold, net, in this round. */
  roundUsd = 0;

  constructor(cause: Cause, market: number, net: number, gross: number) {
    this.cause = cause;
    this.forced = CAUSES[cause].forced;
    this.market = market;
    this.net = net;
    this.gross = gross;
  }
}

/** One kind along one path. */
export interface KindBook {
  readonly kind: Kind;
  readonly count: number;
  readonly opening: Float64Array;
  readonly column: Readonly<Record<string, Column>>;
  readonly scalars: Record<string, number>;
  readonly initialScalars: Readonly<Record<string, number>>;
  /** What `decide` added up in the round, in the order of `sumNames`. */
  readonly sums: Float64Array;
  readonly sumNames: readonly string[];
  readonly slots: readonly FlowSlot[];
}

/** All agents along one path, and the residual agent that holds the other side of everything. */
export interface Books {
  readonly kinds: readonly KindBook[];
  readonly residual: Record<Account, number>;
  /** What the residual agent holds at t = 0: every account then sums to zero. */
  readonly initialResidual: Readonly<Record<Account, number>>;
  defaults: number;
  creditLoss: number;
}

/** A kind's book around the columns that a back end keeps. */
export function createBook(setup: ModelSetup, kind: Kind, opening: OpeningColumns, column: KindBook["column"]): KindBook {
  const { names, flows } = flowsOf(kind);
  const initialScalars = kind.scalars(setup.configuration.agents[kind.name] as never, setup.rounds);
  return {
    kind,
    count: opening.count,
    opening: opening.block,
    column,
    scalars: { ...initialScalars },
    initialScalars,
    sums: new Float64Array(names.length),
    sumNames: names,
    slots: flows.map(({ cause, market, net, gross }) => new FlowSlot(cause, market, net, gross)),
  };
}

interface KindFlows {
  readonly names: readonly string[];
  readonly flows: readonly Pick<FlowSlot, "cause" | "market" | "net" | "gross">[];
}

const known = new WeakMap<Kind, KindFlows>();

/** Where the sums of a kind lie; the same for every book of it. */
function flowsOf(kind: Kind): KindFlows {
  const found = known.get(kind);
  if (found !== undefined) return found;
  const names = sumNames(kind);
  const flows = flowNames(kind).map(({ cause, market, net, gross }) => ({
    cause,
    market: MARKETS.indexOf(market),
    net: names.indexOf(net),
    gross: gross === undefined ? -1 : names.indexOf(gross),
  }));
  known.set(kind, { names, flows });
  return { names, flows };
}

export function createBooks(kinds: readonly KindBook[]): Books {
  const accounts = Object.keys(ACCOUNTS) as Account[];
  const openings = kinds.map(({ kind, count, opening }) => ({ names: columnNames(kind), count, opening }));
  const initialResidual = Object.fromEntries(
    accounts.map((account) => {
      const columns = openings.map(({ names, count, opening }) => new Column(opening, names.indexOf(account) * count, 1, count));
      return [account, -total(columns).sum];
    }),
  ) as Record<Account, number>;
  return { kinds, residual: { ...initialResidual }, initialResidual, defaults: 0, creditLoss: 0 };
}

/** Put everything but the agents' columns at t = 0. */
export function resetBooks(books: Books): void {
  for (const { scalars, initialScalars, slots, sums } of books.kinds) {
    Object.assign(scalars, initialScalars);
    for (const slot of slots) slot.soldUsd = slot.grossUsd = slot.roundUsd = 0;
    sums.fill(0);
  }
  Object.assign(books.residual, books.initialResidual);
  books.defaults = books.creditLoss = 0;
}

/** Σ and Σ|·| over columns, compensated, in the order given. */
export function total(columns: readonly Column[]): { readonly sum: number; readonly size: number } {
  const total: Total = { sum: 0, lost: 0, size: 0 };
  for (const column of columns) column.addTo(total);
  return total;
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
export function leave(books: Books, { column }: KindBook, i: number, m: MarketView): void {
  const value = (name: string) => column[name].get(i);
  const set = (name: string, to: number) => column[name].set(i, to);
  const assets =
    value("ust") * m.closing_ust +
    value("tech") * m.closing_tech +
    value("equity") * m.closing_equity +
    value("jgb") * m.closing_jgb +
    value("other") * m.closing_other;
  books.defaults += 1;
  books.creditLoss -= equity(value("cash") * m.closing_usd, value("yen"), m.closing_yen, assets);
  for (const account of Object.keys(ACCOUNTS) as Account[]) {
    books.residual[account] += value(account);
    set(account, 0);
  }
  for (const order of Object.keys(ORDERS)) set(order, 0);
  set("waiting", 0);
  set("active", 0);
}
