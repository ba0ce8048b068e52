import type { AssignmentExpression, BlockStatement, Function as FunctionNode, Statement } from "acorn";
import { Expressions, type Role } from "./expressions.ts";
import type { Stmt } from "./ir.ts";
import type { Found, Modules } from "./modules.ts";
import { Scope } from "./scope.ts";

/**
 * Translate `decide(i, a, m, k, f)` of a kind, or `settle(i, a, s)`, into the intermediate form:
 * rules are inlined, branches and writes stay. Inputs are named after the parameter they come
 * from: `m.ust`, `k.buffer`.
 *
 * @param roles what the parameters stand for, in order
 * @throws KernelError for whatever lies outside the subset of docs/extending.md
 */
export function translate(modules: Modules, { module, node }: Found, roles: readonly Role[]): Stmt[] {
  const expressions = new Expressions(modules, module);
  const { params, body, async, generator } = node as FunctionNode;
  if (async || generator) expressions.refuse(node, async ? "async" : "a generator", "Write a plain function.");
  params.forEach((param, n) => {
    if (param.type !== "Identifier") expressions.refuse(param, "a parameter that is not a plain name", "Name the parameter and write its fields out, as in m.ust.");
    else expressions.roles.set(param.name, roles[n]);
  });
  return block(expressions, body as BlockStatement, new Scope());
}

function block(expressions: Expressions, node: Statement, outer: Scope): Stmt[] {
  const before = expressions.out;
  const own: Stmt[] = (expressions.out = []);
  const scope = new Scope(outer);
  for (const inner of node.type === "BlockStatement" ? node.body : [node]) statement(expressions, inner, scope);
  expressions.out = before;
  return own;
}

function statement(expressions: Expressions, node: Statement, scope: Scope): void {
  switch (node.type) {
    case "VariableDeclaration":
      return expressions.declare(node, scope);
    case "ExpressionStatement":
      if (node.expression.type === "AssignmentExpression") expressions.out.push(assignment(expressions, node.expression, scope));
      else {
        expressions.value(node.expression, scope);
        expressions.refuse(node, "a value that is not used", "Assign it, or leave it out.");
      }
      return;
    case "IfStatement": {
      const test = expressions.boolean(node.test, scope);
      const yes = block(expressions, node.consequent, scope);
      const no = node.alternate ? block(expressions, node.alternate, scope) : [];
      if (test.op === "true") expressions.out.push(...yes);
      else if (test.op === "false") expressions.out.push(...no);
      else expressions.out.push({ op: "if", test, yes, no });
      return;
    }
    case "BlockStatement":
      expressions.out.push(...block(expressions, node, scope));
      return;
    case "ReturnStatement": {
      const value = node.argument ? expressions.value(node.argument, scope) : { op: "const", value: 0 };
      if (value.op !== "const" || ![0, 1, 2].includes(value.value)) {
        return expressions.refuse(node, "a return of something else than a decision", "Return REST, ORDERED or DEFAULTED, each on its own.");
      }
      expressions.out.push({ op: "return", decision: value.value });
      return;
    }
    case "EmptyStatement":
      return;
  }
  expressions.refuse(node, `a statement of type ${node.type}`, "Use const, let, if, assignments and return.");
}

function assignment(expressions: Expressions, node: AssignmentExpression, scope: Scope): Stmt {
  const { left, right, operator } = node;
  if (left.type === "Identifier") {
    const target = expressions.target(left, scope) as { op: "local" | "flag"; name: string };
    return { op: target.op, name: target.name, value: expressions.assigned(node, target, scope) } as Stmt;
  }
  if (left.type !== "MemberExpression") return expressions.refuse(left, "this target of an assignment", "Assign to a variable, a column a.name[i] or a sum f.name.");
  const { role, name } = expressions.member(left);
  if (role.as === "columns") {
    return { op: "store", column: name, value: expressions.number(right, scope, expressions.assigned(node, { op: "column", name }, scope)) };
  }
  if (role.as === "inputs") return expressions.refuse(left, `an assignment to ${name}`, "Markets and scalars can only be read.");
  if (operator !== "+=" && operator !== "-=") return expressions.refuse(left, `the sum ${name} with the operator ${operator}`, "Add to it with += or -=.");
  const value = expressions.number(right, scope);
  return { op: "add", sum: name, value: operator === "-=" ? { op: "neg", a: value } : value };
}
