import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { intermediate } from "../../src/kernel/compile.ts";
import { eachStatement, type Stmt } from "../../src/kernel/ir.ts";
import { show } from "../../src/kernel/show.ts";
import { builtInModel } from "../../src/kinds/model.ts";
import { findRules, scalarsByDefault } from "../../src/run/kernel.ts";

const { modules, kinds, settle } = findRules(builtInModel, scalarsByDefault);

test.each(kinds.map((source) => [source.kind.name, source] as const))("decide and settle of %s lie within the subset that the kernel compiles, all that they call included", (_, source) => {
  const rules = intermediate(modules, source, settle);
  const decisions = new Set<number>();
  const stores = new Set<string>();
  const sums = new Set<string>();
  eachStatement(rules.decide, (s) => {
    if (s.op === "return") decisions.add(s.decision);
    if (s.op === "store") stores.add(s.column);
    if (s.op === "add") sums.add(s.sum);
  });
  expect(decisions).toContain(1);
  // Every market and counter that the kind declares is traded and counted.
  const { flows, counters } = source.kind;
  const traded = Object.entries(flows).flatMap(([cause, markets]) => markets!.map((market) => ({ order: `order_${market}`, sum: `${cause}_${market}` })));
  for (const { order, sum } of traded) {
    expect(stores).toContain(order);
    expect(sums).toContain(sum);
  }
  for (const counter of Object.keys(counters)) expect(sums).toContain(counter);
  // Settlement is left with the markets in which the kind trades.
  const settled = new Set<string>();
  eachStatement(rules.settle, (s) => s.op === "store" && s.column.startsWith("order_") && settled.add(s.column));
  expect(settled).toEqual(new Set(traded.map(({ order }) => order)));
});

/** The statements before the first write. */
function trigger(statements: readonly Stmt[]): readonly Stmt[] {
  const writes = (s: Stmt): boolean => s.op === "store" || s.op === "add" || (s.op === "if" && [...s.yes, ...s.no].some(writes));
  const first = statements.findIndex(writes);
  return first < 0 ? statements : statements.slice(0, first);
}

test("the trigger of hedge_fund needs no division and no minimum", () => {
  const source = readFileSync("dist/src/model/agents/hedgeFund.js", "utf8");
  const [body] = source.slice(source.indexOf("decide(")).split("return REST;\n        const call");
  expect(body!.length).toBeGreaterThan(1000);
  expect(body).not.toMatch(/[^/*]\/[^/*]|Math\./);
});

test.each(kinds.map((source) => [source.kind.name, source] as const))("%s has a way to rest before it writes anything", (_, source) => {
  expect(show(trigger(intermediate(modules, source, settle).decide))).toContain("return REST");
});
