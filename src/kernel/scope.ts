import type { BooleanExpr, NumberExpr } from "./ir.ts";

export type Value = NumberExpr | BooleanExpr;

const BOOLEAN = new Set(["true", "false", "flag", "lt", "le", "gt", "ge", "eq", "ne", "not", "and", "or"]);

export function isBoolean(value: Value): value is BooleanExpr {
  return BOOLEAN.has(value.op);
}

/** Never changes during a pass over the agents. */
export function isFixed({ op }: Value): boolean {
  return ["const", "input", "true", "false"].includes(op);
}

/** Costs nothing to say twice. */
export function isAtom(value: Value): boolean {
  return isFixed(value) || ["column", "local", "flag"].includes(value.op);
}

/** The variables of a block, and those of the blocks around it. */
export class Scope {
  readonly outer: Scope | undefined;
  readonly #own = new Map<string, Value>();
  readonly #constants = new Set<string>();

  constructor(outer?: Scope) {
    this.outer = outer;
  }

  get(name: string): Value | undefined {
    return this.#own.get(name) ?? this.outer?.get(name);
  }

  /** @param constant it cannot be assigned */
  declare(name: string, value: Value, constant = false): void {
    this.#own.set(name, value);
    if (constant) this.#constants.add(name);
  }

  isConstant(name: string): boolean {
    return this.#own.has(name) ? this.#constants.has(name) : (this.outer?.isConstant(name) ?? false);
  }

  assign(name: string, value: Value): void {
    if (this.#own.has(name)) this.#own.set(name, value);
    else this.outer!.assign(name, value);
  }

  copy(): Scope {
    const copy = new Scope(this.outer?.copy());
    for (const [name, value] of this.#own) copy.declare(name, value, this.#constants.has(name));
    return copy;
  }
}
