import type { KindPlan } from "./compile.ts";

/** An instance of the kernel, and its memory as numbers of either kind. */
export interface Instance {
  readonly exports: WebAssembly.Instance["exports"];
  readonly numbers: Float64Array;
  readonly integers: Int32Array;
}

/** A function of the kernel. */
type Code = (...args: number[]) => number;

/** One kind's part of the kernel: its functions, and its memory; addresses in bytes. */
export interface Agents {
  readonly plan: KindPlan;
  readonly count: number;
  readonly records: number;
  /** The records at t = 0. */
  readonly opening: number;
  /** Bitmap of everybody, as many words long as all bitmaps of the kind. */
  readonly everybody: number;
  readonly words: number;
  /** Bitmap of those who have written in a round. */
  readonly touched: number;
  /** Lists that `decide` leaves: addresses of records with orders; number of leavers, then their records and lanes. */
  readonly orders: number;
  readonly leavers: number;
  /** See functions.ts; `decideIn` has one function for each setting of the kind's flags. */
  readonly decide: Code;
  readonly decideIn: readonly Code[];
  readonly settle: Code;
  readonly wake: Code;
  readonly inside: Code;
}
