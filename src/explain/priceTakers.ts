import type { BackEnd } from "../model/backEnd.ts";
import type { KindBook } from "../model/books.ts";
import type { World } from "../model/round.ts";

/**
 * A back end whose private kinds trade at prices that they do not move: those of the frozen twin. Clearing does not
 * see their orders; settlement does, with the residual agent on the other side, so that accounts close.
 */
export class PriceTakers implements BackEnd {
  readonly books;
  readonly views;
  readonly settlements;
  readonly #inner: BackEnd;
  readonly #taking: readonly { readonly book: KindBook; readonly sums: Float64Array }[];
  #world: World | undefined;

  /** @param inner of one path */
  constructor(inner: BackEnd) {
    this.#inner = inner;
    ({ books: this.books, views: this.views, settlements: this.settlements } = inner);
    this.#taking = inner.books[0].kinds.filter(({ kind }) => !kind.official).map((book) => ({ book, sums: new Float64Array(book.sums.length) }));
  }

  /** The world of the path; before the first round. */
  set world(world: World) {
    this.#world = world;
  }

  reset(): void {
    this.#inner.reset();
  }

  decide(frozen: boolean): void {
    this.#inner.decide(frozen);
    for (const { book, sums } of this.#taking) {
      sums.set(book.sums);
      for (const { net } of book.slots) book.sums[net] = 0;
    }
  }

  settle(): void {
    const { bought, markets } = this.#world!;
    for (const { book, sums } of this.#taking) {
      book.sums.set(sums);
      for (const { market, net } of book.slots) bought[market] += sums[net] * markets.filled[market];
    }
    this.#inner.settle();
  }
}
