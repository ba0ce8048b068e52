import type { Books } from "./books.ts";
import type { SettlementView } from "./markets/settlementView.ts";
import type { MarketView } from "./markets/view.ts";

/**
 * A back end keeps the agents of one or more paths that are simulated side by side, and runs
 * their rules. Every back end gives the same bits: agents in order, paths independent.
 */
export interface BackEnd {
  /** One per path. */
  readonly books: readonly Books[];
  /** Put the agents of every path at t = 0. */
  reset(): void;
  /**
   * Every agent decides in every path, or leaves (R27), on that path's view; `frozen`: official
   * kinds alone. Afterwards `KindBook.sums` are the sums of the round.
   */
  decide(views: readonly MarketView[], frozen: boolean): void;
  /** Settle the orders of the round (R26). */
  settle(views: readonly SettlementView[]): void;
}
