import { ACCOUNTS, type Columns, DEFAULTED, type Kind, ORDERED, ORDERS, STATUS } from "./agents/kind.ts";
import { settle } from "./agents/settle.ts";
import type { BackEnd } from "./backEnd.ts";
import { type Books, columnNames, createBook, createBooks, type KindBook, leave, type OpeningColumns, resetBooks } from "./books.ts";
import type { SettlementView } from "./markets/settlementView.ts";
import type { MarketView } from "./markets/view.ts";
import type { ModelSetup } from "./setup.ts";

const commonColumns = [...Object.keys(ACCOUNTS), ...Object.keys(ORDERS), ...Object.keys(STATUS)];

/** A kind's agents as plain arrays: what `decide` and `settle` are called with. */
export interface PlainBook extends KindBook {
  /** [columns × count], in the order of `columnNames`; `columns` are views on it. */
  readonly block: Float64Array;
  readonly columns: Record<string, Float64Array>;
  /** The columns that every kind has: objects of one shape, which `settle` reads fast. */
  readonly common: Columns;
  /** The sums of the round by name. */
  readonly named: Record<string, number>;
  /** Indices of the agents with an order in this round; the first `ordered` are valid. */
  readonly orders: Int32Array;
  ordered: number;
}

/** The plain back end: one path, every agent visited by the rule functions themselves. */
export class PlainBackEnd implements BackEnd {
  readonly books: readonly [Books & { readonly kinds: readonly PlainBook[] }];

  constructor(setup: ModelSetup, opening: readonly OpeningColumns[]) {
    const kinds = setup.kinds.map((kind, k) => plainBook(setup, kind, opening[k]));
    this.books = [{ ...createBooks(kinds), kinds }];
  }

  reset(): void {
    const [books] = this.books;
    resetBooks(books);
    for (const book of books.kinds) {
      book.block.set(book.opening);
      book.ordered = 0;
    }
  }

  decide([view]: readonly MarketView[], frozen: boolean): void {
    const [books] = this.books;
    for (const book of books.kinds) {
      clear(book);
      if (frozen && !book.kind.official) continue;
      decideAll(books, book, view);
    }
  }

  settle([view]: readonly SettlementView[]): void {
    for (const { orders, ordered, common } of this.books[0].kinds) {
      for (let n = 0; n < ordered; n++) settle(orders[n], common, view);
    }
  }
}

function clear(book: PlainBook): void {
  book.ordered = 0;
  book.sums.fill(0);
  for (const name of book.sumNames) book.named[name] = 0;
}

function decideAll(books: Books, book: PlainBook, view: MarketView): void {
  const { kind, columns, scalars, named, count, orders, sums, sumNames } = book;
  for (let i = 0; i < count; i++) {
    const decision = kind.decide(i, columns as Columns, view, scalars, named);
    if (decision === ORDERED) orders[book.ordered++] = i;
    else if (decision === DEFAULTED) leave(books, book, i, view);
  }
  for (let n = 0; n < sums.length; n++) sums[n] = named[sumNames[n]];
}

function plainBook(setup: ModelSetup, kind: Kind, opening: OpeningColumns): PlainBook {
  const { count } = opening;
  const names = columnNames(kind);
  const block = new Float64Array(names.length * count);
  const column = Object.fromEntries(names.map((name, c) => [name, { data: block, start: c * count, step: 1 }]));
  const columns = Object.fromEntries(names.map((name, c) => [name, block.subarray(c * count, (c + 1) * count)]));
  const book = createBook(setup, kind, opening, column);
  return {
    ...book,
    block,
    columns,
    common: Object.fromEntries(commonColumns.map((name) => [name, columns[name]])) as Columns,
    named: Object.fromEntries(book.sumNames.map((name) => [name, 0])),
    orders: new Int32Array(count),
    ordered: 0,
  };
}
