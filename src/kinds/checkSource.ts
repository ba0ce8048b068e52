import type { AnyNode, Program } from "acorn";
import type { Finding } from "../config/errors.ts";
import type { SourceModule } from "./readModules.ts";
import { place, walk } from "./syntax.ts";

/** Members of Math that are exact by standard: the same bits on every engine. */
const EXACT = /^(abs|ceil|floor|fround|imul|max|min|round|sign|sqrt|trunc|[A-Z].*)$/;

/**
 * What can be seen in the code of a kind without running it: that there is a default export, and nothing
 * that would give other numbers on another engine or at another time.
 *
 * @param modules the module itself first
 */
export function checkSource(modules: readonly SourceModule[]): Finding[] {
  const [{ file, program }] = modules;
  const findings: Finding[] = [];
  if (!exportsDefault(program)) {
    findings.push({ file, path: "", message: "there is no default export", expected: "export default kind({ … })" });
  }
  for (const module of modules) {
    walk(module.program, (node) => {
      const found = complaint(node);
      if (found) findings.push({ ...place(module, node.start), ...found });
    });
  }
  return findings;
}

function exportsDefault({ body }: Program): boolean {
  return body.some((statement) => {
    if (statement.type === "ExportDefaultDeclaration") return true;
    if (statement.type !== "ExportNamedDeclaration") return false;
    return statement.specifiers.some(({ exported }) => (exported.type === "Identifier" ? exported.name : exported.value) === "default");
  });
}

function complaint(node: AnyNode): Pick<Finding, "message" | "expected"> | undefined {
  switch (node.type) {
    case "ImportExpression":
      return { message: "a kind cannot use import()", expected: "an import statement" };
    case "MemberExpression": {
      if (node.object.type !== "Identifier" || node.property.type !== "Identifier") return undefined;
      const [object, member] = [node.object.name, node.property.name];
      if (object === "Math" && member === "random") {
        return { message: "Math.random gives other numbers every time", expected: "a perAgent parameter to draw from" };
      }
      if (object === "Math" && !EXACT.test(member)) return inexact(`Math.${member}`);
      return object === "performance" && member === "now" ? clock : undefined;
    }
    case "BinaryExpression":
    case "AssignmentExpression":
      return node.operator.startsWith("**") ? inexact(node.operator) : undefined;
    case "NewExpression":
    case "CallExpression":
      return node.callee.type === "Identifier" && node.callee.name === "Date" ? clock : undefined;
    default:
      return undefined;
  }
}

const inexact = (what: string) => ({
  message: `engines differ in the last digit of ${what}`,
  expected: "+ − × ÷, Math.min, max, abs, sqrt, or exp, log and pow of yenwind/kind",
});

const clock = { message: "a kind cannot ask for the time", expected: "numbers that depend on parameters and markets alone" };
