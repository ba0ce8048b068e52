import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { applyDifferences } from "../../src/config/difference.ts";
import { pointId, type SweepPlan } from "../../src/sweep/plan.ts";
import { completeRun, type RunConfiguration } from "../../src/run/prepare.ts";
import { scratchFolder, TINY } from "../cli/yenwind.ts";
import { planOf, TINY_BASE } from "./tinySweep.ts";

const folder = scratchFolder();
const plan = (sweep: object, options = {}) => planOf(folder, JSON.stringify({ base: "tiny.yaml", design: "grid", ...sweep }), options);
const configurations = ({ base, points }: SweepPlan) => points.map(({ differences }) => applyDifferences(base.configuration as unknown as RunConfiguration, differences));
const ids = (from: SweepPlan) => from.points.map(({ id }) => id);

const DEPTH = { path: "markets.fx.depth", values: [1000, 4000] };

describe("what a parameter can set", () => {
  test("a number: every point is the base with that number changed, and nothing else", () => {
    const { points, base } = plan({ parameters: { depth: DEPTH } });
    expect(points.map(({ differences }) => differences)).toEqual([1000, 4000].map((after) => [{ path: ["markets", "fx", "depth"], before: 2000, after }]));
    expect(base.configuration).toMatchObject({ markets: { fx: { depth: 2000 } } });
  });

  test("several paths, all to the same value", () => {
    const [one, other] = configurations(plan({ parameters: { depth: { path: ["markets.tech.depth", "markets.equity.depth"], values: [1000, 4000] } } }));
    expect([one.markets.tech.depth, one.markets.equity.depth]).toEqual([1000, 1000]);
    expect([other.markets.tech.depth, other.markets.equity.depth]).toEqual([4000, 4000]);
  });

  test("the model of the shocks", () => {
    const found = plan({ parameters: { shocks: { path: "shocks.model", values: ["stochastic_volatility", "kou"] } } });
    expect(configurations(found).map(({ shocks }) => shocks.model)).toEqual(["stochastic_volatility", "kou"]);
    expect(found.parameters[0].numeric).toBe(false);
  });

  test("a distribution", () => {
    const values = [0.2, { uniform: { low: 0.1, high: 0.3 } }];
    const found = configurations(plan({ parameters: { buffer: { path: "agents.hedge_fund.margin_buffer", values } } }));
    expect(found.map(({ agents }) => agents.hedge_fund.margin_buffer)).toEqual(values);
  });

  test("one number of a distribution", () => {
    const found = configurations(plan({ parameters: { alpha: { path: "agents.hedge_fund.size.pareto.alpha", values: [1.5, 2] } } }));
    const sizes = found.map(({ agents }) => agents.hedge_fund.size as { pareto: { alpha: number; min: number } });
    expect(sizes.map(({ pareto }) => pareto.alpha)).toEqual([1.5, 2]);
    expect(sizes[0].pareto.min).toBe(sizes[1].pareto.min);
  });

  test("one number of a scripted event, and all events", () => {
    const one = configurations(plan({ parameters: { spread: { path: "events.0.policy.basis_points", values: [0, 50] } } }));
    expect(one.map(({ events }) => events[0])).toEqual([0, 50].map((basis_points) => expect.objectContaining({ policy: { bank: "boj", basis_points } })));
    const lists = [[], [{ day: 1, round: 1, news: { fx: -0.05 } }]];
    const all = configurations(plan({ parameters: { script: { path: "events", values: lists } } }));
    expect(all.map(({ events }) => events.length)).toEqual([0, 1]);
  });

  test("the base itself: a configuration file per value", () => {
    writeFileSync(join(folder, "thin.yaml"), `${TINY}markets: { fx: { depth: 700 } }\n`);
    const found = plan({ parameters: { scenario: { path: "base", values: ["tiny.yaml", "thin.yaml"] }, drift: { path: "markets.fx.drift", values: [0, 0.1] } } });
    expect(configurations(found).map(({ markets, events }) => [markets.fx.depth, markets.fx.drift, events.length])).toEqual([[2000, 0, 2], [2000, 0.1, 2], [700, 0, 0], [700, 0.1, 0]]);
    expect(found.points.map(({ values }) => values)).toEqual([["tiny.yaml", 0], ["tiny.yaml", 0.1], ["thin.yaml", 0], ["thin.yaml", 0.1]]);
    const alone = plan({ base: "thin.yaml", parameters: { drift: { path: "markets.fx.drift", values: [0, 0.1] } } });
    expect(ids(found).slice(2)).toEqual(ids(alone)); // the file is named, not kept
  });

  test("what the file sets is common to all points, the command line comes after it, the parameters last", () => {
    const found = plan({ set: { "markets.fx.depth": 500, "markets.fx.drift": 0.1, "markets.fx.haircut": 0.1 }, parameters: { depth: DEPTH } }, { set: ["markets.fx.drift=0.2", "markets.fx.depth=600"] });
    expect(configurations(found).map(({ markets: { fx } }) => [fx.depth, fx.drift, fx.haircut])).toEqual([[1000, 0.2, 0.1], [4000, 0.2, 0.1]]);
  });
});

describe("the address of a point is that of what determines its paths", () => {
  const [known] = ids(plan({ parameters: { depth: DEPTH } }));

  test("equal configurations have equal addresses, in whatever sweep and however they are written", () => {
    const other = plan({ name: "other", design: { list: [{ d: 1e3, drift: 0.024 }, {}] }, parameters: { d: { path: "markets.fx.depth" }, drift: { path: "markets.fx.drift" } } });
    expect(ids(other)[0]).toBe(known);
    const written = plan({ set: { "markets.fx.depth": 1000 }, parameters: { drift: { path: "markets.fx.drift", values: [0.024] } } });
    expect(ids(written)).toEqual([known]);
    expect(ids(planOf(folder, `# the same in other words\ndesign: grid\nparameters:\n  x: {values: [10e2, 4e3], path: markets.fx.depth}\nbase: ./tiny.yaml\n`))[0]).toBe(known);
  });

  test.each(["run.paths=77", "run.chunk_paths=1"])("%s does not enter", (set) => {
    expect(ids(plan({ parameters: { depth: DEPTH } }, { set: [set] }))[0]).toBe(known);
  });

  test("neither do the names and descriptions of configuration and sweep", () => {
    writeFileSync(join(folder, "named.yaml"), `name: another\ndescription: the same\n${TINY_BASE}`);
    expect(ids(plan({ name: "x", description: "y", base: "named.yaml", parameters: { depth: DEPTH } }))[0]).toBe(known);
  });

  test.each(["run.seed=other", "run.streams=independent", "markets.fx.drift=0.025", "population.seed=other"])("%s does", (set) => {
    expect(ids(plan({ parameters: { depth: DEPTH } }, { set: [set] }))[0]).not.toBe(known);
  });

  test("the complete configuration of a point has the address of the point run alone", () => {
    const [configuration] = configurations(plan({ parameters: { depth: DEPTH } }));
    const again = completeRun({ ...configuration, name: "alone" }).configuration as unknown as RunConfiguration;
    expect(pointId(again)).toBe(known);
  });
});

describe("the folder of a sweep", () => {
  const hash = (sweep: object, options = {}) => plan({ parameters: { depth: DEPTH }, ...sweep }, options).hash;
  test("is that of the same base, seed, metrics and precision, whatever the design", () => {
    const known = hash({});
    expect(hash({ parameters: { drift: { path: "markets.fx.drift", values: [0] } } })).toBe(known);
    expect(hash({ statistics: ["mean"] })).toBe(known);
    expect(hash({}, { set: ["run.paths=9"] })).toBe(known);
    for (const other of [hash({ metrics: ["defaults"] }), hash({}, { set: ["run.seed=x"] }), hash({ set: { "markets.fx.drift": 0.1 } }), hash({}, { until: "mean(defaults) within 1" })]) {
      expect(other).not.toBe(known);
    }
  });
});

describe("the reference", () => {
  const two = { depth: DEPTH, drift: { path: "markets.fx.drift", values: [0, 0.024] } };
  test.each<[string, object, number | undefined]>([
    ["is the point that equals the base", { parameters: { depth: { ...DEPTH, values: [1000, 2000] }, drift: two.drift } }, 3],
    ["is else the first point of a grid", { parameters: two }, 0],
    ["is the named point, the rest being as in the base", { parameters: two, reference: { depth: 4000 } }, 3],
    ["is a point of its own, after the others, where it is none of the design", { parameters: two, reference: { depth: 3000 } }, 4],
    ["is none in a sampled design without one", { design: { sobol: { points: 4 } }, parameters: { depth: { path: "markets.fx.depth", uniform: { low: 1000, high: 9000 } } } }, undefined],
  ])("%s", (_, sweep, index) => {
    const { reference, points } = plan(sweep);
    expect(reference?.index).toBe(index);
    if (index !== undefined) expect(points[index]).toBe(reference);
    if (index === 4) expect(reference).toMatchObject({ block: -1, values: [3000, 0.024] });
  });
});

test("metrics and statistics are those named, * standing for any text, in the order of paths.arrow", () => {
  const { metrics, statistics } = plan({ parameters: { depth: DEPTH }, metrics: ["defaults", "usdjpy.*", "usdjpy.end"], statistics: ["q95", "mean"] });
  expect(metrics.map(({ name }) => name)).toEqual(["usdjpy.end", "usdjpy.min", "usdjpy.max", "usdjpy.worst3d", "defaults"].filter((name) => metrics.some((metric) => metric.name === name)));
  expect(metrics.length).toBeGreaterThan(2);
  expect(new Set(metrics.map(({ name }) => name)).size).toBe(metrics.length);
  expect(statistics.map(({ name }) => name)).toEqual(["q95", "mean"]);
});
