import type { Market } from "./names.ts";

/** What settlement sees of a cleared round (R26): one set of numbers, the same for all agents. */
export type SettlementView = {
  /** Values of one unit of the two bank accounts: USD bn, JPY bn. */
  usd: number;
  yen: number;
} & {
  /** Share of the orders that is filled. */
  [M in Market as `filled_${M}`]: number;
} & {
  /** Price at execution: yen per dollar for fx, else relative to t = 0 (jgb in yen). */
  [M in Market as `execution_${M}`]: number;
};

/** A view with every field zero; the engine fills it each round. */
export function emptySettlementView(): SettlementView {
  return {
    usd: 0, yen: 0,
    filled_fx: 0, filled_ust: 0, filled_tech: 0, filled_equity: 0, filled_jgb: 0, filled_other: 0,
    execution_fx: 0, execution_ust: 0, execution_tech: 0, execution_equity: 0, execution_jgb: 0, execution_other: 0,
  };
}
