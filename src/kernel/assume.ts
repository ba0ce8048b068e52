import { operands } from "./hoist.ts";
import { and, type BooleanExpr, compare, eachStatement, not, type NumberExpr, or, type Stmt } from "./ir.ts";
import { isBoolean } from "./scope.ts";

type Inputs = ReadonlyMap<string, number>;

/** Statements as they are while some inputs have these values. */
export function assume(statements: readonly Stmt[], inputs: Inputs): Stmt[] {
  return statements.flatMap((s): Stmt[] => {
    if (s.op === "return") return [s];
    if (s.op !== "if") return [{ ...s, value: isBoolean(s.value) ? condition(s.value, inputs) : number(s.value, inputs) } as Stmt];
    const [test, yes, no] = [condition(s.test, inputs), assume(s.yes, inputs), assume(s.no, inputs)];
    if (test.op === "true") return yes;
    return test.op === "false" ? no : [{ ...s, test, yes, no }];
  });
}

function number(e: NumberExpr, inputs: Inputs): NumberExpr {
  switch (e.op) {
    case "const":
    case "column":
    case "local":
      return e;
    case "input":
      return inputs.has(e.name) ? { op: "const", value: inputs.get(e.name)! } : e;
    case "select": {
      const [test, a, b] = [condition(e.test, inputs), number(e.a, inputs), number(e.b, inputs)];
      if (test.op === "true") return a;
      return test.op === "false" ? b : { ...e, test, a, b };
    }
    case "neg":
    case "abs":
    case "sqrt":
      return { ...e, a: number(e.a, inputs) };
  }
  return { ...e, a: number(e.a, inputs), b: number(e.b, inputs) };
}

function condition(e: BooleanExpr, inputs: Inputs): BooleanExpr {
  switch (e.op) {
    case "true":
    case "false":
    case "flag":
      return e;
    case "not":
      return not(condition(e.a, inputs));
    case "and":
    case "or":
      return (e.op === "and" ? and : or)(condition(e.a, inputs), condition(e.b, inputs));
  }
  return compare(e.op, number(e.a, inputs), number(e.b, inputs));
}

/** Does any of the statements read this input? */
export function readsInput(statements: readonly Stmt[], input: string): boolean {
  const reads = (e: NumberExpr | BooleanExpr): boolean => (e.op === "input" && e.name === input) || operands(e).some(reads);
  let found = false;
  eachStatement(statements, (s) => {
    if (s.op !== "return") found ||= reads(s.op === "if" ? s.test : s.value);
  });
  return found;
}
