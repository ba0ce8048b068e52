import { REST } from "../model/agents/kind.ts";

/**
 * The intermediate form: a rule as pure expressions, and statements that keep its branches.
 * Rules called by rules are inlined, names are resolved, and every expression has a type.
 */

export type Unary = "neg" | "abs" | "sqrt";
export type Binary = "add" | "sub" | "mul" | "div" | "min" | "max";
export type Comparison = "lt" | "le" | "gt" | "ge" | "eq" | "ne";

/** A number. `input`: the same for all agents; `column`: of the agent at hand. */
export type NumberExpr =
  | { readonly op: "const"; readonly value: number }
  | { readonly op: "input" | "column" | "local"; readonly name: string }
  | { readonly op: Unary; readonly a: NumberExpr }
  | { readonly op: Binary; readonly a: NumberExpr; readonly b: NumberExpr }
  | { readonly op: "select"; readonly test: BooleanExpr; readonly a: NumberExpr; readonly b: NumberExpr };

export type BooleanExpr =
  | { readonly op: "true" | "false" }
  | { readonly op: "flag"; readonly name: string }
  | { readonly op: Comparison; readonly a: NumberExpr; readonly b: NumberExpr }
  | { readonly op: "not"; readonly a: BooleanExpr }
  | { readonly op: "and" | "or"; readonly a: BooleanExpr; readonly b: BooleanExpr };

/** `local` names a number, `flag` a boolean; each has one kind of value for good. */
export type Stmt =
  | { readonly op: "local"; readonly name: string; readonly value: NumberExpr }
  | { readonly op: "flag"; readonly name: string; readonly value: BooleanExpr }
  | { readonly op: "store"; readonly column: string; readonly value: NumberExpr }
  | { readonly op: "add"; readonly sum: string; readonly value: NumberExpr }
  | If
  | { readonly op: "return"; readonly decision: number };

export interface If {
  readonly op: "if";
  readonly test: BooleanExpr;
  readonly yes: readonly Stmt[];
  readonly no: readonly Stmt[];
}

/** `if (…) return REST;` */
export const rests = ({ yes: [first, ...rest], no }: If): boolean =>
  first?.op === "return" && first.decision === REST && rest.length === 0 && no.length === 0;

/** May any of these statements return? */
export const returns = (statements: readonly Stmt[]): boolean =>
  statements.some((s) => s.op === "return" || (s.op === "if" && (returns(s.yes) || returns(s.no))));

/** Call `visit` with every statement, those of branches too, in the order of the text. */
export const eachStatement = (statements: readonly Stmt[], visit: (s: Stmt) => void): void => {
  for (const s of statements) {
    visit(s);
    if (s.op === "if") for (const side of [s.yes, s.no]) eachStatement(side, visit);
  }
};

export const not = (a: BooleanExpr): BooleanExpr => {
  if (a.op === "true") return { op: "false" };
  if (a.op === "false") return { op: "true" };
  return a.op === "not" ? a.a : { op: "not", a };
};

/** Conjunction, with ¬a ∧ ¬b kept as ¬(a ∨ b): a mask is then inverted once, or not at all. */
export const and = (a: BooleanExpr, b: BooleanExpr): BooleanExpr => {
  if (a.op === "true" || b.op === "false") return b;
  if (b.op === "true" || a.op === "false") return a;
  return a.op === "not" && b.op === "not" ? not(or(a.a, b.a)) : { op: "and", a, b };
};

export const or = (a: BooleanExpr, b: BooleanExpr): BooleanExpr => {
  if (a.op === "false" || b.op === "true") return b;
  if (b.op === "false" || a.op === "true") return a;
  return a.op === "not" && b.op === "not" ? not(and(a.a, b.a)) : { op: "or", a, b };
};

/** Comparison, decided at once between constants. */
export const compare = (op: Comparison, a: NumberExpr, b: NumberExpr): BooleanExpr => {
  if (a.op !== "const" || b.op !== "const") return { op, a, b };
  const [x, y] = [a.value, b.value];
  const holds = { lt: x < y, le: x <= y, gt: x > y, ge: x >= y, eq: x === y, ne: x !== y }[op];
  return { op: holds ? "true" : "false" };
};

/** Quotient; by a power of two it is a product, to the bit. */
export const divide = (a: NumberExpr, b: NumberExpr): NumberExpr => {
  if (b.op !== "const" || !isPowerOfTwo(b.value)) return { op: "div", a, b };
  return { op: "mul", a, b: { op: "const", value: 1 / b.value } };
};

function isPowerOfTwo(value: number): boolean {
  const [bits] = new BigUint64Array(Float64Array.of(value).buffer);
  const exponent = (bits >> 52n) & 0x7ffn;
  // Neither it nor its reciprocal is denormal or infinite.
  return (bits & 0xfffffffffffffn) === 0n && exponent > 0n && exponent < 2046n;
}
