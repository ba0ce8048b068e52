import { expect, test } from "vitest";
import { forcedSales } from "../../src/explain/forcedSales.ts";
import { type Knockout, knockouts, restOf } from "../../src/explain/knockouts.ts";
import { replay, valueOf } from "../../src/explain/replay.ts";
import { resting, withoutForcedOrders } from "../../src/explain/resting.ts";
import { runVariant } from "../../src/explain/variant.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { CAUSES, flowNames, kind, ORDERED, type Kind } from "../../src/model/agents/kind.ts";
import { MOVES } from "../../src/model/observables.ts";
import { smallSetup } from "../paths/small.ts";
import { scripted } from "../scripted.ts";
import { chunkOf, seller, STILL } from "./world.ts";

const chunk = smallSetup();
const replayed = replay(chunk, KINDS, 2);
const METRICS = ["all.us_equity.forced.horizon", "usdjpy.min", "usdjpy.worst3d", "hedge_fund.margin_calls", "defaults", ...MOVES.map(({ name }) => name)];
const found = knockouts(chunk, replayed, forcedSales(replayed), { metrics: METRICS, recapitalise: 5 });
const of = (name: string): Knockout => found.find((one) => one.name === name)!;
const effect = (name: string, metric: string) => of(name).effects.find((one) => one.metric === metric)!;

test("the path has what is knocked out: forced sales, and an intervention", () => {
  expect(valueOf(replayed, "all.us_equity.forced.horizon")).toBeGreaterThan(0);
  expect(valueOf(replayed, "ministry_of_finance.intervention_usd")).toBeGreaterThan(0);
  expect(found.map(({ name }) => name).sort()).toEqual([...KINDS.map(({ name }) => `without ${name}`), "no feedback", "no forced sales", "no interventions", "no margin spiral", "no private agents", "recapitalised"].sort());
});

test("without any private agent the path is its frozen twin, to the bit", () => {
  for (const { name } of MOVES) expect(effect("no private agents", name).without).toBe(valueOf(replayed, `frozen.${name}`));
});

test("agents that move no price trade at the prices of the frozen twin, to the bit, and still sell", () => {
  for (const { name } of MOVES) expect(effect("no feedback", name).without).toBe(valueOf(replayed, `frozen.${name}`));
  expect(effect("no feedback", "hedge_fund.margin_calls").without).toBeGreaterThan(0);
});

test("without forced orders no forced dollar is sold, and nobody is called", () => {
  const result = runVariant(chunk, KINDS, 2, { kinds: KINDS.map(withoutForcedOrders) });
  const forced = [...result.names.keys()].filter((name) => /\.forced\./.test(name) || /\.(margin_call|stop_loss|loss_cut|solvency)\./.test(name));
  expect(forced.length).toBeGreaterThan(20);
  expect(forced.filter((name) => valueOf(result, name) !== 0)).toEqual([]);
  expect(effect("no forced sales", "hedge_fund.margin_calls").without).toBe(0);
});

test("without interventions the Ministry of Finance sells nothing, drawn or scripted", () => {
  const { configuration, ...rest } = chunk;
  const eager = { ...rest, configuration: { ...configuration, policy: { ...configuration.policy, intervention: { ...configuration.policy.intervention, hazard: 1, line: 0, line_only: true } } } };
  const again = replay(eager, KINDS, 1);
  const effects = knockouts(eager, again, forcedSales(again), { metrics: ["ministry_of_finance.intervention_usd"], recapitalise: 1 });
  const [{ full, without }] = effects.find(({ name }) => name === "no interventions")!.effects;
  expect(full).toBeGreaterThan(40);
  expect(without).toBe(0);
});

test("a kind that does nothing accounts for nothing", () => {
  const kinds = [seller("a", { level: 0.96, units: 4 }), seller("idle", { level: 0.01, units: 4 })];
  const still = chunkOf({ kinds, changes: STILL, events: [scripted(1, 1, { news: { tech: -0.05 } })] });
  const path = replay(still, kinds, 0);
  const effects = knockouts(still, path, forcedSales(path), { metrics: ["all.tech.forced.horizon", "tech.min"], recapitalise: 1 });
  for (const { difference } of effects.find(({ name }) => name === "without idle")!.effects) expect(difference).toBe(0);
  expect(effects.find(({ name }) => name === "without a")!.effects[0]).toMatchObject({ without: 0, share: 1 });
  expect(effects.some(({ name }) => name === "recapitalised")).toBe(false); // no kind borrows yen
});

test("the recapitalised are not forced to sell any more; the others are", () => {
  expect(of("recapitalised").description).toMatch(/^the 5 largest forced sellers get USD [\d.]+ bn of equity before t = 0$/);
  const { difference, without } = effect("recapitalised", "all.us_equity.forced.horizon");
  expect(difference).toBeGreaterThan(0);
  expect(without).toBeGreaterThan(0);
});

test("knock-outs are ranked by their share of the first metric: difference over what the path is above rest", () => {
  const shares = found.map(({ effects: [{ share }] }) => share);
  expect(shares).toEqual([...shares].sort((a, b) => b - a));
  const { full, without, difference, share } = effect("without hedge_fund", "usdjpy.min");
  expect(difference).toBe(full - without);
  expect(share).toBe(difference / (full - chunk.configuration.markets.usdjpy));
});

test("prices, yields and rates rest at their level at t = 0, everything else at 0", () => {
  const { markets, rates } = chunk.configuration;
  expect(restOf("usdjpy.end", chunk)).toBe(markets.usdjpy);
  expect(restOf("frozen.usdjpy.min", chunk)).toBe(markets.usdjpy);
  expect(restOf("usdjpy_low@3", chunk)).toBe(markets.usdjpy);
  expect(restOf("frozen_usdjpy@3", chunk)).toBe(markets.usdjpy);
  expect(restOf("jgb_yield.min", chunk)).toBe(rates.jgb_yield);
  expect(restOf("us_rate@1", chunk)).toBe(rates.us_policy);
  for (const name of ["usdjpy.worst3d", "jgb_yield.worst3d", "tech.end", "all.us_equity.forced.worst3d"]) expect(restOf(name, chunk)).toBe(0);
});

/** Sells one unit of tech under force and two because it likes to. */
const both: Kind = kind({
  ...(seller("both", { level: 0.96, units: 1 }) as never as Parameters<typeof kind>[0]),
  flows: { stop_loss: ["tech"], trend: ["tech"] },
  decide(_i: number, a: Record<string, Float64Array>, m: { closing_only: number }, _k: object, f: Record<string, number>) {
    if (m.closing_only === 1) return 0;
    a.order_tech[0] = -3;
    f.stop_loss_tech -= 1;
    f.trend_tech -= 2;
    return ORDERED;
  },
} as never);

test("of an order that is forced in part, only that part is struck", () => {
  const sums: Record<string, number> = Object.fromEntries([...flowNames(both).map(({ net }) => [net, 0]), ["stops", 0]]);
  const columns = Object.fromEntries(["cash", "yen", "ust", "tech", "equity", "jgb", "other", "order_fx", "order_ust", "order_tech", "order_equity", "order_jgb", "order_other", "active", "waiting", "called", "sold", "done"].map((name) => [name, new Float64Array(1)]));
  const decided = withoutForcedOrders(both).decide(0, columns as never, { closing_only: 0 } as never, {}, sums as never);
  expect(decided).toBe(ORDERED);
  expect(columns.order_tech[0]).toBe(-2);
  expect(sums).toMatchObject({ stop_loss_tech: 0, trend_tech: -2 });
  expect(CAUSES.trend.forced).toBe(false);
});

test("a kind without forced causes is left as it is; resting agents decide nothing", () => {
  const bank = KINDS.find(({ name }) => name === "bank")!;
  expect(withoutForcedOrders(bank)).toBe(bank);
  expect(resting(bank).decide(0, {} as never, {} as never, {}, {} as never)).toBe(0);
});
