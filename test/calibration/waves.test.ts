import { describe, expect, test } from "vitest";
import type { Simulated } from "../../src/calibration/emulator.ts";
import { contains, narrow, type Region, wholeCube } from "../../src/calibration/region.ts";
import { strictest, survey } from "../../src/calibration/survey.ts";
import { firstWave, nextWave } from "../../src/calibration/waves.ts";
import type { Measured } from "../../src/facts/measured.ts";
import { measured, simulate } from "./toy.ts";

const SEED = "toy waves";

/** Waves of a toy: the region and what was simulated. */
function waves(count: number, points: number, dimensions: number, f: (u: Float64Array) => readonly Measured[], candidates = 8192): { region: Region; simulated: Simulated[] } {
  let region = wholeCube(dimensions, 3);
  const simulated = simulate(firstWave(points, dimensions, SEED), f);
  for (let wave = 1; wave <= count; wave++) {
    region = narrow(region, simulated);
    if (wave === count) break;
    simulated.push(...simulate(nextWave(region, survey(region, candidates, points, SEED).left, simulated, { points, accept: 2, seed: SEED }), f));
  }
  return { region, simulated };
}

// I = |u₁ + u₂ − 1|/δ with a tolerance of 3 δ: not implausible is the strip |u₁ + u₂ − 1| ≤ 3 δ of area 1 − (1 − 3 δ)².
describe("a strip along a diagonal of the square", () => {
  const delta = 0.02;
  const strip = (u: Float64Array) => [measured(u[0] + u[1], { observed: 1, tolerance: 3 * delta })];

  test("its area is found within the error of the sample, after the first wave already: the output is linear", () => {
    const { region } = waves(1, 20, 2, strip);
    const { share, candidates } = survey(region, 8192, 1, SEED);
    const area = 1 - (1 - 3 * delta) ** 2;
    expect(Math.abs(share - area)).toBeLessThan(4 * Math.sqrt((area * (1 - area)) / candidates));
  });

  test("the next points lie in it, apart from each other and from those that were simulated", () => {
    const { region, simulated } = waves(2, 40, 2, strip);
    const [before, after] = [simulated.slice(0, 40), simulated.slice(40)];
    expect(after).toHaveLength(40);
    for (const { unit } of after) expect(Math.abs(unit[0] + unit[1] - 1)).toBeLessThanOrEqual(3 * delta + 1e-9);
    const apart = after.flatMap(({ unit }, i) => [...before.filter((other) => contains(region, other.unit)), ...after.slice(0, i)].map((other) => Math.hypot(unit[0] - other.unit[0], unit[1] - other.unit[1])));
    expect(Math.min(...apart)).toBeGreaterThan(0.01); // 40 random points of the strip: 0.001 is usual
    expect(after.filter(({ unit }) => Math.abs(unit[0] + unit[1] - 1) <= 2 * delta).length).toBeGreaterThanOrEqual(20);
  });
});

// Two curved targets: u₁ + u₂ = 1 and u₁ = u₂, each within a tolerance: around (½, ½) only.
test("curved targets: later waves shrink the region to what the exact implausibility leaves, and never lose it", () => {
  const f = (u: Float64Array) => [measured(Math.exp(2 * (u[0] + u[1])), { observed: Math.exp(2), tolerance: 1.5 }), measured(Math.sin(2 * (u[0] - u[1])), { observed: 0, tolerance: 0.3 })];
  const exact = (u: Float64Array) => Math.max(Math.abs(Math.exp(2 * (u[0] + u[1])) - Math.exp(2)) / 0.5, Math.abs(Math.sin(2 * (u[0] - u[1]))) / 0.1);
  const shares = [1, 2, 3, 4].map((count) => survey(waves(count, 30, 2, f).region, 8192, 1, SEED).share);
  for (const [k, share] of shares.slice(1).entries()) expect(share).toBeLessThanOrEqual(shares[k]);
  const grid = firstWave(4000, 2, "grid");
  const inside = grid.filter((u) => exact(u) <= 3);
  const truth = inside.length / grid.length;
  expect(Math.abs(shares[3] - truth)).toBeLessThan(0.2 * truth + 4 * Math.sqrt(truth / 4000));
  const { region } = waves(4, 30, 2, f);
  expect(inside.filter((u) => !contains(region, u)).length / inside.length).toBeLessThan(0.05);
});

// Around u₁ + u₂ = 1.3 everything falls by thirty deviations; history lies on this side.
test("a cliff away from history does not blur what is left", () => {
  const f = (u: Float64Array) => [measured(u[0] - u[1] * u[1] - 3 / (1 + Math.exp(-12 * (u[0] + u[1] - 1.3))), { observed: 0.2, tolerance: 0.3 })];
  const { region } = waves(4, 40, 2, f);
  const grid = firstWave(4000, 2, "grid");
  const inside = grid.filter((u) => Math.abs(f(u)[0].median - 0.2) <= 0.3);
  expect(inside.filter((u) => !contains(region, u)).length / inside.length).toBeLessThan(0.06);
  expect(survey(region, 8192, 1, SEED).share).toBeLessThan((1.25 * inside.length) / grid.length);
});

describe("a region that is nearly empty", () => {
  const point = (u: Float64Array) => [measured(u[0], { observed: 0.31, tolerance: 0.03 }), measured(u[1], { observed: 0.77, tolerance: 0.03 })];

  test("more candidates are drawn until there are enough, and shares stay those of one sequence", () => {
    const { region } = waves(1, 20, 2, point);
    const few = survey(region, 1024, 1, SEED);
    const many = survey(region, 1024, 30, SEED);
    expect(few.left.length).toBeLessThanOrEqual(many.left.length);
    expect(many.candidates).toBeGreaterThan(few.candidates);
    expect(many.candidates).toBeLessThanOrEqual(16 * 1024);
    expect(many.share).toBe(many.left.length / many.candidates);
  });

  test("a wave then has as many points as there are", () => {
    const { region, simulated } = waves(1, 20, 2, point);
    const look = survey(region, 64, 1, SEED);
    expect(nextWave(region, look.left, simulated, { points: 20, accept: 2, seed: SEED })).toHaveLength(Math.min(20, look.left.length));
  });
});

describe("what rules everything out is told", () => {
  test("a target that no point comes near", () => {
    const { region } = waves(1, 30, 2, (u) => [measured(u[0], { observed: 0.5, tolerance: 0.9 }), measured(u[1], { observed: 5, tolerance: 0.3 })]);
    const { left, targets, share } = survey(region, 4096, 10, SEED);
    expect({ left, share }).toEqual({ left: [], share: 0 });
    expect(targets[0].smallest).toBeLessThan(0.1);
    expect(targets[1].smallest).toBeCloseTo(40, 1); // (5 − 1)/0.1
    expect(targets[1].share).toBe(0);
    expect(strictest(targets, 3)).toBe(1);
  });

  test("two targets that can each be met, but not together: the one that leaves less", () => {
    const { region } = waves(1, 30, 2, (u) => [measured(u[0], { observed: 0.8, tolerance: 0.2 }), measured(u[0], { observed: 0.1, tolerance: 0.1 })]);
    const { left, targets } = survey(region, 4096, 10, SEED);
    expect(left).toEqual([]);
    expect(targets[0].share).toBeCloseTo(0.4, 2);
    expect(targets[1].share).toBeCloseTo(0.2, 2);
    expect(strictest(targets, 3)).toBe(1);
  });
});

test("waves are a function of the seed", () => {
  const f = (u: Float64Array) => [measured(u[0] * u[1], { observed: 0.3, tolerance: 0.1 })];
  expect(waves(3, 25, 2, f).simulated).toEqual(waves(3, 25, 2, f).simulated);
  expect(firstWave(25, 2, "another")).not.toEqual(firstWave(25, 2, SEED));
});
