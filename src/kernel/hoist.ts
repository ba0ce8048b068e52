import { type BooleanExpr, eachStatement, type NumberExpr, type Stmt } from "./ir.ts";
import { isBoolean } from "./scope.ts";

type Expr = NumberExpr | BooleanExpr;

export interface Hoisted {
  /** Computed once per pass: locals and flags that depend on inputs alone. */
  readonly once: readonly Stmt[];
  readonly perAgent: readonly Stmt[];
}

/** Move what is the same for all agents out of their loop; everything is pure, so no value changes. */
export function hoist(statements: readonly Stmt[]): Hoisted {
  const variables = assignedTwice(statements);
  const once: Stmt[] = [];
  const uniform = new Set<string>();
  const names = new Map<string, string>();

  const isUniform = (e: Expr): boolean => {
    if (e.op === "column") return false;
    if (e.op === "local" || e.op === "flag") return uniform.has(e.name);
    return operands(e).every(isUniform);
  };
  const lift = <E extends Expr>(e: E): E => {
    if (["const", "true", "false", "input", "local", "flag", "column"].includes(e.op)) return e;
    if (!isUniform(e)) return mapOperands(e, lift);
    const op = isBoolean(e) ? "flag" : "local";
    const key = JSON.stringify(e, (_, value) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : Object.is(value, -0) ? "-0" : value));
    const name = names.get(key) ?? `once:${names.size}`;
    if (!names.has(key)) {
      names.set(key, name);
      uniform.add(name);
      once.push({ op, name, value: e } as unknown as Stmt);
    }
    return { op, name } as E;
  };
  const walk = (list: readonly Stmt[]): Stmt[] =>
    list.flatMap((s): Stmt[] => {
      if (s.op === "if") return [{ ...s, test: lift(s.test), yes: walk(s.yes), no: walk(s.no) }];
      if (s.op === "return") return [s];
      if ((s.op === "local" || s.op === "flag") && !variables.has(s.name) && isUniform(s.value)) {
        uniform.add(s.name);
        once.push(s);
        return [];
      }
      return [{ ...s, value: lift(s.value) } as Stmt];
    });
  const perAgent = walk(statements);
  return { once, perAgent };
}

/** The locals that are variables: assigned more than once. */
export function assignedTwice(statements: readonly Stmt[]): Set<string> {
  const once = new Set<string>();
  const twice = new Set<string>();
  eachStatement(statements, (s) => {
    if (s.op === "local" || s.op === "flag") (once.has(s.name) ? twice : once).add(s.name);
  });
  return twice;
}

export function operands(e: Expr): Expr[] {
  const parts = e as { readonly test?: Expr; readonly a?: Expr; readonly b?: Expr };
  return [parts.test, parts.a, parts.b].filter((part) => part !== undefined);
}

function mapOperands<E extends Expr>(e: E, map: (part: Expr) => Expr): E {
  const parts = Object.entries(e).map(([key, part]) => [key, ["test", "a", "b"].includes(key) ? map(part as Expr) : part]);
  return Object.fromEntries(parts) as E;
}
