import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { KINDS } from "../../src/model/agents/index.ts";
import { ACCOUNTS, CAUSES, flowNames, type Kind, ORDERS, STATUS } from "../../src/model/agents/kind.ts";
import { columnNames } from "../../src/model/books.ts";
import { MARKETS } from "../../src/model/markets/names.ts";
import { isParameter, type Parameter, type ParameterTree } from "../../src/model/parameter.ts";
import { modelParameters } from "../../src/model/parameters.ts";
import { quantile } from "../../src/population/quantile.ts";
import { defaultsOf } from "../world.ts";

const rules = new URL("../../src/model/rules/", import.meta.url);
const agents = new URL("../../src/model/agents/", import.meta.url);
const ruleNumbers = new Set(readdirSync(rules).map((file) => Number(file.slice(1, 3))));

function leaves(tree: ParameterTree, path: string): [string, Parameter][] {
  return Object.entries(tree).flatMap(([name, node]) =>
    isParameter(node) ? [[`${path}.${name}`, node] as [string, Parameter]] : leaves(node, `${path}.${name}`),
  );
}

function expectText(...texts: unknown[]): void {
  for (const text of texts) expect(text).toEqual(expect.stringMatching(/\S/));
}

/** Every number of a default that the declared range must contain. */
function defaults(parameter: Parameter): number[] {
  if (parameter.type === "number") return [parameter.default];
  if (parameter.type === "numbers") return [...parameter.default];
  if (parameter.type !== "distribution") return [];
  return [0.001, 0.25, 0.5, 0.75, 0.999].map((u) => quantile(parameter.default, u));
}

test("names of kinds are unique and fit into column names", () => {
  const names = KINDS.map((kind) => kind.name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
});

describe.each([["the model", modelParameters] as const, ...KINDS.map((kind) => [kind.name, kind.parameters] as const)])(
  "parameters of %s",
  (owner, tree: ParameterTree) => {
    const parameters = leaves(tree, owner);

    test.each(parameters)("%s states unit, source and meaning, and its default lies in its range", (_path, parameter) => {
      expectText(parameter.description, parameter.source);
      if ("unit" in parameter) expectText(parameter.unit);
      if ("min" in parameter) {
        expect(parameter.min).toBeLessThanOrEqual(parameter.max);
        for (const value of defaults(parameter)) {
          expect(value).toBeGreaterThanOrEqual(parameter.min);
          expect(value).toBeLessThanOrEqual(parameter.max);
        }
      }
      if ("integer" in parameter && parameter.integer === true) for (const value of defaults(parameter)) expect(Number.isInteger(value)).toBe(true);
      if (parameter.type === "choice") expect(parameter.options).toContain(parameter.default);
      if (parameter.type === "numbers" && parameter.length !== undefined) expect(parameter.default).toHaveLength(parameter.length);
    });

    test("survive a round trip through JSON", () => {
      const values = defaultsOf(tree);
      expect(JSON.parse(JSON.stringify(values))).toStrictEqual(values);
    });
  },
);

describe.each(KINDS.map((kind) => [kind.name, kind] as const))("%s", (_name, kind: Kind) => {
  test("has a count, a size and a title", () => {
    expectText(kind.title);
    expect(kind.parameters.count).toMatchObject({ type: "number", integer: true, min: 1 });
    expect(kind.parameters.size).toMatchObject({ type: "distribution" });
  });

  test("describes its columns and counters, none of which has a second meaning", () => {
    for (const spec of [...Object.values(kind.columns), ...Object.values(kind.counters)]) expectText(spec.unit, spec.description);
    const names = columnNames(kind);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining([...Object.keys(ACCOUNTS), ...Object.keys(ORDERS), ...Object.keys(STATUS)]));
    const sums = [...flowNames(kind).flatMap((flow) => [flow.net, flow.gross ?? []].flat()), ...Object.keys(kind.counters)];
    expect(new Set(sums).size).toBe(sums.length);
  });

  test("trades for known causes in known markets", () => {
    for (const [cause, markets] of Object.entries(kind.flows)) {
      expect(Object.keys(CAUSES)).toContain(cause);
      expect(markets!.length).toBeGreaterThan(0);
      for (const market of markets!) expect(MARKETS).toContain(market);
    }
  });

  test("names the rules it is made of, and each of them exists", () => {
    for (const rule of kind.rules) expect(ruleNumbers).toContain(Number(rule.slice(1)));
    const file = `${kind.name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())}.ts`;
    const imported = [...readFileSync(new URL(file, agents), "utf8").matchAll(/rules\/r(\d\d)-/g)].map((m) => `R${Number(m[1])}`);
    expect(kind.rules).toEqual(expect.arrayContaining(imported));
  });

  test("has finite scalars and a share of speculation between 0 and 1", () => {
    const values = Object.fromEntries(Object.entries(kind.parameters).map(([name, p]) => [name, (p as Parameter).default]));
    for (const scalar of Object.values(kind.scalars(values as never, 4))) expect(scalar).toSatisfy(Number.isFinite);
    const share = kind.speculativeShare(values as never);
    expect(share).toBeGreaterThanOrEqual(0);
    expect(share).toBeLessThanOrEqual(1);
  });
});
