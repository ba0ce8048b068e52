import { describe, expect, test } from "vitest";
import { KINDS } from "../../src/model/agents/index.ts";
import type { Kind } from "../../src/model/agents/kind.ts";
import { columnNames, type OpeningColumns } from "../../src/model/books.ts";
import { number, perAgent } from "../../src/model/parameter.ts";
import { modelSetup } from "../../src/model/setup.ts";
import { drawPopulation, sizeShares } from "../../src/population/drawPopulation.ts";
import { configurationWith } from "../world.ts";

function draw(changes: Record<string, unknown> = {}, kinds: readonly Kind[] = KINDS): OpeningColumns[] {
  return drawPopulation(modelSetup(configurationWith(changes, kinds), kinds));
}

function column(opening: readonly OpeningColumns[], name: string, field: string, kinds: readonly Kind[] = KINDS): Float64Array {
  const k = kinds.findIndex((kind) => kind.name === name);
  const { block, count } = opening[k];
  const at = columnNames(kinds[k]).indexOf(field) * count;
  return block.subarray(at, at + count);
}
const sum = (xs: Float64Array) => xs.reduce((a, b) => a + b, 0);
const { agents, markets, totals } = configurationWith();
const of = (kind: string) => agents[kind] as Record<string, number>;

describe("the baseline", () => {
  const opening = draw();
  const count = (name: string) => opening[KINDS.findIndex((kind) => kind.name === name)].count;

  test("has the agents the world has", () => {
    expect(opening.reduce((all, { count: n }) => all + n, 0)).toBeGreaterThanOrEqual(7000);
    expect(count("hedge_fund")).toBeGreaterThanOrEqual(4000);
    expect(count("life_insurer")).toBe(42);
    expect(count("pension_fund")).toBeGreaterThanOrEqual(1000);
    expect(count("ministry_of_finance")).toBe(1);
  });

  test("gives Japan its national holdings of Treasuries and US equity", () => {
    const japan = (fields: string[]) =>
      KINDS.filter((kind) => kind.japanese).reduce((all, kind) => all + fields.reduce((part, field) => part + sum(column(opening, kind.name, field)), 0), 0);
    expect(totals).toEqual({ us_treasuries: 1240, us_equity: 1500 });
    expect(japan(["ust"]) / 1240).toBeCloseTo(1, 9);
    expect(japan(["tech", "equity"]) / 1500).toBeCloseTo(1, 9);
  });

  test("lies in shared memory, everybody active, nobody with an order", () => {
    for (const { block } of opening) expect(block.buffer).toBeInstanceOf(SharedArrayBuffer);
    for (const kind of KINDS) {
      expect(column(opening, kind.name, "active").every((active) => active === 1)).toBe(true);
      for (const field of ["order_fx", "order_ust", "order_tech", "waiting", "called"]) expect(column(opening, kind.name, field).every((x) => x === 0)).toBe(true);
      for (const field of ["ust", "tech", "equity", "jgb", "other"]) expect(Math.min(...column(opening, kind.name, field))).toBeGreaterThanOrEqual(0);
    }
  });

  test("opens hedge funds and retail accounts solvent, and funds inside their limits and above their margin requirement", () => {
    const field = (name: string) => column(opening, "hedge_fund", name);
    const [cash, yen, ust, tech, equity, other, limit] = ["cash", "yen", "ust", "tech", "equity", "other", "leverage_limit"].map(field);
    for (let i = 0; i < cash.length; i++) {
      const debt = -yen[i] / markets.usdjpy;
      const assets = ust[i] + tech[i] + equity[i] + other[i];
      const own = cash[i] + assets - debt;
      const required = markets.fx.haircut * debt + markets.ust.haircut * ust[i] + markets.tech.haircut * tech[i] + markets.equity.haircut * equity[i] + markets.other.haircut * other[i];
      expect(own).toBeGreaterThan(0);
      expect(own).toBeGreaterThan(required);
      expect(assets).toBeLessThanOrEqual(limit[i] * own * (1 + 1e-12));
    }
    const dollars = column(opening, "retail_trader", "cash");
    const loans = column(opening, "retail_trader", "yen");
    dollars.forEach((x, i) => expect(x * markets.usdjpy + loans[i]).toBeGreaterThan(0));
  });
});

test.each([100, 10_000])("%d hedge funds (and as many of everybody else) hold exactly the configured totals", (n) => {
  const changes = Object.fromEntries(KINDS.filter((kind) => kind.name !== "ministry_of_finance").map((kind) => [`agents.${kind.name}.count`, n]));
  const opening = draw(changes);
  const expectTotal = (name: string, fields: string[], expected: number) =>
    expect(fields.reduce((all, field) => all + sum(column(opening, name, field)), 0) / expected - 1).toSatisfy((error: number) => Math.abs(error) < 1e-9);
  expectTotal("hedge_fund", ["yen"], -of("hedge_fund").yen_loans * markets.usdjpy);
  expectTotal("trend_follower", ["yen"], -of("trend_follower").net_short_yen * markets.usdjpy);
  expectTotal("retail_trader", ["cash"], of("retail_trader").net_long / markets.usdjpy);
  for (const name of ["life_insurer", "pension_fund", "investment_trust", "bank"]) {
    expectTotal(name, ["ust"], of(name).treasuries);
    expectTotal(name, ["tech", "equity"], of(name).us_equity);
    expectTotal(name, ["tech"], of(name).us_equity * of(name).tech_share);
  }
  for (const name of ["life_insurer", "pension_fund"]) {
    expectTotal(name, ["jgb"], of(name).jgb);
    expectTotal(name, ["other"], of(name).other_foreign_bonds);
  }
  // Equity is loans over a drawn ratio: a total that converges with the number of funds.
  const us = ["ust", "tech", "equity"].reduce((all, field) => all + sum(column(opening, "hedge_fund", field)), 0);
  expect(us / (us + sum(column(opening, "hedge_fund", "other")))).toBeCloseTo(of("hedge_fund").us_share, 9);
});

describe("sizes", () => {
  test("are shares of one, largest first", () => {
    for (const kind of KINDS) {
      for (const n of [1, 7, 1000]) {
        const shares = sizeShares(agents[kind.name].size as never, n, kind.parameters.size as never);
        expect(sum(shares)).toBeCloseTo(1, 12);
        for (let i = 1; i < n; i++) expect(shares[i]).toBeLessThanOrEqual(shares[i - 1]);
      }
    }
  });

  test("outside the declared range are moved into it, so no share is negative", () => {
    const shares = sizeShares({ normal: { mean: 1, sd: 1 } }, 10, { min: 0.01, max: 1.5 });
    expect(Math.min(...shares)).toBeGreaterThan(0);
    expect(shares[0] / shares[9]).toBeCloseTo(150, 10);
  });
});

describe("draws are stratified and have an address", () => {
  const few = { "agents.hedge_fund.count": 200, "agents.retail_trader.count": 100 };
  const opening = draw(few);

  test("one value falls into each of n equally likely strata", () => {
    const liquidFirst = column(opening, "hedge_fund", "liquid_first"); // uniform on [0, 1]
    expect([...liquidFirst].map((u) => Math.floor(u * 200)).sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i));
    expect([...liquidFirst]).not.toEqual([...liquidFirst].sort((a, b) => a - b));
  });

  test("parameters of an agent are independent of each other and of its size", () => {
    const many = draw({ "agents.hedge_fund.count": 2000 });
    const fields = ["liquid_first", "drawdown_stop", "yen"].map((field) => ranks(column(many, "hedge_fund", field)));
    for (const [a, b] of [[0, 1], [0, 2], [1, 2]]) expect(Math.abs(correlation(fields[a], fields[b]))).toBeLessThan(5 / Math.sqrt(2000));
  });

  test("the same seed gives the same books, another seed others with the same totals", () => {
    expect(draw(few).map(({ block }) => [...block])).toEqual(opening.map(({ block }) => [...block]));
    const other = draw({ ...few, "population.seed": "another" });
    expect([...column(other, "hedge_fund", "liquid_first")]).not.toEqual([...column(opening, "hedge_fund", "liquid_first")]);
    expect(sum(column(other, "hedge_fund", "yen"))).toBeCloseTo(sum(column(opening, "hedge_fund", "yen")), 6);
  });

  test("a changed law or count leaves the draws of other parameters and kinds as they were", () => {
    const changed = draw({ ...few, "agents.hedge_fund.drawdown_stop": { uniform: { low: 0.1, high: 0.2 } }, "agents.bank.count": 7 });
    expect([...column(changed, "hedge_fund", "liquid_first")]).toEqual([...column(opening, "hedge_fund", "liquid_first")]);
    expect([...column(changed, "hedge_fund", "drawdown_stop")]).not.toEqual([...column(opening, "hedge_fund", "drawdown_stop")]);
    expect([...column(changed, "retail_trader", "yen")]).toEqual([...column(opening, "retail_trader", "yen")]);
  });

  test("a new parameter or a new kind leaves every other draw as it was", () => {
    const [first, ...rest] = KINDS;
    const extra = perAgent({ unit: "1", min: 0, max: 1, default: { uniform: { low: 0, high: 1 } }, description: "new", source: "test" });
    const grown: Kind = { ...first, parameters: { a_new_one: extra, ...first.parameters, z_new_one: number({ unit: "1", min: 0, max: 1, default: 0, description: "new", source: "test" }) } };
    const stranger: Kind = { ...KINDS[6], name: "stranger" };
    const kinds = [stranger, grown, ...rest];
    const again = draw(few, kinds);
    for (const kind of KINDS) {
      for (const field of columnNames(kind)) expect([...column(again, kind.name, field, kinds)]).toEqual([...column(opening, kind.name, field)]);
    }
  });

  test("a value that is not finite is refused, naming kind, agent and column", () => {
    const broken: Kind = { ...KINDS[6], open: (agent) => ({ ust: agent.share < 0.01 ? Number.NaN : 1, funding_spread: 0 }) };
    expect(() => draw({ "agents.bank.count": 50 }, [broken])).toThrow(/^bank \d+: ust is NaN at t = 0$/);
  });
});

function ranks(xs: Float64Array): number[] {
  const order = [...xs.keys()].sort((a, b) => xs[a] - xs[b]);
  const rank: number[] = [];
  order.forEach((i, place) => (rank[i] = place));
  return rank;
}

function correlation(a: number[], b: number[]): number {
  const middle = (a.length - 1) / 2;
  const product = (x: number[], y: number[]) => x.reduce((all, _, i) => all + (x[i] - middle) * (y[i] - middle), 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}
