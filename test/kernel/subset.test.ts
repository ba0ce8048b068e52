import { describe, expect, test } from "vitest";
import { compileText, refusal } from "./refusal.ts";

const decide = (body: string) => `export function decide(i, a, m, k, f) {\n  ${body}\n}\n`;

/** Refused at «, with this construct and a hint. */
function expectRefusal(marked: string, construct: string | RegExp, hint: RegExp = /^[A-Z].*\.$/): void {
  const refused = refusal(marked);
  expect(refused, "it is compiled").toBeDefined();
  const { error, place, expected } = refused!;
  expect(error.construct).toMatch(construct);
  expect(error.hint).toMatch(hint);
  expect(place).toBe(expected);
  expect(error.message).toBe(`kind.mjs:${place}: ${error.construct}. ${error.hint}`);
}

describe("refused in decide, with line, column, construct and a hint", () => {
  test.each<[string, string | RegExp, RegExp?]>([
    // Statements.
    ["«for (let n = 0; n < 3; n += 1) a.x[i] += n; return 0;", "a statement of type ForStatement", /Use const, let, if/],
    ["«for (const x of a.x) a.y[i] += x; return 0;", "a statement of type ForOfStatement"],
    ["«for (const x in m) a.y[i] += 1; return 0;", "a statement of type ForInStatement"],
    ["«while (a.x[i] > 0) a.x[i] -= 1; return 0;", "a statement of type WhileStatement"],
    ["«do a.x[i] -= 1; while (a.x[i] > 0); return 0;", "a statement of type DoWhileStatement"],
    ["«switch (1) { default: return 0; }", "a statement of type SwitchStatement"],
    ["«throw m.ust;", "a statement of type ThrowStatement"],
    ["«try { a.x[i] = 1; } finally { a.y[i] = 1; } return 0;", "a statement of type TryStatement"],
    ["«here: { break here; } return 0;", "a statement of type LabeledStatement"],
    ["«function g() { return 1; } return 0;", "a statement of type FunctionDeclaration"],
    ["«class G {} return 0;", "a statement of type ClassDeclaration"],
    ["let n = 1; «n++; return 0;", "the operator ++", /\+= 1/],
    ["«--a.x[i]; return 0;", "the operator --", /-= 1/],
    ["«a.x[i] + 1; return 0;", "a value that is not used", /leave it out/],
    // Declarations.
    ["«var x = 1; return 0;", /^var$/, /const or let/],
    ["const «{ ust } = m; return 0;", "destructuring", /a\.ust\[i\]/],
    ["const «[x] = a.x; return 0;", "destructuring"],
    ["let «x; x = 1; return 0;", "x without a value"],
    ["{ const «m = 1; a.x[i] = m; } return 0;", "a variable with the name of the parameter m"],
    ["if (m.ust > 1) { const «k = 1; a.x[i] = k; } return 0;", "a variable with the name of the parameter k"],
    // Assignments.
    ["const x = a.y[i]; «x = 1; return 0;", "an assignment to the constant x", /let/],
    ["const x = 1; «x += 1; return 0;", "an assignment to the constant x"],
    ["«z = 1; return 0;", "an assignment to z"],
    ["«i = 1; return 0;", "an assignment to i"],
    ["«a = 1; return 0;", "an assignment to a"],
    ["«m.ust = 1; return 0;", "an assignment to ust", /only be read/],
    ["«k.k0 += 1; return 0;", "an assignment to k0", /only be read/],
    ["«f.n0 = 1; return 0;", "the sum n0 with the operator =", /\+= or -=/],
    ["«f.n0 *= 2; return 0;", "the sum n0 with the operator *="],
    ["let x = 1; x *= «2; return 0;", "the operator *="],
    ["a.x[i] **= «2; return 0;", "the operator **="],
    ["let x = a.x[i] > 0; x ||= «m.ust > 1; return 0;", "the operator ||="],
    ["let x = 1; x = «m.ust > 1; return 0;", "a variable that changes between number and boolean"],
    ["a.x[i] = «m.ust > 1; return 0;", "a variable that changes between number and boolean"],
    ["«[a.x[i], a.y[i]] = [1, 2]; return 0;", "this target of an assignment"],
    // Operators and literals.
    ["a.x[i] = «2 ** 3; return 0;", "the operator **", /Use \+ - \* \//],
    ["a.x[i] = «a.y[i] % 2; return 0;", "the operator %"],
    ["a.x[i] = «a.y[i] | 0; return 0;", "the operator |"],
    ["if («a.x[i] == 1) return 1; return 0;", "the operator =="],
    ["if («a.x[i] != 1) return 1; return 0;", "the operator !="],
    ["a.x[i] = «+a.y[i]; return 0;", "the operator +"],
    ["a.x[i] = «~a.y[i]; return 0;", "the operator ~"],
    ["a.x[i] = «typeof a.y[i]; return 0;", "the operator typeof"],
    ["a.x[i] = «a.y[i] ?? 1; return 0;", "the operator ??"],
    ["a.x[i] = («1, 2); return 0;", "an expression of type SequenceExpression"],
    ["a.x[i] = «a?.y[i]; return 0;", "an expression of type ChainExpression"],
    ["const x = «\"one\"; return 0;", "the literal \"one\"", /arithmetic on numbers/],
    ["a.x[i] = «`${m.ust}`; return 0;", "an expression of type TemplateLiteral"],
    ["a.x[i] = «1n; return 0;", "the literal 1n"],
    ["a.x[i] = «null; return 0;", "the literal null"],
    ["a.x[i] = «/x/; return 0;", "the literal /x/"],
    ["const x = «{ y: 1 }; return 0;", "an expression of type ObjectExpression"],
    ["const x = «[1]; return 0;", "an expression of type ArrayExpression"],
    ["const g = «() => 1; return 0;", "an expression of type ArrowFunctionExpression"],
    ["const g = «function () { return 1; }; return 0;", "an expression of type FunctionExpression"],
    ["a.x[i] = «new Date(); return 0;", "an expression of type NewExpression"],
    ["a.x[i] = «this; return 0;", "an expression of type ThisExpression"],
    ["let x = 1; const y = («x = 2); return 0;", "an expression of type AssignmentExpression"],
    // Types.
    ["if («a.x[i]) return 1; return 0;", "a number where a condition is needed", /x !== 0/],
    ["if (!«a.x[i]) return 1; return 0;", "a number where a condition is needed"],
    ["if (m.ust > 1 && «a.x[i]) return 1; return 0;", "a number where a condition is needed"],
    ["a.x[i] = 1 + («m.ust > 1); return 0;", "a boolean where a number is needed", /\? 1 : 0/],
    ["f.n0 += «m.ust > 1; return 0;", "a boolean where a number is needed"],
    ["const x = Math.min(1, «true); return 0;", "a boolean where a number is needed"],
    ["const x = «m.ust > 1 ? 1 : true; return 0;", "a number on one side and a boolean on the other"],
    // Names.
    ["a.x[i] = «y; return 0;", "the name y"],
    ["a.x[i] = «undefined; return 0;", "the name undefined"],
    ["a.x[i] = «i; return 0;", "the name i", /only be used with a field/],
    ["a.x[i] = «m; return 0;", "the name m"],
    ["a.x[i] = «a.casch[i]; return 0;", "there is no a.casch", /It has cash, yen/],
    ["«a.casch[i] = 1; return 0;", "there is no a.casch"],
    ["a.x[i] = «m.usd_jpy; return 0;", "there is no m.usd_jpy", /usdjpy/],
    ["a.x[i] = «k.k1; return 0;", "there is no k.k1", /It has k0/],
    ["«f.n1 += 1; return 0;", "there is no f.n1", /It has carry_ust, n0/],
    ["a.x[i] = «f.n0; return 0;", "the sum n0 is read", /only be added to/],
    ["a.x[i] = «a.y[j]; return 0;", "an element that is not the agent's own", /a\.name\[i\]/],
    ["a.x[i] = «a.y[0]; return 0;", "an element that is not the agent's own"],
    ["a.x[i] = «a.y[i + 1]; return 0;", "an element that is not the agent's own"],
    ["a.x[i] = «a.y; return 0;", "an element that is not the agent's own"],
    ["a.x[i] = «m.ust[i]; return 0;", "an element that is not the agent's own"],
    ["a.x[i] = «a[\"y\"][i]; return 0;", "this kind of access"],
    ["a.x[i] = «m[\"ust\"]; return 0;", "this kind of access"],
    ["a.x[i] = «a.y.length; return 0;", "this kind of access"],
    ["a.x[i] = «i.x; return 0;", "i.x"],
    ["a.x[i] = «Math.PI; return 0;", "Math.PI"],
    // Calls.
    ["a.x[i] = «Math.random(); return 0;", "Math.random", /min, max, abs or sqrt/],
    ["a.x[i] = «Math.exp(a.y[i]); return 0;", "Math.exp", /differ between engines/],
    ["a.x[i] = «Math.abs(1, 2); return 0;", "Math.abs"],
    ["a.x[i] = «Math.min(); return 0;", "Math.min"],
    ["a.x[i] = «Math[\"min\"](1, 2); return 0;", "Math.", /Use Math\.min/],
    ["a.x[i] = Math.min(«...a.y); return 0;", "a spread argument"],
    ["a.x[i] = «Number(1); return 0;", "a call of Number"],
    ["a.x[i] = «a.y.at(0); return 0;", "a call of a value"],
    ["a.x[i] = «(() => 1)(); return 0;", "a call of a value"],
    // Decisions.
    ["«return 3;", "a return of something else than a decision", /REST, ORDERED or DEFAULTED, each on its own/],
    ["«return a.x[i];", "a return of something else than a decision"],
    ["«return m.ust > 1 ? 1 : 0;", "a return of something else than a decision"],
    ["«return true;", "a return of something else than a decision"],
    ["«return 0.5;", "a return of something else than a decision"],
  ])("%s", (body, construct, hint) => {
    expectRefusal(decide(body), construct, hint);
  });
});

describe("refused around decide", () => {
  test.each<[string, string, string | RegExp]>([
    ["a parameter taken apart", "export function decide(i, a, «{ ust }, k, f) { return 0; }", "a parameter that is not a plain name"],
    ["a default of a parameter", "export function decide(i, a, m, k, «f = {}) { return 0; }", "a parameter that is not a plain name"],
    ["an asynchronous function", "export «async function decide(i, a, m, k, f) { return 0; }", "async"],
    ["a generator", "export «function* decide(i, a, m, k, f) { return 0; }", "a generator"],
    ["a variable of the module", `let speed = 1;\n${decide("a.x[i] = «speed; return 0;")}`, "the name speed"],
    ["a parameter that hides a constant of the module", `const k = 1;\n${decide("a.x[i] = «k; return 0;")}`, "the name k"],
    ["a rule as a value", `const rule = () => 1;\n${decide("a.x[i] = «rule; return 0;")}`, "the name rule"],
    ["a constant that needs more than arithmetic", `const y = «Math.exp(1);\n${decide("a.x[i] = y; return 0;")}`, "Math.exp"],
    ["a syntax error", decide("a.x[i] = «; return 0;"), "Unexpected token"],
  ])("%s", (_, text, construct) => {
    expectRefusal(text, construct);
  });
});

describe("refused in a rule that decide calls", () => {
  const rule = (text: string) => `${text}\n${decide("a.x[i] = rule(a.y[i], 2); return 0;")}`;
  test.each<[string, string, string | RegExp]>([
    ["a way through without a return", "«function rule(x) { if (x > 1) return 1; }", "a rule that may end without a return"],
    ["no return at all", "«function rule(x) { const y = x; }", "a rule that may end without a return"],
    ["a return without a value", "function rule(x) { «return; }", "a statement of type ReturnStatement in a rule"],
    ["a loop", "function rule(x) {\n  «while (x > 1) x -= 1;\n  return x;\n}", "a statement of type WhileStatement in a rule"],
    ["recursion", "function rule(x) { return x > 1 ? «rule(x - 1) : 1; }", "rule calls itself"],
    ["recursion through another rule", "function other(x) { return «rule(x); }\nfunction rule(x) { return other(x); }", "rule calls itself"],
    ["a parameter taken apart", "function rule(«{ x }) { return x; }", "a parameter that is not a plain name"],
    ["an argument that is not given", "«function rule(x, y, z) { return x + y + z; }", "rule without its argument z"],
    ["the columns", "function rule(x) { return «a.cash[0]; }", "a.cash"],
    ["the market", "function rule(x) { return x * «m.ust; }", "m.ust"],
    ["a write to a column", "function rule(x) { «a.x[i] = x; return x; }", "a statement of type ExpressionStatement in a rule"],
    ["an assignment to a constant", "function rule(x) { const y = x; «y = 2; return y; }", "an assignment to the constant y"],
    ["an assignment to a variable of the module", "let y = 1;\nfunction rule(x) { «y = x; return y; }", "an assignment to y"],
    ["var", "function rule(x) { «var y = x; return y; }", "var"],
    ["a number on one way and a boolean on the other", "function rule(x) { «if (x > 1) return 1; return x > 0; }", "a number on one side and a boolean on the other"],
  ])("%s", (_, text, construct) => {
    expectRefusal(rule(text), construct);
  });

  test.each([["async function rule(x) { return x; }"], ["function* rule(x) { return x; }"], ["let rule = (x) => x;"], ["import * as rule from \"./rules.mjs\";"]])("%s", (text) => {
    expectRefusal(`${text}\n${decide("a.x[i] = «rule(a.y[i]); return 0;")}`, "a call of rule");
  });

  test("in another module, with its name", () => {
    const text = `import { rule } from "./rules.mjs";\n${decide("a.x[i] = rule(1); return 0;")}`;
    const { error } = refusal(text, { "rules.mjs": "\n  export const rule = (x) => x % 2;" })!;
    expect(error.message).toMatch(/^rules\.mjs:2:30: the operator %\. Use /);
  });
});

describe("compiled", () => {
  test.each([
    ["everything that docs/extending.md lists", "const x = a.x[i]; let y = x > 1; if (y && !(x < 2) || m.ust === 1) { a.y[i] = -x; f.n0 -= 1; return; } else y = false; { a.x[i] += Math.sqrt(Math.abs(Math.min(x, 1, 2))); } ; if (y) return 1; return 2;"],
    ["no return at the end", "if (m.ust > 1) return 1;"],
    ["a name of a parameter's field", "const cash = a.cash[i]; a.x[i] = cash; return 0;"],
  ])("%s", (_, body) => {
    expect(compileText(decide(body))).toContain("decide_holder");
  });

  test("rules and constants by import, under another name, as a default, and through other modules", () => {
    const text = `import { one as first, TWO } from "./rules.mjs"; import third from "./third.mjs";\n${decide("a.x[i] = first(a.x[i]) + third(TWO); return 0;")}`;
    const others = {
      "rules.mjs": 'export * from "./more.mjs"; export { inner as one } from "./inner.mjs";',
      "more.mjs": "export const TWO = 2;",
      "inner.mjs": "function hidden(x) { return x + 1; } export { hidden as inner };",
      "third.mjs": "export default function third(x) { return x * 3; }",
    };
    expect(compileText(text, others)).toContain("decide_holder");
  });
});
