import { ACCOUNTS, DEFAULTED, ORDERS, STATUS } from "../model/agents/kind.ts";
import { operands } from "./hoist.ts";
import { type BooleanExpr, eachStatement, type NumberExpr, type Stmt } from "./ir.ts";

/** Where a column lies in an agent's record: one number, or one per lane. */
export interface Place {
  readonly offset: number;
  readonly lanes: boolean;
}

/** The record of one agent of a kind, in bytes; lanes lie side by side. */
export interface Layout {
  readonly columns: Readonly<Record<string, Place>>;
  /** Where the lanes that ordered in this round are marked. */
  readonly ordered: number;
  readonly stride: number;
}

export const LANES = 2;
export const NUMBER = 8;
export const INTEGER = 4;
/** Bytes of one number per lane. */
export const VECTOR = NUMBER * LANES;

/** Order columns that `decide` never writes, zero for good: the kind does not trade in those markets. */
export function untraded(decide: readonly Stmt[]): Set<string> {
  const zero = new Set(Object.keys(ORDERS));
  eachStatement(decide, (s) => s.op === "store" && zero.delete(s.column));
  return zero;
}

/**
 * Lay out a record: columns in the order of their first use, so that what a resting agent needs
 * lies together. A column that nothing writes is kept once for all lanes; one that nothing
 * reads is not kept at all.
 */
export function layOut(decide: readonly Stmt[], settle: readonly Stmt[]): Layout {
  const used = new Set<string>();
  const read = new Set([...Object.keys(ACCOUNTS), "sold", "called", "active"]);
  const written = new Set<string>();
  let leaves = false;
  const note = (e: NumberExpr | BooleanExpr): void => {
    if (e.op === "column") [used, read].forEach((set) => set.add(e.name));
    operands(e).forEach(note);
  };
  eachStatement([...decide, ...settle], (s) => {
    if (s.op === "if") note(s.test);
    else if (s.op === "return") leaves ||= s.decision === DEFAULTED;
    else {
      note(s.value);
      if (s.op === "store") [used, written].forEach((set) => set.add(s.column));
    }
  });
  // Whoever leaves hands over the accounts.
  if (leaves) [...Object.keys(ACCOUNTS), "active", "waiting"].forEach((name) => written.add(name));

  const columns: Record<string, Place> = {};
  let end = 0;
  let free: number | undefined; // second half of a vector whose first half holds a single number
  const zero = untraded(decide);
  for (const name of new Set([...used, ...Object.keys(ACCOUNTS), ...Object.keys(STATUS)])) {
    if (zero.has(name) || !read.has(name)) continue;
    if (written.has(name) || free === undefined) {
      columns[name] = { offset: end, lanes: written.has(name) };
      if (!written.has(name)) free = end + NUMBER;
      end += VECTOR;
    } else {
      columns[name] = { offset: free, lanes: false };
      free = undefined;
    }
  }
  return { columns, ordered: end, stride: end + VECTOR };
}
