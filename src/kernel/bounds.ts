import type { BooleanExpr, Comparison, NumberExpr } from "./ir.ts";
import { type Layout, VECTOR } from "./layout.ts";
import { ALL, constant, get, loadColumn, NONE } from "./wat.ts";

/** Least radius of an uncertain number, as a share of its size. */
export const LEAST_RADIUS = 2 ** -40;
/** By how much radii must exceed what the market may do, for rounding: see `Bounds`. */
export const RESERVE = 1 / 16;
const DEEPEST = 240; // operations in a row for which RESERVE is enough
const TINY = 1e-280; // more than an underflow can lose

/** A number while the market stays in its box: within `radius` of `value`. */
export interface Bounded {
  readonly value: string;
  /** None: it does not depend on the market. */
  readonly radius: string | undefined;
  /** The radius is sure to be LEAST_RADIUS of the value, or more. */
  readonly rough: boolean;
  /** Operations in a row that led to it. */
  readonly depth: number;
  /** It is one of two numbers. */
  readonly cases?: { readonly test: Decided; readonly a: Bounded; readonly b: Bounded };
}

/** A condition while the market stays in its box: masks of the lanes in which it is surely false, surely true. */
export interface Decided {
  readonly never: string;
  readonly always: string;
  /** It depends on the agent and on the market. */
  readonly trigger: boolean;
}

/** The other way round. */
export const not = ({ never, always, trigger }: Decided): Decided => ({ never: always, always: never, trigger });
const point = (value: string): Bounded => ({ value, radius: undefined, rough: false, depth: 0 });
const UNKNOWN: Decided = { never: NONE, always: NONE, trigger: true };
const ZERO = constant(0);
export const TRUE: Decided = { never: NONE, always: ALL, trigger: false };
const FALSE: Decided = { never: ALL, always: NONE, trigger: false };

/**
 * Bounds of numbers and conditions while the market stays in a box: code that computes them, each value once.
 *
 * A number carries its value at the centre of the box and a radius. For |x − a| ≤ r and |y − b| ≤ s:
 * |xy − ab| ≤ |a|s + |b|r + rs, |x/y − a/b| ≤ (r + |a/b|s) / (|b| − s), |√x − √a| ≤ r/√(a − r).
 *
 * Rounding: an uncertain number has a radius of 2⁻⁴⁰ of its size or more, an operation errs by 2⁻⁵³
 * of it. Errors grow along the rule as radii do: after n operations in a row they are at most
 * 2n · 2⁻¹³ radii, at the centre and elsewhere together. Radii that exceed the market's by RESERVE
 * cover n = 240; what is deeper counts as unknown. Comparisons with NaN do so by themselves.
 */
export class Bounds {
  /** What locals and flags of the rule are. */
  readonly numbers = new Map<string, Bounded>();
  readonly conditions = new Map<string, Decided>();
  /** Inputs in the order of the box, one vector each. */
  readonly inputs: string[] = [];
  readonly #layout: Layout;
  readonly #known = [new Map<string, string>(), new Map<string, string>()] as const;
  readonly #code: readonly [string[], string[]] = [[], []];
  #phase: 0 | 1 = 0;

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  /** What follows is computed once per pass, or for every agent. */
  begin(part: "once" | "perAgent"): void {
    this.#phase = part === "once" ? 0 : 1;
  }

  get code(): { readonly once: readonly string[]; readonly perAgent: readonly string[]; readonly locals: readonly string[] } {
    const [once, perAgent] = this.#code;
    return { once, perAgent, locals: this.#known.flatMap((known) => [...known.values()]) };
  }

  /** A local for a value; the same value has the same local. */
  keep(value: string): string {
    if (/^\((local\.get|v128\.const) [^()]*\)$/.test(value)) return value;
    const [once, perAgent] = this.#known;
    const known = once.get(value) ?? (this.#phase === 1 ? perAgent.get(value) : undefined);
    if (known !== undefined) return get(known);
    const name = `d:${once.size + perAgent.size}`;
    this.#known[this.#phase].set(value, name);
    this.#code[this.#phase].push(`(local.set $${name} ${value})`);
    return get(name);
  }

  /** A local that is computed before the agents. */
  #once(value: string): string {
    const phase = this.#phase;
    this.begin("once");
    const local = this.keep(value);
    this.#phase = phase;
    return local;
  }

  #op(op: string, ...operands: readonly string[]): string {
    return this.keep(`(f64x2.${op} ${operands.join(" ")})`);
  }

  /** Intersection and union of masks. */
  both(a: string, b: string): string {
    if (a === ALL || b === NONE || a === b) return b;
    return b === ALL || a === NONE ? a : this.keep(`(v128.and ${a} ${b})`);
  }

  #any(a: string, b: string): string {
    if (a === NONE || b === ALL || a === b) return b;
    return b === NONE || a === ALL ? a : this.keep(`(v128.or ${a} ${b})`);
  }

  and(a: Decided, b: Decided): Decided {
    return { never: this.#any(a.never, b.never), always: this.both(a.always, b.always), trigger: a.trigger || b.trigger };
  }

  or(a: Decided, b: Decided): Decided {
    return not(this.and(not(a), not(b)));
  }

  // Numbers.

  number(e: NumberExpr): Bounded {
    switch (e.op) {
      case "const":
        return point(constant(e.value));
      case "local":
        return this.numbers.get(e.name)!;
      case "column":
        return point(this.keep(loadColumn(this.#layout.columns[e.name])));
      case "input": {
        if (!this.inputs.includes(e.name)) this.inputs.push(e.name);
        const offset = this.inputs.indexOf(e.name) * VECTOR;
        const at = (base: string) => this.#once(`(v128.load offset=${offset} ${get(base)})`);
        return { value: at("centre"), radius: at("radius"), rough: e.name.startsWith("m."), depth: 0 };
      }
      case "neg":
      case "abs": {
        const a = this.number(e.a);
        return { ...a, value: this.#op(e.op, a.value), cases: undefined };
      }
      case "sqrt": {
        const { value, radius, rough, depth } = this.number(e.a);
        const root = this.#op("sqrt", value);
        if (radius === undefined) return point(root);
        return { value: root, radius: this.#op("div", radius, `(f64x2.sqrt (f64x2.pmax ${ZERO} (f64x2.sub ${value} ${radius})))`), rough, depth: depth + 1 };
      }
      case "select":
        return this.select(this.condition(e.test), this.number(e.a), this.number(e.b));
      case "mul":
        return this.#product(this.number(e.a), this.number(e.b));
      case "div":
        return this.#quotient(this.number(e.a), this.number(e.b));
    }
    const [a, b] = [this.number(e.a), this.number(e.b)];
    const value = this.#op(e.op, a.value, b.value);
    return this.#roughened(value, this.#joined(e.op === "add" || e.op === "sub" ? "add" : "max", a.radius, b.radius), [a, b]);
  }

  #joined(op: "add" | "max", a: string | undefined, b: string | undefined): string | undefined {
    return a === undefined ? b : b === undefined ? a : this.#op(op, a, b);
  }

  /** With a radius that allows for the rounding of this value. */
  #roughened(value: string, radius: string | undefined, operands: readonly Bounded[]): Bounded {
    if (radius === undefined) return point(value);
    const depth = 1 + Math.max(...operands.map((operand) => operand.depth));
    if (operands.every(({ rough }) => rough)) return { value, radius, rough: true, depth };
    return { value, radius: this.#op("add", radius, `(f64x2.mul ${constant(LEAST_RADIUS)} (f64x2.abs ${value}))`), rough: true, depth };
  }

  #size(value: string): string {
    return /^\(v128\.const f64x2 [\d.]/.test(value) ? value : this.#op("abs", value);
  }

  #product(a: Bounded, b: Bounded): Bounded {
    const value = this.#op("mul", a.value, b.value);
    if (a.radius === undefined && b.radius === undefined) return point(value);
    const spread =
      a.radius === undefined ? `(f64x2.mul ${this.#size(a.value)} ${b.radius})`
      : b.radius === undefined ? `(f64x2.mul ${this.#size(b.value)} ${a.radius})`
      : `(f64x2.add (f64x2.mul ${this.#size(a.value)} ${b.radius}) (f64x2.mul (f64x2.add ${this.#size(b.value)} ${b.radius}) ${a.radius}))`;
    return { value, radius: this.#op("add", spread, constant(TINY)), rough: a.rough || b.rough, depth: 1 + Math.max(a.depth, b.depth) };
  }

  #quotient(a: Bounded, b: Bounded): Bounded {
    const value = this.#op("div", a.value, b.value);
    if (a.radius === undefined && b.radius === undefined) return point(value);
    const spread = this.#joined("add", a.radius, b.radius && `(f64x2.mul ${this.#size(value)} ${b.radius})`)!;
    const divisor = b.radius === undefined ? this.#size(b.value) : `(f64x2.pmax ${ZERO} (f64x2.sub ${this.#size(b.value)} ${b.radius}))`;
    return { value, radius: this.#op("add", `(f64x2.div ${spread} ${divisor})`, constant(TINY)), rough: a.rough || b.rough, depth: 1 + Math.max(a.depth, b.depth) };
  }

  /** One of two numbers; where it may be either, the first with a radius that reaches the other. */
  select(test: Decided, a: Bounded, b: Bounded): Bounded {
    if (test.always === ALL) return a;
    if (test.never === ALL) return b;
    const value = this.keep(`(v128.bitselect ${b.value} ${a.value} ${test.never})`);
    const [r, s] = [a.radius ?? ZERO, b.radius ?? ZERO];
    const either = `(f64x2.add (f64x2.abs (f64x2.sub ${a.value} ${b.value})) (f64x2.add ${r} ${s}))`;
    const radius = this.keep(`(v128.bitselect ${s} (v128.bitselect ${r} ${either} ${test.always}) ${test.never})`);
    return { ...this.#roughened(value, radius, [a, b]), cases: { test, a, b } };
  }

  // Conditions.

  condition(e: BooleanExpr): Decided {
    switch (e.op) {
      case "true":
        return TRUE;
      case "false":
        return FALSE;
      case "flag":
        return this.conditions.get(e.name)!;
      case "not":
        return not(this.condition(e.a));
      case "and":
        return this.and(this.condition(e.a), this.condition(e.b));
      case "or":
        return this.or(this.condition(e.a), this.condition(e.b));
    }
    return this.#compare(e.op, this.number(e.a), this.number(e.b));
  }

  #compare(op: Comparison, a: Bounded, b: Bounded): Decided {
    if (a.cases) return this.either(a.cases.test, this.#compare(op, a.cases.a, b), this.#compare(op, a.cases.b, b));
    if (b.cases) return this.either(b.cases.test, this.#compare(op, a, b.cases.a), this.#compare(op, a, b.cases.b));
    const radius = this.#joined("add", a.radius, b.radius);
    if (radius === undefined) {
      const holds = this.#op(op, a.value, b.value);
      return { never: this.keep(`(v128.not ${holds})`), always: holds, trigger: false };
    }
    if (Math.max(a.depth, b.depth) > DEEPEST) return UNKNOWN;
    const trigger = this.#phase === 1;
    const apart = this.#op("sub", b.value, a.value);
    if (op === "eq" || op === "ne") {
      const same = this.#op("eq", `(f64x2.add (f64x2.abs ${apart}) ${radius})`, ZERO);
      const equal = { never: this.#op("gt", `(f64x2.abs ${apart})`, radius), always: same, trigger };
      return op === "eq" ? equal : not(equal);
    }
    const less = { never: this.#op("gt", `(f64x2.neg ${apart})`, radius), always: this.#op("gt", apart, radius), trigger };
    return op === "lt" || op === "le" ? less : not(less);
  }

  either(test: Decided, a: Decided, b: Decided): Decided {
    return this.or(this.and(test, a), this.and(not(test), b));
  }
}
