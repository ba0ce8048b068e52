import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseAst } from "vite";
import { KINDS } from "../../src/model/agents/index.ts";

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const compiled = join(import.meta.dirname, "../../dist/src/model");
const MATH = new Set(["min", "max", "abs", "sqrt"]);
const OPERATORS = new Set(["+", "-", "*", "/", "<", "<=", ">", ">=", "===", "!==", "&&", "||", "!"]);
const STATEMENTS = new Set([
  "BlockStatement", "VariableDeclaration", "VariableDeclarator", "ExpressionStatement", "IfStatement", "ReturnStatement",
]);
const EXPRESSIONS = new Set([
  "Identifier", "Literal", "ConditionalExpression", "BinaryExpression", "LogicalExpression", "UnaryExpression",
]);

/** Bodies of the rules, by name, from the compiled files. */
const rules = new Map<string, Node>();
for (const file of readdirSync(join(compiled, "rules"))) {
  if (!file.endsWith(".js")) continue;
  for (const statement of program(readFileSync(join(compiled, "rules", file), "utf8"))) {
    const declared = statement.type === "ExportNamedDeclaration" ? (statement.declaration as Node) : statement;
    if (declared?.type === "FunctionDeclaration") rules.set((declared.id as Node).name as string, declared);
  }
}

function program(source: string): readonly Node[] {
  return (parseAst(source) as unknown as { body: Node[] }).body;
}

/** What lies outside the subset that the kernel can compile: scalar arithmetic, branches, columns, rules. */
function outside(node: Node, where: string): string[] {
  const refuse = (what: string) => [`${where}: ${what}`];
  const children = () =>
    Object.values(node)
      .flat()
      .filter((child): child is Node => typeof child === "object" && child !== null && "type" in child)
      .flatMap((child) => outside(child, where));
  switch (node.type) {
    case "CallExpression": {
      const callee = node.callee as Node;
      const given = (node.arguments as Node[]).flatMap((argument) => outside(argument, where));
      if (callee.type === "MemberExpression" && (callee.object as Node).name === "Math") {
        const name = (callee.property as Node).name as string;
        return MATH.has(name) ? given : refuse(`Math.${name}`);
      }
      const rule = rules.get(callee.name as string);
      return rule ? [...given, ...outside(rule.body as Node, `${where} › ${callee.name as string}`)] : refuse(`call of ${String(callee.name)}`);
    }
    case "MemberExpression": {
      // m.price, k.speed, f.sum, and a.column[i]
      const object = node.object as Node;
      const column = node.computed === true && object.type === "MemberExpression" && (node.property as Node).name === "i";
      const member = column ? object : node;
      return member.computed === false && (member.object as Node).type === "Identifier" ? [] : refuse("member access");
    }
    case "AssignmentExpression":
      return ["=", "+=", "-="].includes(node.operator as string) ? children() : refuse(`operator ${node.operator as string}`);
    default:
      if (!STATEMENTS.has(node.type) && !EXPRESSIONS.has(node.type)) return refuse(node.type);
      if ("operator" in node && !OPERATORS.has(node.operator as string)) return refuse(`operator ${node.operator as string}`);
      if (node.type === "VariableDeclaration" && node.kind === "var") return refuse("var");
      return children();
  }
}

/** Every compiled `decide` by the name of its kind. */
const decisions = new Map<string, Node>();
for (const file of readdirSync(join(compiled, "agents")).filter((name) => name.endsWith(".js"))) {
  collect(program(readFileSync(join(compiled, "agents", file), "utf8")));
}

function collect(nodes: readonly unknown[]): void {
  for (const node of nodes) {
    if (typeof node !== "object" || node === null) continue;
    const { type, properties } = node as Node;
    if (type === "ObjectExpression") {
      const value = (key: string) => (properties as Node[]).find((p) => (p.key as Node | undefined)?.name === key)?.value as Node | undefined;
      const decide = value("decide");
      if (decide) decisions.set(value("name")!.value as string, decide);
    }
    collect(Object.values(node).flat());
  }
}

test.each(KINDS.map((kind) => kind.name))("decide of %s is scalar arithmetic, branches and calls of rules only", (name) => {
  expect(outside(decisions.get(name)!.body as Node, name)).toEqual([]);
});

test("the trigger of hedge_fund needs no division and no minimum", () => {
  const source = readFileSync(join(compiled, "agents/hedgeFund.js"), "utf8");
  const [body] = source.slice(source.indexOf("decide(")).split("return REST;\n        const call");
  expect(body!.length).toBeGreaterThan(1000);
  expect(body).not.toMatch(/[^/*]\/[^/*]|Math\./);
});

test.each([
  ["for (const x of a) x;", "ForOfStatement"],
  ["const x = Math.exp(1);", "Math.exp"],
  ["const x = [1];", "ArrayExpression"],
  ["const x = unknown(1);", "call of unknown"],
  ["const x = 2 ** 3;", "operator **"],
  ["var x = 1;", "var"],
])("%s lies outside the subset", (statement, what) => {
  expect(outside(program(`function f() { ${statement} }`)[0]!.body as Node, "f")).toEqual([`f: ${what}`]);
});
