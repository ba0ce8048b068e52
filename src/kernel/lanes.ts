import { DEFAULTED, REST } from "../model/agents/kind.ts";
import { Dependence } from "./dependence.ts";
import { hoist } from "./hoist.ts";
import { type BooleanExpr, type If, not, type NumberExpr, rests, returns, type Stmt } from "./ir.ts";
import type { Layout } from "./layout.ts";
import { ALL, constant, get, loadColumn, NONE } from "./wat.ts";

/** Which lanes run a statement: a mask in a local, or all of them. */
type Live = string | undefined;
/** Where a block ends: the lanes that go on, or no lane. */
type End = Live | null;

/**
 * Code for one agent in all lanes at once: numbers are vectors with a lane per path, conditions
 * are masks. A branch is entered if any lane takes it, and what it writes is written in those
 * lanes alone; a lane that has returned takes no further branch.
 *
 * Columns are read at their first use and kept in locals, `$a.name`; `$ordered` and `$leaves`
 * collect the lanes that returned ORDERED and DEFAULTED, `$wrote` tells of any write to a column.
 */
export class LaneCode {
  readonly #layout: Layout;
  readonly #inputs: ReadonlyMap<string, number>;
  readonly #sums: ReadonlyMap<string, number>;
  readonly #locals = new Set<string>();
  readonly #assigned = new Set<string>();
  readonly #dependence = new Dependence();
  #loaded = new Set<string>();
  readonly #loads: string[] = [];
  #lines: string[] = [];
  #masks = 0;
  #marksWrites = false;
  #depth = 0;

  /** @param inputs address of each input: a vector, one number per lane; `sums`: the same of each sum */
  constructor(layout: Layout, inputs: ReadonlyMap<string, number>, sums: ReadonlyMap<string, number>) {
    this.#layout = layout;
    this.#inputs = inputs;
    this.#sums = sums;
  }

  /** Code before the loop over the agents, and for one of them; `live`: the lanes that take part, all by default. */
  generate(statements: readonly Stmt[], live?: string): { readonly once: string[]; readonly perAgent: string[]; readonly locals: string[] } {
    const { once, perAgent } = hoist(statements);
    this.#block(once, undefined);
    const before = this.#lines;
    this.#lines = [];
    this.#marksWrites = live === undefined;
    if (live !== undefined) this.#set("live", live);
    this.#block(perAgent, live === undefined ? undefined : "live");
    return { once: [...this.#loads, ...before], perAgent: this.#lines, locals: [...this.#locals] };
  }

  #emit(line: string): void {
    this.#lines.push(line);
  }

  #set(name: string, value: string): void {
    this.#locals.add(name);
    this.#emit(`(local.set $${name} ${value})`);
  }

  // Expressions.

  #number(e: NumberExpr): string {
    switch (e.op) {
      case "const":
        return constant(e.value);
      case "input":
        return this.#input(e.name);
      case "column":
        return this.#column(e.name);
      case "local":
        return get(e.name);
      case "select":
        return `(v128.bitselect ${this.#number(e.a)} ${this.#number(e.b)} ${this.#mask(e.test)})`;
      case "min":
      case "max":
        return this.#extreme(e.op, e.a, e.b);
      case "neg":
      case "abs":
      case "sqrt":
        return `(f64x2.${e.op} ${this.#number(e.a)})`;
    }
    return `(f64x2.${e.op} ${this.#number(e.a)} ${this.#number(e.b)})`;
  }

  /**
   * Math.min and Math.max. Against a constant other than NaN and −0, one instruction does: pmin(x, c)
   * is c < x ? c : x and gives NaN for NaN as it should; pmax(x, 0) may give −0, which + 0 mends.
   */
  #extreme(op: "min" | "max", a: NumberExpr, b: NumberExpr): string {
    const [x, c] = a.op === "const" ? [b, a] : [a, b];
    if (c.op !== "const" || Number.isNaN(c.value) || Object.is(c.value, -0)) return `(f64x2.${op} ${this.#number(a)} ${this.#number(b)})`;
    const pseudo = `(f64x2.p${op} ${this.#number(x)} ${constant(c.value)})`;
    return op === "max" && c.value === 0 ? `(f64x2.add ${pseudo} ${constant(0)})` : pseudo;
  }

  #mask(e: BooleanExpr): string {
    switch (e.op) {
      case "true":
        return ALL;
      case "false":
        return NONE;
      case "flag":
        return get(e.name);
      case "not":
        return `(v128.not ${this.#mask(e.a)})`;
      case "and":
      case "or":
        return `(v128.${e.op} ${this.#mask(e.a)} ${this.#mask(e.b)})`;
    }
    return `(f64x2.${e.op} ${this.#number(e.a)} ${this.#number(e.b)})`;
  }

  /** Loaded once, before the agents. */
  #input(name: string): string {
    const local = `in:${name}`;
    if (!this.#locals.has(local)) {
      this.#locals.add(local);
      this.#loads.push(`(local.set $${local} (v128.load offset=${this.#inputs.get(name)} (i32.const 0)))`);
    }
    return get(local);
  }

  #column(name: string): string {
    const local = `a.${name}`;
    if (!this.#loaded.has(name)) {
      this.#set(local, loadColumn(this.#layout.columns[name]));
      this.#loaded.add(name);
    }
    return get(local);
  }

  // Statements.

  /** @returns the lanes that reach the end, or null */
  #block(statements: readonly Stmt[], live: Live): End {
    let running = live;
    for (const s of statements) {
      const next = this.#statement(s, running);
      if (next === null) return null;
      running = next;
    }
    return running;
  }

  #statement(s: Stmt, live: Live): End {
    switch (s.op) {
      case "local":
      case "flag": {
        const value = s.op === "local" ? this.#number(s.value) : this.#mask(s.value);
        this.#dependence.assign(s.name, s.value);
        const first = !this.#assigned.has(s.name);
        this.#assigned.add(s.name);
        this.#set(s.name, first ? value : choose(value, get(s.name), live));
        return live;
      }
      case "store": {
        const place = this.#layout.columns[s.column];
        if (place === undefined) return live; // nothing reads it
        const value = this.#number(s.value);
        this.#set(`a.${s.column}`, live === undefined ? value : choose(value, this.#column(s.column), live));
        this.#loaded.add(s.column);
        this.#emit(`(v128.store offset=${place.offset} ${get("record")} ${get(`a.${s.column}`)})`);
        if (this.#marksWrites) this.#emit("(local.set $wrote (i32.const 1))");
        return live;
      }
      case "add": {
        // Sums stay in memory: few agents add to them, and locals would be carried past all the others.
        const at = `offset=${this.#sums.get(s.sum)} (i32.const 0)`;
        const [op, value] = s.value.op === "neg" ? ["sub", s.value.a] as const : ["add", s.value] as const;
        this.#emit(`(v128.store ${at} ${choose(`(f64x2.${op} (v128.load ${at}) ${this.#number(value)})`, `(v128.load ${at})`, live)})`);
        return live;
      }
      case "return":
        return this.#leave(s.decision, live === undefined ? ALL : get(live));
      case "if":
        return this.#if(s, live);
    }
  }

  #leave(decision: number, lanes: string): null {
    if (decision !== REST) {
      const collected = decision === DEFAULTED ? "leaves" : "ordered";
      this.#set(collected, `(v128.or ${get(collected)} ${lanes})`);
      this.#emit("(local.set $wrote (i32.const 1))");
    }
    return null;
  }

  #if(s: If, live: Live): End {
    // Whom a trigger leaves at rest needs nothing more. Tests of the agent or the market alone rest too few to be worth a jump.
    if (rests(s)) return this.#goOn(this.#within(live, not(s.test)), this.#dependence.of(s.test).size === 2);
    const { test, yes, no } = s;
    const chosen = this.#newMask(this.#within(live, test));
    if (no.length === 0 && !returns(yes)) {
      this.#branch(yes, chosen);
      return live;
    }
    const others = this.#newMask(live === undefined ? `(v128.not ${get(chosen)})` : `(v128.andnot ${get(live)} ${get(chosen)})`);
    const a = this.#branch(yes, chosen);
    const b = no.length === 0 ? others : this.#branch(no, others);
    if (!returns(yes) && !returns(no)) return live;
    if (a === null && b === null) return null;
    return this.#goOn([a, b].filter((end) => end !== null).map(get).reduce((x, y) => `(v128.or ${x} ${y})`), yes.length > 1 || no.length > 1);
  }

  /** The lanes that are still running after some may have returned; without any, the agent is done: `jump`. */
  #goOn(value: string, jump: boolean): string {
    const running = this.#newMask(value);
    if (jump && this.#depth === 0) this.#emit(`(br_if $done (i32.eqz (i64x2.bitmask ${get(running)})))`);
    return running;
  }

  /** live ∧ test; ¬ costs nothing. */
  #within(live: Live, test: BooleanExpr): string {
    if (live === undefined) return this.#mask(test);
    return test.op === "not" ? `(v128.andnot ${get(live)} ${this.#mask(test.a)})` : `(v128.and ${get(live)} ${this.#mask(test)})`;
  }

  #newMask(value: string): string {
    const name = `mask:${this.#masks++}`;
    this.#set(name, value);
    return name;
  }

  /** A branch that is skipped unless a lane takes it. @returns the lanes that reach its end */
  #branch(statements: readonly Stmt[], mask: string): string | null {
    if (statements.every((s) => s.op === "return" && s.decision === REST)) return this.#block(statements, mask)!;
    const [lines, loaded] = [this.#lines, this.#loaded];
    this.#lines = [];
    this.#loaded = new Set(loaded);
    this.#depth += 1;
    const end = this.#block(statements, mask);
    this.#depth -= 1;
    // The mask says afterwards which lanes go on.
    if (end !== mask) this.#set(mask, end === null ? NONE : get(end!));
    const inner = this.#lines.map((line) => `  ${line}`);
    [this.#lines, this.#loaded] = [lines, loaded];
    this.#emit(`(if (i64x2.bitmask ${get(mask)}) (then`);
    this.#lines.push(...inner, "))");
    return mask;
  }
}

const choose = (value: string, old: string, live: Live): string =>
  live === undefined ? value : `(v128.bitselect ${value} ${old} ${get(live)})`;
