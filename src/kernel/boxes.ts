import { REST } from "../model/agents/kind.ts";
import { assignedTwice, hoist } from "./hoist.ts";
import type { BooleanExpr, Comparison, NumberExpr, Stmt } from "./ir.ts";
import { ALL, constant, get, NONE } from "./lanes.ts";
import { type Layout, VECTOR } from "./layout.ts";

/** Least radius of an uncertain number, as a share of its size. */
export const LEAST_RADIUS = 2 ** -40;
/** By how much radii must exceed what the market may do, for rounding: see `BoxCode`. */
export const RESERVE = 1 / 16;
/** More than an underflow can lose. */
const TINY = 1e-280;

/** A number while the market stays in its box: within `radius` of `value`. */
interface Bounded {
  readonly value: string;
  /** None: it does not depend on the market. */
  readonly radius: string | undefined;
  /** The radius is sure to be LEAST_RADIUS of the value, or more. */
  readonly rough: boolean;
  /** It is one of two numbers. */
  readonly cases?: { readonly test: Decided; readonly a: Bounded; readonly b: Bounded };
}

/** A condition while the market stays in its box: masks of the lanes in which it is surely false, surely true. */
interface Decided {
  readonly never: string;
  readonly always: string;
  /** It depends on the agent and on the market. */
  readonly trigger: boolean;
}

const ZERO = constant(0);
const TRUE: Decided = { never: NONE, always: ALL, trigger: false };
const FALSE: Decided = { never: ALL, always: NONE, trigger: false };

/**
 * Code that asks of one agent: can it act while the market stays in a box? The box has a centre and a
 * radius for every input. The code follows the rule along every branch up to the first effect (a write,
 * a sum, a decision other than REST) and finds the lanes in which none of them is reached. Rules test
 * their trigger first: whoever passes the first test that depends on agent and market is taken to act.
 *
 * A number carries its value at the centre and a radius. For |x − a| ≤ r and |y − b| ≤ s:
 * |xy − ab| ≤ |a|s + |b|r + rs, |x/y − a/b| ≤ (r + |a/b|s) / (|b| − s), |√x − √a| ≤ r/√(a − r).
 *
 * Rounding: an uncertain number has a radius of 2⁻⁴⁰ of its size or more, an operation errs by 2⁻⁵³
 * of it. Errors grow along the rule as radii do: after n operations in a row they are at most
 * 2n · 2⁻¹³ radii, at the centre and elsewhere together. Radii that exceed the market's by RESERVE
 * cover n = 240; what is deeper counts as unknown. Comparisons with NaN do so by themselves.
 */
export class BoxCode {
  readonly #layout: Layout;
  /** Inputs in the order of the box, one vector each. */
  readonly #inputs: string[] = [];
  readonly #known = [new Map<string, string>(), new Map<string, string>()] as const;
  readonly #code: readonly [string[], string[]] = [[], []];
  readonly #numbers = new Map<string, Bounded>();
  readonly #conditions = new Map<string, Decided>();
  #variables = new Set<string>();
  #phase: 0 | 1 = 0;
  #asleep = ALL;

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  /** Add code. @returns the mask of the lanes in which the agent at hand sleeps */
  add(statements: readonly Stmt[]): string {
    this.#variables = assignedTwice(statements);
    this.#asleep = ALL;
    const { once, perAgent } = hoist(statements);
    this.#phase = 0;
    this.#block(once, TRUE);
    this.#phase = 1;
    this.#block(perAgent, TRUE);
    return this.#asleep;
  }

  /** All that was added: code before the loop over the agents, for one of them, and the inputs of the box. */
  get code(): { readonly once: readonly string[]; readonly perAgent: readonly string[]; readonly locals: string[]; readonly inputs: readonly string[] } {
    const [once, perAgent] = this.#code;
    return { once, perAgent, locals: this.#known.flatMap((known) => [...known.values()]), inputs: this.#inputs };
  }

  /** A local for a value; the same value has the same local. */
  #keep(value: string): string {
    if (/^\((local\.get|v128\.const) [^()]*\)$/.test(value)) return value;
    const [once, perAgent] = this.#known;
    const known = once.get(value) ?? (this.#phase === 1 ? perAgent.get(value) : undefined);
    if (known !== undefined) return get(known);
    const name = `d:${once.size + perAgent.size}`;
    this.#known[this.#phase].set(value, name);
    this.#code[this.#phase].push(`(local.set $${name} ${value})`);
    return get(name);
  }

  #op(op: string, ...operands: readonly string[]): string {
    return this.#keep(`(f64x2.${op} ${operands.join(" ")})`);
  }

  /** Intersection and union of masks. */
  #both(a: string, b: string): string {
    if (a === ALL || b === NONE || a === b) return b;
    return b === ALL || a === NONE ? a : this.#keep(`(v128.and ${a} ${b})`);
  }

  #any(a: string, b: string): string {
    if (a === NONE || b === ALL || a === b) return b;
    return b === NONE || a === ALL ? a : this.#keep(`(v128.or ${a} ${b})`);
  }

  #and(a: Decided, b: Decided): Decided {
    return { never: this.#any(a.never, b.never), always: this.#both(a.always, b.always), trigger: a.trigger || b.trigger };
  }

  #or(a: Decided, b: Decided): Decided {
    return not(this.#and(not(a), not(b)));
  }

  // Numbers.

  #number(e: NumberExpr): Bounded {
    switch (e.op) {
      case "const":
        return point(constant(e.value));
      case "local":
        return this.#numbers.get(e.name)!;
      case "column": {
        const { offset, lanes } = this.#layout.columns[e.name];
        return point(this.#keep(`(v128.${lanes ? "load" : "load64_splat"} offset=${offset} ${get("record")})`));
      }
      case "input": {
        if (!this.#inputs.includes(e.name)) this.#inputs.push(e.name);
        const offset = this.#inputs.indexOf(e.name) * VECTOR;
        const at = (base: string) => this.#keep(`(v128.load offset=${offset} ${get(base)})`);
        return { value: at("centre"), radius: at("radius"), rough: e.name.startsWith("m.") };
      }
      case "neg":
      case "abs": {
        const a = this.#number(e.a);
        return { ...a, value: this.#op(e.op, a.value), cases: undefined };
      }
      case "sqrt": {
        const { value, radius, rough } = this.#number(e.a);
        const root = this.#op("sqrt", value);
        if (radius === undefined) return point(root);
        return { value: root, radius: this.#op("div", radius, `(f64x2.sqrt (f64x2.pmax ${ZERO} (f64x2.sub ${value} ${radius})))`), rough };
      }
      case "select":
        return this.#select(this.#condition(e.test), this.#number(e.a), this.#number(e.b));
      case "mul":
        return this.#product(this.#number(e.a), this.#number(e.b));
      case "div":
        return this.#quotient(this.#number(e.a), this.#number(e.b));
    }
    const [a, b] = [this.#number(e.a), this.#number(e.b)];
    const value = this.#op(e.op, a.value, b.value);
    return this.#roughened(value, this.#joined(e.op === "add" || e.op === "sub" ? "add" : "max", a.radius, b.radius), a.rough && b.rough);
  }

  #joined(op: "add" | "max", a: string | undefined, b: string | undefined): string | undefined {
    return a === undefined ? b : b === undefined ? a : this.#op(op, a, b);
  }

  /** With a radius that allows for the rounding of this value. */
  #roughened(value: string, radius: string | undefined, rough: boolean): Bounded {
    if (radius === undefined) return point(value);
    if (rough) return { value, radius, rough };
    return { value, radius: this.#op("add", radius, `(f64x2.mul ${constant(LEAST_RADIUS)} (f64x2.abs ${value}))`), rough: true };
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
    return { value, radius: this.#op("add", spread, constant(TINY)), rough: a.rough || b.rough };
  }

  #quotient(a: Bounded, b: Bounded): Bounded {
    const value = this.#op("div", a.value, b.value);
    if (a.radius === undefined && b.radius === undefined) return point(value);
    const spread = this.#joined("add", a.radius, b.radius && `(f64x2.mul ${this.#size(value)} ${b.radius})`)!;
    const divisor = b.radius === undefined ? this.#size(b.value) : `(f64x2.pmax ${ZERO} (f64x2.sub ${this.#size(b.value)} ${b.radius}))`;
    return { value, radius: this.#op("add", `(f64x2.div ${spread} ${divisor})`, constant(TINY)), rough: a.rough || b.rough };
  }

  /** One of two numbers; where it may be either, the first with a radius that reaches the other. */
  #select(test: Decided, a: Bounded, b: Bounded): Bounded {
    if (test.always === ALL) return a;
    if (test.never === ALL) return b;
    const value = this.#keep(`(v128.bitselect ${b.value} ${a.value} ${test.never})`);
    const [r, s] = [a.radius ?? ZERO, b.radius ?? ZERO];
    const either = `(f64x2.add (f64x2.abs (f64x2.sub ${a.value} ${b.value})) (f64x2.add ${r} ${s}))`;
    const radius = this.#keep(`(v128.bitselect ${s} (v128.bitselect ${r} ${either} ${test.always}) ${test.never})`);
    return { ...this.#roughened(value, radius, a.rough && b.rough), cases: { test, a, b } };
  }

  // Conditions.

  #condition(e: BooleanExpr): Decided {
    switch (e.op) {
      case "true":
        return TRUE;
      case "false":
        return FALSE;
      case "flag":
        return this.#conditions.get(e.name)!;
      case "not":
        return not(this.#condition(e.a));
      case "and":
        return this.#and(this.#condition(e.a), this.#condition(e.b));
      case "or":
        return this.#or(this.#condition(e.a), this.#condition(e.b));
    }
    return this.#compare(e.op, this.#number(e.a), this.#number(e.b));
  }

  #compare(op: Comparison, a: Bounded, b: Bounded): Decided {
    if (a.cases) return this.#either(a.cases.test, this.#compare(op, a.cases.a, b), this.#compare(op, a.cases.b, b));
    if (b.cases) return this.#either(b.cases.test, this.#compare(op, a, b.cases.a), this.#compare(op, a, b.cases.b));
    const radius = this.#joined("add", a.radius, b.radius);
    if (radius === undefined) {
      if (a.value === b.value && a.value.startsWith("(v128.const")) return ["eq", "le", "ge"].includes(op) ? TRUE : FALSE;
      const holds = this.#op(op, a.value, b.value);
      return { never: this.#keep(`(v128.not ${holds})`), always: holds, trigger: false };
    }
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

  #either(test: Decided, a: Decided, b: Decided): Decided {
    return this.#or(this.#and(test, a), this.#and(not(test), b));
  }

  // Statements.

  /** @returns when its end is reached; undefined if a decision or an effect ends it */
  #block(statements: readonly Stmt[], path: Decided): Decided | undefined {
    let reached: Decided | undefined = path;
    for (const s of statements) {
      if (s.op === "local" || s.op === "flag") this.#assign(s, reached);
      else if (s.op === "if") {
        const test = this.#condition(s.test);
        const sides = [[s.then, test], [s.otherwise, not(test)]] as const;
        const ends: Decided[] = sides.map(([side, taken]) => this.#block(side, this.#and(reached!, taken))).filter((end) => end !== undefined);
        if (ends.length === 0) return undefined;
        reached = ends.length === 1 ? ends[0] : this.#or(ends[0], ends[1]);
        if (path === TRUE && test.trigger && rests(s)) return this.#act(reached);
      } else {
        return s.op === "return" && s.decision === REST ? undefined : this.#act(reached);
      }
    }
    return reached;
  }

  #act(path: Decided): undefined {
    this.#asleep = this.#both(this.#asleep, path.never);
  }

  /** A variable keeps its value where the path is not taken. */
  #assign(s: Stmt & { readonly op: "local" | "flag" }, path: Decided): void {
    const again = this.#variables.has(s.name);
    if (s.op === "local") {
      const old = again ? this.#numbers.get(s.name) : undefined;
      const value = this.#number(s.value);
      this.#numbers.set(s.name, old ? this.#select(path, value, old) : value);
    } else {
      const old = again ? this.#conditions.get(s.name) : undefined;
      const value = this.#condition(s.value);
      this.#conditions.set(s.name, old ? this.#either(path, value, old) : value);
    }
  }
}

/** `if (…) return REST;` */
const rests = ({ then, otherwise }: Stmt & { readonly op: "if" }): boolean =>
  otherwise.length === 0 && then.length === 1 && then[0].op === "return" && then[0].decision === REST;

const point = (value: string): Bounded => ({ value, radius: undefined, rough: false });
const not = ({ never, always, trigger }: Decided): Decided => ({ never: always, always: never, trigger });
