import { describe, expect, test } from "vitest";
import type { DeclaredDesign } from "../../src/config/sweepSchema.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { type Design } from "../../src/sweep/design.ts";
import { planOf } from "./tinySweep.ts";

const folder = scratchFolder();

/** A sweep of the tiny base with these parameters, in JSON, which is YAML. */
const sweep = (design: DeclaredDesign, parameters: object, more: object = {}) => planOf(folder, JSON.stringify({ base: "tiny.yaml", design, parameters, ...more }));
const rows = (design: DeclaredDesign, parameters: object, more: object = {}) => sweep(design, parameters, more).design.rows;

const DEPTH = { path: "markets.fx.depth", values: [1000, 2000, 4000] };
const DRIFT = { path: "markets.fx.drift", values: [0, 0.05] };
const LAWS = {
  depth: { path: "markets.fx.depth", loguniform: { low: 1000, high: 4000 } },
  drift: { path: "markets.fx.drift", uniform: { low: 0, high: 0.1 } },
  funds: { path: "agents.hedge_fund.count", uniform: { low: 10, high: 30 } },
};

describe("designs of listed values", () => {
  test("a grid is every combination, the last parameter changing fastest", () => {
    expect(rows("grid", { depth: DEPTH, drift: DRIFT })).toEqual([[1000, 0], [1000, 0.05], [2000, 0], [2000, 0.05], [4000, 0], [4000, 0.05]]);
  });

  test("one at a time is the base, then each value with the others as in the base, which is not repeated", () => {
    expect(rows("one_at_a_time", { depth: DEPTH, drift: DRIFT })).toEqual([[2000, 0.024], [1000, 0.024], [4000, 0.024], [2000, 0], [2000, 0.05]]);
  });

  test("a list is its points; what a point does not name is as in the base", () => {
    const list = [{ depth: 500, drift: 0.1 }, { drift: 0.2 }, {}];
    const own = { depth: { path: "markets.fx.depth" }, drift: { path: "markets.fx.drift" } };
    expect(rows({ list }, own)).toEqual([[500, 0.1], [2000, 0.2], [2000, 0.024]]);
  });
});

describe("ranges", () => {
  const valuesOf = (range: object, path = "markets.fx.depth") => rows("grid", { x: { path, range } }).flat();

  test("have equal steps and their ends exactly", () => {
    expect(valuesOf({ from: 0, to: 0.3, steps: 4 }, "markets.fx.drift")).toEqual([0, 0.1, 0.2, 0.3]);
    expect(valuesOf({ from: 4000, to: 1000, steps: 3 })).toEqual([4000, 2500, 1000]);
    expect(valuesOf({ from: 1000, to: 1000, steps: 1 })).toEqual([1000]);
    const [from, to] = [1000 + 1 / 3, 4000 + 2 / 3]; // more digits than values in between have
    expect(valuesOf({ from, to, steps: 4 })).toEqual([from, 2000.44444444, 3000.55555556, to]);
  });

  test("with log have equal ratios", () => {
    expect(valuesOf({ from: 500, to: 4000, steps: 4, log: true })).toEqual([500, 1000, 2000, 4000]);
    expect(valuesOf({ from: 500, to: 4500, steps: 3, log: true })).toEqual([500, 1500, 4500]);
  });

  test("of a parameter that is whole are rounded", () => {
    expect(valuesOf({ from: 10, to: 15, steps: 3 }, "agents.hedge_fund.count")).toEqual([10, 13, 15]);
  });
});

describe("designs drawn from laws", () => {
  /** Where a value lies between the quantiles 0 and 1 of its law. */
  const shares = (design: Design) => design.rows.map(([depth, drift]) => [Math.log((depth as number) / 1000) / Math.log(4), (drift as number) / 0.1]);

  test("a Latin hypercube has one point in each of n strata of every parameter", () => {
    const { design } = sweep({ latin_hypercube: { points: 20, seed: "x" } }, LAWS);
    for (const column of [0, 1]) expect(shares(design).map((share) => Math.floor(20 * share[column])).toSorted((a, b) => a - b)).toEqual([...Array(20).keys()]);
  });

  test("2ᵐ points of a Sobol' sequence have one in each of 2ᵐ strata, and more points begin with the fewer", () => {
    const { design } = sweep({ sobol: { points: 16, seed: "x" } }, LAWS);
    for (const column of [0, 1]) expect(shares(design).map((share) => Math.floor(16 * share[column])).toSorted((a, b) => a - b)).toEqual([...Array(16).keys()]);
    expect(rows({ sobol: { points: 32, seed: "x" } }, LAWS).slice(0, 16)).toEqual(design.rows);
    expect(rows({ sobol: { points: 16, seed: "y" } }, LAWS)).not.toEqual(design.rows);
  });

  test.each([[false, 5], [true, 8]])("a block of Saltelli (second order: %s) has %d rows: A, A with one parameter of B each, …, B", (second_order, size) => {
    const { design, points } = sweep({ saltelli: { base: 4, second_order, seed: "x" } }, LAWS);
    expect(design).toMatchObject({ blockSize: size, blocks: [0, 1, 2, 3], secondOrder: second_order });
    expect(points.slice(0, size).map(({ block }) => block)).toEqual(Array(size).fill(0));
    for (let block = 0; block < 4; block++) {
      const members = design.rows.slice(block * size, (block + 1) * size);
      const [a, b] = [members[0], members.at(-1)!];
      for (let i = 0; i < 3; i++) {
        expect(members[1 + i]).toEqual(a.map((value, p) => (p === i ? b[p] : value)));
        if (second_order) expect(members[4 + i]).toEqual(b.map((value, p) => (p === i ? a[p] : value)));
      }
    }
  });

  test("a trajectory of Morris changes one parameter at a time, each once, by two thirds of its range", () => {
    const { design } = sweep({ morris: { trajectories: 5, levels: 4, seed: "x" } }, LAWS);
    expect(design.blockSize).toBe(4);
    const at = shares(design);
    for (let t = 0; t < 5; t++) {
      const changed = [1, 2, 3].map((step) => {
        const [before, after] = [design.rows[4 * t + step - 1], design.rows[4 * t + step]];
        return [0, 1, 2].filter((p) => before[p] !== after[p]);
      });
      expect(changed.flat().toSorted((a, b) => a - b)).toEqual([0, 1, 2]);
      for (const p of [0, 1]) expect(Math.abs(at[4 * t + 3][p] - at[4 * t][p])).toBeCloseTo(2 / 3, 10);
    }
  });

  test("whole parameters take whole values, each about as often", () => {
    const counts = rows({ sobol: { points: 256, seed: "x" } }, { funds: { path: "agents.hedge_fund.count", uniform: { low: 9.5, high: 13.5 } } }).flat() as number[];
    for (const n of [10, 11, 12, 13]) expect(Math.abs(counts.filter((count) => count === n).length - 64)).toBeLessThanOrEqual(2);
  });

  test("a list of values is drawn from with equal chances, and goes well with laws", () => {
    const drawn = rows({ sobol: { points: 12 * 4, seed: "x" } }, { depth: DEPTH, drift: LAWS.drift }).map(([depth]) => depth);
    for (const value of DEPTH.values) expect(Math.abs(drawn.filter((depth) => depth === value).length - 16)).toBeLessThanOrEqual(3);
  });
});

describe("constraints", () => {
  test("take single points out of a grid", () => {
    const { design, points } = sweep("grid", { depth: DEPTH, drift: DRIFT }, { constraints: ["depth < 4000 || drift > 0", "depth * drift < 150"] });
    expect(design.rows).toEqual([[1000, 0], [1000, 0.05], [2000, 0], [2000, 0.05]]);
    expect(design.excluded).toBe(2);
    expect(points.map(({ index, block }) => [index, block])).toEqual([[0, 0], [1, 1], [2, 2], [3, 3]]);
  });

  test.each<[string, DeclaredDesign, number]>([
    ["Saltelli", { saltelli: { base: 16, second_order: false, seed: "x" } }, 5],
    ["Morris", { morris: { trajectories: 16, levels: 4, seed: "x" } }, 4],
  ])("take whole blocks out of a %s design, and leave the others with their numbers", (_, design, size) => {
    const all = rows(design, LAWS);
    const kept = sweep(design, LAWS, { constraints: ["drift <= 0.08 || depth < 2500"] });
    const breaks = ([depth, drift]: readonly unknown[]) => !((drift as number) <= 0.08 || (depth as number) < 2500);
    const blocks = [...Array(16).keys()].filter((block) => !all.slice(block * size, (block + 1) * size).some(breaks));
    expect(blocks.length).toBeGreaterThan(0);
    expect(blocks.length).toBeLessThan(16);
    expect(kept.design.blocks).toEqual(blocks);
    expect(kept.design.rows).toEqual(blocks.flatMap((block) => all.slice(block * size, (block + 1) * size)));
    expect(kept.design.excluded).toBe(size * (16 - blocks.length));
    expect([...new Set(kept.points.map(({ block }) => block))].filter((block) => block >= 0)).toEqual(blocks);
    expect(kept.design.unit).toHaveLength(kept.design.rows.length);
  });
});
