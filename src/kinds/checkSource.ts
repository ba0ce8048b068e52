import type { AnyNode, Program } from "acorn";
import type { Finding } from "../config/errors.ts";
import { place } from "./places.ts";
import { type SourceModule, walk } from "./readModules.ts";

/** Members of Math that are exact by standard: the same bits on every engine. */
const EXACT = /^(abs|ceil|floor|fround|imul|max|min|round|sign|sqrt|trunc|[A-Z].*)$/;

/** What is not the same at another time or on another machine. */
const SURROUNDINGS = new Set(["Date", "performance", "process", "crypto", "globalThis"]);

/**
 * What can be seen in the code of a kind without running it: that there is a default export, and nothing
 * that would give other numbers on another engine or at another time.
 *
 * @param modules the module itself first
 */
export function checkSource(modules: readonly SourceModule[]): Finding[] {
  const [{ file, program }] = modules;
  if (!exportsDefault(program)) {
    const hint = /\bmodule\.exports\b/.test(modules[0].text) ? "module.exports belongs to CommonJS" : undefined;
    return [{ file, path: "", message: "there is no default export", expected: "export default kind({ … })", hint }];
  }
  const findings: Finding[] = [];
  for (const module of modules) {
    walk(module.program, (node) => {
      const complaint = inexact(node);
      if (complaint) findings.push({ ...place(module, node.start), ...complaint });
    });
  }
  return findings;
}

function exportsDefault({ body }: Program): boolean {
  return body.some((statement) => {
    if (statement.type === "ExportDefaultDeclaration") return true;
    if (statement.type !== "ExportNamedDeclaration") return false;
    return statement.specifiers.some(({ exported }) => exported.type === "Identifier" && exported.name === "default");
  });
}

function inexact(node: AnyNode): Pick<Finding, "message" | "expected"> | undefined {
  if (node.type === "ImportExpression") return { message: "a kind cannot use import()", expected: "an import statement" };
  if ((node.type === "BinaryExpression" || node.type === "AssignmentExpression") && node.operator.startsWith("**")) return lastDigit(node.operator);
  if (node.type === "MemberExpression" && node.object.type === "Identifier") {
    const member = node.property.type === "Identifier" ? node.property.name : "";
    if (SURROUNDINGS.has(node.object.name)) return surroundings(node.object.name);
    if (node.object.name !== "Math" || EXACT.test(member)) return undefined;
    if (member !== "random") return lastDigit(`Math.${member}`);
    return { message: "Math.random gives other numbers every time", expected: "a perAgent parameter to draw from" };
  }
  if ((node.type !== "NewExpression" && node.type !== "CallExpression") || node.callee.type !== "Identifier") return undefined;
  return SURROUNDINGS.has(node.callee.name) ? surroundings(node.callee.name) : undefined;
}

const lastDigit = (what: string) => ({
  message: `engines differ in the last digit of ${what}`,
  expected: "+ − × ÷, Math.min, max, abs, sqrt, or exp, log and pow of yenwind/kind",
});

const surroundings = (what: string) => ({
  message: `a kind cannot use ${what}`,
  expected: "numbers that depend on parameters and markets alone",
});
