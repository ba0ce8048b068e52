import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FACTS } from "../../src/facts/facts.ts";
import { SCENARIOS, SPREADS, SURGES } from "../../src/facts/scenarios.ts";
import type { RunConfiguration } from "../../src/run/prepare.ts";
import { RULE_NAMES } from "../../scripts/pages/ruleNames.ts";
import { configurationOf, noise, runsWith } from "./madeUp.ts";

const parts = FACTS.flatMap(({ parts: own }) => own);

test("the sheet has F1 to F16, once each and in order", () => {
  expect(FACTS.map(({ id }) => id)).toEqual(Array.from({ length: 16 }, (_, n) => `F${n + 1}`));
});

test("parts have names of their own, short and without spaces", () => {
  expect(new Set(parts.map(({ name }) => name)).size).toBe(parts.length);
  for (const { name } of parts) expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
});

test.each(FACTS.map((fact) => [fact.id, fact] as const))("%s names rules that the model page has, scenarios that exist, and is judged by something", (_, { rules, scenarios, parts: own }) => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/model.md"), "utf8");
  expect(rules.length).toBeGreaterThan(0);
  for (const rule of rules) {
    expect(Number(rule.slice(1))).toBeLessThanOrEqual(RULE_NAMES.length);
    expect(page).toContain(`<a id="${rule.toLowerCase()}">`);
  }
  const names = Object.keys(SCENARIOS).map((name) => name.split(" ")[0]);
  const files = Object.values(SCENARIOS).map(({ file }) => file.replace(".yaml", ""));
  for (const name of scenarios.split(/[,;] /).filter((word) => !word.includes(" "))) expect([...names, ...files]).toContain(name);
  expect(own.some(({ criterion }) => criterion !== "reported")).toBe(true);
});

/** Numbers of the paths of one column: evenly between two ends, or one that all paths are near. */
type Column = readonly [low: number, high: number] | number;
type Columns = (name: string, scenario: string) => Column | undefined;
interface Case {
  readonly meets: Columns;
  readonly fails: Columns;
  /** Changes what every scenario starts from. */
  readonly starts?: { readonly meets: (c: RunConfiguration) => object; readonly fails: (c: RunConfiguration) => object };
}

const PATHS = 2000;
const nothing: Columns = () => undefined;
const of = (columns: Readonly<Record<string, Column>>): Columns => (name) => columns[name];
const step = (scenario: string): number => Number(/-?\d+ bp/.exec(scenario)?.[0].replace(" bp", "") ?? 0);

/** Sales that grow, or shrink, with what a scenario is called. */
const growing = (columns: readonly string[], by: (scenario: string) => number): Columns => (name, scenario) => (columns.includes(name) ? 10 + by(scenario) : undefined);
const US_ASSETS = ["all.ust.all.horizon", "all.us_equity.all.horizon"];
const FORCED = "all.us_equity.forced.worst3d";
const REBALANCING = "pension_fund.ust.rebalancing.horizon";
const DRIVEN = "life_insurer.ust.repatriation.horizon";

const sold = (cause: string, yen: number): Columns => of({ ...Object.fromEntries(["tech", "equity", "ust", "other"].map((asset) => [`hedge_fund.${asset}.${cause}.horizon`, 1])), [`hedge_fund.fx.${cause}.horizon`]: yen });
const quarters = (most: number): Columns => (name) => (name.startsWith("private_ust@") ? [0, (most * Number(name.split("@")[1])) / 63] : undefined);
const holdings = (key: string, total: number) => (c: RunConfiguration): object => ({
  ...c,
  agents: Object.fromEntries(Object.entries(c.agents).map(([kind, agent], k) => [kind, Object.assign({}, agent, { [key]: k === 0 ? total : 0 })])),
});
const rates = (changed: object) => (c: RunConfiguration): object => ({ ...c, rates: { ...c.rates, ...changed } });

/** Columns that meet and that fail the criterion, by part. */
const CASES: Readonly<Record<string, Case>> = {
  q1_sales: { meets: of({ "private_ust@61": [0, 59] }), fails: of({ "private_ust@61": [0, 39] }) },
  quarterly_sales: { meets: quarters(34), fails: quarters(36) },
  outflow_above_100: { meets: of({ "private_ust@436": [50, 150], "ministry_of_finance.ust.intervention_funding.horizon": 20 }), fails: of({ "private_ust@436": [50, 150], "ministry_of_finance.ust.intervention_funding.horizon": 40 }) },
  outflow_driven: { meets: of({ [DRIVEN]: 85, [REBALANCING]: 15 }), fails: of({ [DRIVEN]: 75, [REBALANCING]: 25 }) },
  us_treasuries_start: { meets: nothing, fails: nothing, starts: { meets: holdings("treasuries", 1240), fails: holdings("treasuries", 1241) } },
  us_equity_start: { meets: nothing, fails: nothing, starts: { meets: holdings("us_equity", 1500), fails: holdings("us_equity", 1499) } },
  forced_3d: { meets: of({ [FORCED]: [0.5, 21] }), fails: of({ [FORCED]: [0.5, 10] }) },
  hike_sells: { meets: (name, scenario) => (name === FORCED ? (scenario.endsWith("hike") ? 10 : [9, 21]) : undefined), fails: (name, scenario) => (name === FORCED ? (scenario.endsWith("hike") ? 10 : [7, 21]) : undefined) },
  tech_leads: { meets: of({ "hedge_fund.tech.margin_call.horizon": 6 }), fails: of({ "hedge_fund.tech.margin_call.horizon": 6, "hedge_fund.ust.margin_call.horizon": 7 }) },
  margin_call_repaid: { meets: sold("margin_call", 4.5), fails: sold("margin_call", 5.5) },
  spread_start: { meets: nothing, fails: nothing, starts: { meets: rates({ us_policy: 3.63, jp_policy: 1 }), fails: rates({ us_policy: 3.63, jp_policy: 0.75 }) } },
  cuts_sell: { meets: growing(US_ASSETS, (scenario) => (scenario === "fed-cuts" ? 1 : 0)), fails: growing(US_ASSETS, () => 0) },
  short_start: { meets: of({ "net_speculative_short@0": 11 }), fails: of({ "net_speculative_short@0": 12 }) },
  rally_cut: { meets: of({ "net_speculative_short@0": 10, "net_speculative_short@5": [1, 9] }), fails: of({ "net_speculative_short@0": 10, "net_speculative_short@5": [5, 9] }) },
  amplification: { meets: of({ "usdjpy.worst3d": -4, "frozen.usdjpy.worst3d": -3 }), fails: of({ "usdjpy.worst3d": -3, "frozen.usdjpy.worst3d": -3 }) },
  repaid_per_dollar: { meets: sold("all", 3.5), fails: sold("all", 3) },
  campaign: { meets: of({ "ministry_of_finance.intervention_usd": [0, 90] }), fails: of({ "ministry_of_finance.intervention_usd": [0, 80] }) },
  effect_per_bn: { meets: (name, scenario) => (name === "usdjpy@3" ? (scenario.endsWith("none") ? 160 : 157) : undefined), fails: (name, scenario) => (name === "usdjpy@3" ? (scenario.endsWith("none") ? 160 : 159) : undefined) },
  ...Object.fromEntries(["joint_q50", "joint_q90", "joint_q99"].map((name) => [name, { meets: growing(["all.ust.forced.10d"], (scenario) => (scenario.startsWith("joint") ? 1 : 0)), fails: growing(["all.ust.forced.10d"], (scenario) => (scenario.startsWith("joint") ? -1 : 0)) }])),
  jgb_start: { meets: nothing, fails: nothing, starts: { meets: rates({ jgb_yield: 2.69 }), fails: rates({ jgb_yield: 2.7 }) } },
  not_reversed: { meets: (name, scenario) => (name === "private_ust@250" ? 20 + step(scenario) : undefined), fails: (name, scenario) => (name === "private_ust@250" ? 60 - step(scenario) : undefined) },
  ...Object.fromEntries(parts.filter(({ name }) => /^(boj_|surge_)/.test(name)).map(({ name }): [string, Case] => {
    const columns = name.startsWith("boj") ? US_ASSETS : ["life_insurer.ust.all.horizon"];
    // Narrower spreads and larger surges sell more; or all steps sell the same.
    return [name, { meets: growing(columns, (scenario) => Math.abs(step(scenario) - 50 * Number(scenario.startsWith("spread"))) / 10), fails: growing(columns, () => 0) }];
  })),
};

describe("every criterion can be met and can fail", () => {
  const judged = parts.filter(({ criterion }) => criterion !== "reported");

  test("and there is a case for each", () => {
    expect(Object.keys(CASES).sort()).toEqual(judged.map(({ name }) => name).sort());
    expect(judged.filter(({ name }) => name.startsWith("boj_"))).toHaveLength(SPREADS.length - 1);
    expect(judged.filter(({ name }) => name.startsWith("surge_"))).toHaveLength(SURGES.length - 1);
  });

  test.each(judged.map((part) => [part.name, part.criterion, part] as const))("%s: %s", (name, _, { find }) => {
    const { meets, fails, starts } = CASES[name];
    const found = (columns: Columns, change: (c: RunConfiguration) => object = (c) => c) =>
      find(runsWith(PATHS, (column, scenario) => values(columns(column, scenario) ?? 5, column, scenario), (scenario) => change(configurationOf(scenario)) as RunConfiguration));
    expect(found(meets, starts?.meets)).toMatchObject({ met: true, distance: 0 });
    expect(found(fails, starts?.fails).met).toBe(false);
  });
});

/** Paths in an order of the scenario's own, so that nothing is paired by chance; a single number varies by a thousandth. */
function values(column: Column, name: string, scenario: string): number[] {
  if (typeof column === "number") return Array.from({ length: PATHS }, (_, path) => column + (noise(`${scenario} ${name}`, path) - 0.5) / 1000);
  const [low, high] = column;
  return Array.from({ length: PATHS }, (_, path) => low + ((high - low) * ((path * 7) % PATHS)) / (PATHS - 1));
}

test("a quarter's sales are those of the quarter, not those since the start", () => {
  const { find } = parts.find(({ name }) => name === "quarterly_sales")!;
  const found = find(runsWith(10, (name) => Array(10).fill((Number(name.split("@")[1]) / 63) * 20)));
  expect(found).toMatchObject({ value: 20, low: 20, high: 20 });
});

test("purchases by one cause do not make room for sales by another", () => {
  const { find } = parts.find(({ name }) => name === "outflow_driven")!;
  const share = (rebalancing: number) => {
    const sales: Record<string, number> = { [DRIVEN]: 80, "pension_fund.ust.repatriation.horizon": 0, [REBALANCING]: rebalancing };
    return find(runsWith(4, (name) => Array(4).fill(sales[name] ?? -1000))).value;
  };
  expect(share(20)).toBeCloseTo(0.8, 12);
  expect(share(-50)).toBe(1);
});

test("the largest other asset is what technology is compared with, path by path", () => {
  const { find } = parts.find(({ name }) => name === "tech_leads")!;
  const sales: Record<string, number> = { tech: 9, equity: 3, ust: 7, other: 1 };
  expect(find(runsWith(4, (name) => Array(4).fill(sales[name.split(".")[1]])))).toMatchObject({ value: 2, low: 2, high: 2 });
});
