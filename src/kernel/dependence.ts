import { operands } from "./hoist.ts";
import type { BooleanExpr, NumberExpr } from "./ir.ts";

type On = "agent" | "market";

/** What the value of an expression depends on, through locals and flags. */
export class Dependence {
  readonly #known = new Map<string, ReadonlySet<On>>();

  /** A local or flag gets a value. */
  assign(name: string, value: NumberExpr | BooleanExpr): void {
    this.#known.set(name, new Set([...this.of(value), ...(this.#known.get(name) ?? [])]));
  }

  of(e: NumberExpr | BooleanExpr): ReadonlySet<On> {
    if (e.op === "column") return new Set(["agent"]);
    if (e.op === "input") return new Set(["market"]);
    if (e.op === "local" || e.op === "flag") return this.#known.get(e.name) ?? new Set();
    return new Set(operands(e).flatMap((operand) => [...this.of(operand)]));
  }
}
