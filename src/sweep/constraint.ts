import { type Expression, parseExpressionAt, type Node } from "acorn";

/** A condition on the parameters of a point. */
export type Constraint = (values: Readonly<Record<string, unknown>>) => boolean;

type Evaluate = (values: Readonly<Record<string, unknown>>) => unknown;

const BINARY: Readonly<Record<string, (a: never, b: never) => unknown>> = {
  "+": (a: number, b: number) => a + b,
  "-": (a: number, b: number) => a - b,
  "*": (a: number, b: number) => a * b,
  "/": (a: number, b: number) => a / b,
  "<": (a: number, b: number) => a < b,
  "<=": (a: number, b: number) => a <= b,
  ">": (a: number, b: number) => a > b,
  ">=": (a: number, b: number) => a >= b,
  "==": (a: unknown, b: unknown) => a === b,
  "!=": (a: unknown, b: unknown) => a !== b,
};

/**
 * A condition such as `leverage * 0.1 <= depth || model == "kou"`: numbers, texts, names of parameters,
 * + − * /, comparisons, && || !, parentheses.
 *
 * @throws Error saying what is wrong with the text
 */
export function parseConstraint(text: string, names: readonly string[]): Constraint {
  const expression = parsed(text);
  const evaluate = translate(expression, names);
  return (values) => evaluate(values) === true;
}

function parsed(text: string): Expression {
  let expression: Expression;
  try {
    expression = parseExpressionAt(text, 0, { ecmaVersion: 2022 });
  } catch (error) {
    throw new Error(`is not a condition: ${(error as Error).message}`, { cause: error });
  }
  if (text.slice(expression.end).trim() !== "") throw new Error(`is not a condition: ${JSON.stringify(text.slice(expression.end).trim())} is left over`);
  if (!isCondition(expression)) throw new Error("is not a condition: it compares nothing");
  return expression;
}

function isCondition(node: Node): boolean {
  const expression = node as Expression;
  if (expression.type === "LogicalExpression") return isCondition(expression.left) && isCondition(expression.right);
  if (expression.type === "UnaryExpression") return expression.operator === "!";
  return expression.type === "BinaryExpression" && /[<>=]/.test(expression.operator);
}

function translate(node: Node, names: readonly string[]): Evaluate {
  const expression = node as Expression;
  switch (expression.type) {
    case "Literal": {
      const { value } = expression;
      if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") return () => value;
      break;
    }
    case "Identifier": {
      const { name } = expression;
      if (!names.includes(name)) throw new Error(`${name} is no parameter of this sweep: ${names.join(", ")}`);
      return (values) => values[name];
    }
    case "UnaryExpression": {
      const operand = translate(expression.argument, names);
      if (expression.operator === "!") return (values) => operand(values) !== true;
      if (expression.operator === "-") return (values) => -(operand(values) as number);
      break;
    }
    case "LogicalExpression": {
      const [left, right] = [translate(expression.left, names), translate(expression.right, names)];
      if (expression.operator === "&&") return (values) => left(values) === true && right(values) === true;
      if (expression.operator === "||") return (values) => left(values) === true || right(values) === true;
      break;
    }
    case "BinaryExpression": {
      const operation = BINARY[expression.operator.replace("===", "==").replace("!==", "!=")];
      if (operation === undefined) break;
      const [left, right] = [translate(expression.left, names), translate(expression.right, names)];
      return (values) => operation(left(values) as never, right(values) as never);
    }
  }
  throw new Error("can hold numbers, texts, parameters, + - * /, comparisons, && || ! and parentheses only");
}
