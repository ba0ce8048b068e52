import type { BooleanExpr, NumberExpr, Stmt } from "./ir.ts";
import { isBoolean } from "./scope.ts";

const OPERATORS: Readonly<Record<string, string>> = {
  add: "+", sub: "-", mul: "*", div: "/",
  lt: "<", le: "<=", gt: ">", ge: ">=", eq: "===", ne: "!==",
  and: "&&", or: "||",
};
const DECISIONS = ["REST", "ORDERED", "DEFAULTED"];

/** The intermediate form as text: the rule as it is compiled, everything that it calls written out. */
export function show(statements: readonly Stmt[], indent = ""): string {
  return statements.map((s) => indent + statement(s, indent)).join("\n");
}

function statement(s: Stmt, indent: string): string {
  switch (s.op) {
    case "local":
    case "flag":
      return `${s.name} = ${expression(s.value)}`;
    case "store":
      return `a.${s.column} = ${expression(s.value)}`;
    case "add":
      return `f.${s.sum} += ${expression(s.value)}`;
    case "return":
      return `return ${DECISIONS[s.decision]}`;
    case "if": {
      const side = (statements: readonly Stmt[]) => `{\n${show(statements, `${indent}  `)}\n${indent}}`;
      return `if ${expression(s.test)} ${side(s.yes)}${s.no.length > 0 ? ` else ${side(s.no)}` : ""}`;
    }
  }
}

function expression(e: NumberExpr | BooleanExpr): string {
  switch (e.op) {
    case "const":
      return String(e.value);
    case "true":
    case "false":
      return e.op;
    case "column":
      return `a.${e.name}`;
    case "input":
    case "local":
    case "flag":
      return e.name;
    case "neg":
      return `-${expression(e.a)}`;
    case "not":
      return `!${expression(e.a)}`;
    case "abs":
    case "sqrt":
      return `${e.op}(${expression(e.a)})`;
    case "min":
    case "max":
      return `${e.op}(${expression(e.a)}, ${expression(e.b)})`;
    case "select":
      return `(${expression(e.test)} ? ${expression(e.a)} : ${expression(e.b)})`;
  }
  const text = `${expression(e.a)} ${OPERATORS[e.op]} ${expression(e.b)}`;
  return isBoolean(e) && e.op !== "and" && e.op !== "or" ? text : `(${text})`;
}
