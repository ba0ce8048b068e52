import type { Tape } from "./tape.ts";

/** Names that a program may use where it is. */
interface Scope {
  readonly numbers: readonly string[];
  readonly booleans: readonly string[];
  /** Variables that can be assigned. */
  readonly lets: readonly string[];
}

interface Rule {
  readonly name: string;
  readonly parameters: readonly ("number" | "boolean")[];
  readonly gives: "number" | "boolean";
  /** About how many expressions a call becomes: what follows a branch is written out once for each side. */
  readonly weight: number;
}

/** What a program can read, write and add to. */
export interface Surroundings {
  readonly reads: readonly string[];
  readonly columns: readonly string[];
  readonly sums: readonly string[];
  /** What `return` may say. */
  readonly returns: readonly string[];
  /** It begins with a condition under which it returns at once. */
  readonly trigger?: boolean;
}

type Effects = Omit<Surroundings, "reads" | "trigger">;
const PURE: Effects = { columns: [], sums: [], returns: [] };

const CONSTANTS = ["0", "1", "-0", "2", "0.5", "-4", "3", "0.1", "-1.5", "1e-310", "5e-324", "1e308", "-1e308", "Infinity", "-Infinity", "NaN", "2.2250738585072014e-308", "8.98846567431158e+307", "1099511627776"];
const COMPARISONS = ["<", "<=", ">", ">=", "===", "!=="];
const DEEPEST = 3;
const HEAVIEST = 300;

/** Writes random programs within the subset of docs/extending.md, choice by choice from a tape. */
export class ProgramWriter {
  #tape: Tape;
  readonly #body: Tape;
  /** Begins every name at the top level. */
  readonly #prefix: string;
  readonly #top: string[] = [];
  readonly #constants: string[] = [];
  #rules: Rule[] = [];
  #fresh = 0;
  /** Expressions, and branches, of what is being written. */
  #weight = 0;
  #branches = 0;

  /** @param top chooses constants and rules; `body` the function itself */
  constructor(top: Tape, body: Tape, prefix: string) {
    this.#tape = top;
    this.#body = body;
    this.#prefix = prefix;
  }

  /** Constants and rules, then an exported function whose body begins with `first`. */
  write(header: string, { reads, trigger, ...effects }: Surroundings, first: readonly string[] = []): string {
    for (let n = this.#tape.below(3); n > 0; n--) this.#constant();
    for (let n = 1 + this.#tape.below(3); n > 0; n--) this.#rule();
    this.#tape = this.#body;
    this.#weight = 0;
    const scope: Scope = { numbers: [...reads, ...this.#constants], booleans: [], lets: [] };
    const begin = trigger ? [...first, `if (${this.#trigger(scope)}) return 0;`] : first;
    const body = this.#block(scope, effects, DEEPEST, 2 + this.#tape.below(7));
    return [...this.#top, `export ${header} {`, ...indented([...begin, ...body]), "}"].join("\n");
  }

  /** A condition that may depend on the time of day. */
  #trigger(scope: Scope): string {
    const condition = () => this.#boolean(scope, 2);
    return this.#tape.sometimes(8) ? `m.${this.#tape.of(["last_round", "new_day"])} === 1 ? ${condition()} : ${condition()}` : condition();
  }

  // Expressions.

  #number(scope: Scope, depth: number): string {
    const tape = this.#tape;
    this.#weight += 1;
    if (depth === 0 || tape.ended || tape.sometimes(4)) return this.#leaf(scope);
    const below = () => this.#number(scope, depth - 1);
    switch (tape.below(12)) {
      case 0: case 1: case 2: case 3:
        return `(${below()} ${tape.of(["+", "-", "*", "/"])} ${below()})`;
      case 4:
        return `(${below()} / ${tape.of(["2", "-0.5", "4", "1e-310", "8.98846567431158e+307", "0", "3"])})`;
      case 5:
        return `(- ${below()})`;
      case 6:
        return `Math.${tape.of(["abs", "sqrt"])}(${below()})`;
      case 7: case 8:
        return `Math.${tape.of(["min", "max"])}(${Array.from({ length: 1 + tape.below(3) }, below).join(", ")})`;
      case 9: case 10:
        return `(${this.#boolean(scope, depth - 1)} ? ${below()} : ${below()})`;
    }
    return this.#call(scope, depth, "number") ?? below();
  }

  #leaf({ numbers }: Scope): string {
    const tape = this.#tape;
    if (numbers.length === 0 || tape.sometimes(4)) return tape.of(CONSTANTS);
    // The latest names are the variables of the program.
    return tape.sometimes(8) ? tape.of(numbers.slice(-6)) : tape.of(numbers);
  }

  #boolean(scope: Scope, depth: number): string {
    const tape = this.#tape;
    const below = () => this.#boolean(scope, depth - 1);
    const kind = tape.below(10);
    if (depth > 0 && kind >= 6 && !tape.ended) {
      if (kind === 6) return `!${below()}`;
      if (kind === 7) return `(${below()} ? ${below()} : ${below()})`;
      if (kind === 8) return this.#call(scope, depth, "boolean") ?? below();
      return `(${below()} ${tape.of(["&&", "||"])} ${below()})`;
    }
    if (kind === 5) return scope.booleans.length > 0 ? tape.of(scope.booleans) : tape.of(["true", "false"]);
    const side = () => this.#number(scope, Math.max(0, depth - 1));
    return `(${side()} ${tape.of(COMPARISONS)} ${side()})`;
  }

  #call(scope: Scope, depth: number, gives: Rule["gives"]): string | undefined {
    const rules = this.#rules.filter((rule) => rule.gives === gives && this.#weight + rule.weight < HEAVIEST);
    if (rules.length === 0) return undefined;
    const { name, parameters, weight } = this.#tape.of(rules);
    this.#weight += weight;
    const args = parameters.map((parameter) => (parameter === "number" ? this.#number(scope, depth - 1) : this.#boolean(scope, depth - 1)));
    return `${name}(${args.join(", ")})`;
  }

  // The top level.

  #constant(): void {
    const name = `${this.#prefix}C${this.#constants.length}`;
    this.#top.push(`const ${name} = ${this.#number({ numbers: this.#constants, booleans: [], lets: [] }, 2)};`);
    this.#constants.push(name);
  }

  /** A rule may call the rules before it. */
  #rule(): void {
    const tape = this.#tape;
    const parameters = Array.from({ length: tape.below(4) }, () => tape.of(["number", "number", "boolean"] as const));
    this.#weight = this.#branches = 0;
    const rule = { name: `${this.#prefix}r${this.#rules.length}`, parameters, gives: tape.of(["number", "number", "boolean"] as const) };
    const named = (type: "number" | "boolean") => parameters.flatMap((each, n) => (each === type ? [`v${n}`] : []));
    const [numbers, booleans] = [named("number"), named("boolean")];
    const scope: Scope = { numbers: [...this.#constants, ...numbers], booleans, lets: [...numbers, ...booleans] };
    const list = parameters.map((_, n) => `v${n}`).join(", ");
    if (tape.sometimes(4)) this.#top.push(`const ${rule.name} = (${list}) => ${this.#value(scope, rule.gives)};`);
    else this.#top.push(`function ${rule.name}(${list}) {`, ...indented(this.#returning(scope, rule.gives, 2)), "}");
    this.#rules.push({ ...rule, weight: this.#weight * 2 ** this.#branches });
  }

  #value(scope: Scope, gives: Rule["gives"]): string {
    return gives === "number" ? this.#number(scope, 2) : this.#boolean(scope, 2);
  }

  /** The body of a rule: branches that return, branches that go on, a return at the end. */
  #returning(outer: Scope, gives: Rule["gives"], depth: number): string[] {
    const tape = this.#tape;
    const lines: string[] = [];
    let scope = outer;
    for (let n = tape.below(4); n > 0 && !tape.ended; n--) {
      if (depth > 0 && this.#branches < 4 && tape.sometimes(8)) {
        this.#branches += 1;
        const goesOn = () => this.#block(scope, PURE, 0, 1 + tape.below(3));
        const side = () => (tape.sometimes(6) ? this.#returning(scope, gives, depth - 1) : goesOn());
        lines.push(`if (${this.#boolean(scope, 1)}) {`, ...indented(side()), ...(tape.sometimes(6) ? ["} else {", ...indented(side())] : []), "}");
      } else scope = this.#variable(scope, lines);
    }
    return [...lines, `return ${this.#value(scope, gives)};`];
  }

  // Statements.

  /** A declaration or an assignment. @returns the names after it */
  #variable(scope: Scope, lines: string[]): Scope {
    const tape = this.#tape;
    const { numbers, booleans, lets } = scope;
    if (lets.length > 0 && tape.sometimes(10)) {
      const name = tape.of(lets);
      if (booleans.includes(name)) lines.push(`${name} = ${this.#boolean(scope, 2)};`);
      else lines.push(`${name} ${tape.of(["=", "=", "+=", "-="])} ${this.#number(scope, 2)};`);
      return scope;
    }
    const name = `w${this.#fresh++}`;
    return this.#declared(scope, name, lines, { numbers, booleans, lets });
  }

  #declared(scope: Scope, name: string, lines: string[], { numbers, booleans, lets }: Scope): Scope {
    const tape = this.#tape;
    const keyword = tape.of(["const", "let"]);
    const more = keyword === "let" ? [...lets, name] : lets;
    if (tape.sometimes(4)) {
      lines.push(`${keyword} ${name} = ${this.#boolean(scope, 2)};`);
      return { numbers, booleans: [...booleans, name], lets: more };
    }
    lines.push(`${keyword} ${name} = ${this.#number(scope, 3)};`);
    return { numbers: [...numbers, name], booleans, lets: more };
  }

  #block(outer: Scope, effects: Effects, depth: number, length: number): string[] {
    const tape = this.#tape;
    const lines: string[] = [];
    let scope = outer;
    const hidden = [...outer.numbers, ...outer.booleans].filter((name) => /^[vw]\d+$/.test(name));
    if (depth < DEEPEST && hidden.length > 0 && tape.sometimes(3)) {
      // A variable of the block that hides one outside.
      const name = tape.of(hidden);
      const without = (names: readonly string[]) => names.filter((each) => each !== name);
      const rest = { numbers: without(scope.numbers), booleans: without(scope.booleans), lets: without(scope.lets) };
      scope = this.#declared(rest, name, lines, rest);
    }
    const { columns, sums, returns } = effects;
    for (let n = length; n > 0 && !tape.ended; n--) {
      const kind = tape.below(16);
      if (kind >= 10 && depth > 0) {
        const inner = () => this.#block(scope, effects, depth - 1, 1 + tape.below(3));
        if (kind === 10 && returns.length > 0) lines.push("{", ...indented(inner()), "}");
        else if (kind <= 12 && returns.length > 0) lines.push(`if (${this.#boolean(scope, 2)}) ${tape.of(returns)}`);
        else lines.push(`if (${this.#boolean(scope, 2)}) {`, ...indented(inner()), ...(tape.sometimes(7) ? ["} else {", ...indented(inner())] : []), "}");
      } else if (kind >= 6 && columns.length > 0) {
        lines.push(`a.${tape.of(columns)}[i] ${tape.of(["=", "=", "+=", "-="])} ${this.#number(scope, 2)};`);
      } else if (kind >= 4 && sums.length > 0) {
        lines.push(`f.${tape.of(sums)} ${tape.of(["+=", "-="])} ${this.#number(scope, 2)};`);
      } else scope = this.#variable(scope, lines);
    }
    if (returns.length > 0 && (depth === DEEPEST || tape.sometimes(4))) lines.push(tape.of(returns));
    return lines;
  }
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
