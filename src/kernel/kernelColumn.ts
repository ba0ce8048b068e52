import { Column, type Total } from "../model/books.ts";
import type { Instance } from "./instance.ts";
import { LANES, NUMBER, type Place } from "./layout.ts";

/** A column of the kernel's records, in one lane; sums over it are computed in all lanes at once. */
export class KernelColumn extends Column {
  readonly #instance: Instance;
  readonly #totals: number;
  readonly #first: number;
  readonly #stride: number;
  readonly #suffix: string;
  readonly #result: number;

  /** @param totals where sums keep their vectors; `records`: address of the first record; `stride`: bytes of one */
  constructor(instance: Instance, totals: number, records: number, { offset, lanes }: Place, stride: number, count: number, lane: number) {
    super(instance.numbers, (records + offset) / NUMBER + (lanes ? lane : 0), stride / NUMBER, count);
    this.#instance = instance;
    this.#totals = totals;
    this.#first = records + offset;
    this.#stride = stride;
    this.#suffix = lanes ? "lanes" : "shared";
    this.#result = totals / NUMBER + lane;
  }

  override sum(from: number): number {
    const { exports, numbers } = this.#instance;
    numbers[this.#result] = from;
    exports[`sum_${this.#suffix}`](this.#first, this.count, this.#stride, this.#totals);
    return numbers[this.#result];
  }

  override addTo(total: Total): void {
    const { exports, numbers } = this.#instance;
    const [lost, size] = [this.#result + LANES, this.#result + 2 * LANES];
    numbers[this.#result] = total.sum;
    numbers[lost] = total.lost;
    numbers[size] = total.size;
    exports[`total_${this.#suffix}`](this.#first, this.count, this.#stride, this.#totals);
    total.sum = numbers[this.#result];
    total.lost = numbers[lost];
    total.size = numbers[size];
  }
}
