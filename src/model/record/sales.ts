import type { Books } from "../books.ts";
import { liquidationSeries, type Series, windows } from "../observables.ts";
import type { ModelSetup } from "../setup.ts";

/** Dollars sold per reason and market, day by day, and the windows of every series over them. */
export class SalesRecord {
  readonly #books: Books;
  readonly #days: number;
  readonly #series: readonly { readonly columns: readonly number[]; readonly twoSided: boolean }[];
  readonly #windows: readonly (number | undefined)[];
  readonly #slots: number;
  /** [(days + 1) × slots]: dollars sold since t = 0, net and gross. */
  readonly #net: Float64Array;
  readonly #gross: Float64Array;

  constructor(setup: ModelSetup, books: Books) {
    this.#books = books;
    this.#days = setup.days;
    const offsets: number[] = [];
    let slots = 0;
    for (const { slots: own } of books.kinds) {
      offsets.push(slots);
      slots += own.length;
    }
    this.#slots = slots;
    this.#series = liquidationSeries(setup.kinds).map(({ slots: members, twoSided }: Series) => ({
      columns: members.map(([kind, slot]) => offsets[kind] + slot),
      twoSided,
    }));
    this.#windows = windows(setup.days).map(({ day }) => day);
    this.#net = new Float64Array((setup.days + 1) * slots);
    this.#gross = new Float64Array((setup.days + 1) * slots);
  }

  closeDay(day: number): void {
    let at = day * this.#slots;
    for (const { slots } of this.#books.kinds) {
      for (const slot of slots) {
        this.#net[at] = slot.soldUsd;
        this.#gross[at++] = slot.grossUsd;
      }
    }
  }

  write(out: Float64Array, at: number): number {
    let next = at;
    for (const { columns, twoSided } of this.#series) {
      for (const day of this.#windows) {
        out[next++] = this.#window(this.#net, columns, day);
        if (twoSided) out[next++] = this.#window(this.#gross, columns, day);
      }
    }
    return next;
  }

  #window(byDay: Float64Array, columns: readonly number[], day: number | undefined): number {
    if (day !== undefined) return this.#sum(byDay, columns, day);
    let worst = -Infinity;
    for (let d = 3; d <= this.#days; d++) {
      worst = Math.max(worst, this.#sum(byDay, columns, d) - this.#sum(byDay, columns, d - 3));
    }
    return worst;
  }

  #sum(byDay: Float64Array, columns: readonly number[], day: number): number {
    let sum = 0;
    for (const column of columns) sum += byDay[day * this.#slots + column];
    return sum;
  }
}
