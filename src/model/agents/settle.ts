import type { SettlementView } from "../markets/settlementView.ts";
import { payment } from "../rules/r26-payment.ts";
import { proceeds } from "../rules/r26-proceeds.ts";
import type { Columns } from "./kind.ts";

/**
 * R26 — Settle the orders of agent `i`: every order is filled by the share the market takes, at the
 * execution price; fx against dollars, jgb against yen, the rest against dollars. What is not
 * filled stays in the order column, and the agent waits.
 *
 * Accounts are in units that accrue interest: one is worth `usd` dollars, or `yen` yen.
 */
export function settle(i: number, a: Columns, s: SettlementView): void {
  if (a.order_fx[i] !== 0) {
    const filled = s.filled_fx * a.order_fx[i];
    a.yen[i] += filled / s.yen;
    a.cash[i] -= filled / s.execution_fx / s.usd;
    a.order_fx[i] -= filled;
  }
  if (a.order_ust[i] !== 0) {
    const filled = s.filled_ust * a.order_ust[i];
    a.ust[i] += filled;
    a.cash[i] -= payment(filled, s.execution_ust, s.usd);
    a.sold[i] += proceeds(filled, s.execution_ust);
    a.order_ust[i] -= filled;
  }
  if (a.order_tech[i] !== 0) {
    const filled = s.filled_tech * a.order_tech[i];
    a.tech[i] += filled;
    a.cash[i] -= payment(filled, s.execution_tech, s.usd);
    a.sold[i] += proceeds(filled, s.execution_tech);
    a.order_tech[i] -= filled;
  }
  if (a.order_equity[i] !== 0) {
    const filled = s.filled_equity * a.order_equity[i];
    a.equity[i] += filled;
    a.cash[i] -= payment(filled, s.execution_equity, s.usd);
    a.sold[i] += proceeds(filled, s.execution_equity);
    a.order_equity[i] -= filled;
  }
  if (a.order_jgb[i] !== 0) {
    const filled = s.filled_jgb * a.order_jgb[i];
    a.jgb[i] += filled;
    a.yen[i] -= payment(filled, s.execution_jgb, s.yen);
    a.sold[i] += proceeds(filled, s.execution_jgb) / s.execution_fx;
    a.order_jgb[i] -= filled;
  }
  if (a.order_other[i] !== 0) {
    const filled = s.filled_other * a.order_other[i];
    a.other[i] += filled;
    a.cash[i] -= payment(filled, s.execution_other, s.usd);
    a.sold[i] += proceeds(filled, s.execution_other);
    a.order_other[i] -= filled;
  }
  const rest =
    a.order_fx[i] !== 0 || a.order_ust[i] !== 0 || a.order_tech[i] !== 0 ||
    a.order_equity[i] !== 0 || a.order_jgb[i] !== 0 || a.order_other[i] !== 0;
  a.waiting[i] = rest ? 1 : 0;
}
