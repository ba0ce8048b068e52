import { describe, expect, test } from "vitest";
import { fitEmulator } from "../../src/calibration/emulator.ts";
import { implausibility } from "../../src/calibration/implausibility.ts";
import { firstWave } from "../../src/calibration/waves.ts";
import { agrees } from "../../src/facts/measured.ts";
import { keyFor } from "../../src/random/key.ts";
import { createRandom } from "../../src/random/stream.ts";
import { measured, simulate } from "./toy.ts";

const at = (emulator: ReturnType<typeof fitEmulator>, unit: ArrayLike<number>) => emulator.expect(unit).map((expected) => expected.implausibility);
const everywhere = firstWave(50, 2, "everywhere").map((u) => u.slice());

test("where median and log deviation are quadratic, emulated and simulated implausibility are the same", () => {
  const f = (u: Float64Array) => {
    // √(1 + s²) = e^(1 + u₁/2): a tolerance of 3 is a discrepancy of 1.
    const deviation = Math.exp(1 + 0.5 * u[0]);
    return [measured(4 * u[0] - 7 * u[0] * u[1], { observed: 1, spread: Math.sqrt(deviation * deviation - 1) }), measured(u[1] * u[1], { observed: -3 })];
  };
  const emulator = fitEmulator(simulate(firstWave(20, 2, "exact"), f), 2);
  expect(emulator).toMatchObject({ order: 2, points: 20 });
  for (const share of emulator.crossValidated) expect(share).toBeCloseTo(1, 9);
  for (const u of everywhere) f(u).forEach((target, t) => expect(at(emulator, u)[t]).toBeCloseTo(implausibility(target), 7));
});

test("agreement is expected just where it is found, exactly emulated", () => {
  // A normal law of deviation s around a median that is linear: q10 and q90 are 1.28 s away.
  const f = (u: Float64Array) => [measured(10 * u[0], { observed: 4, tolerance: 1, spread: 2 }), measured(10 * u[1], { observed: 5, tolerance: 3 })];
  const emulator = fitEmulator(simulate(firstWave(20, 2, "exact"), f), 2);
  for (const u of everywhere) {
    emulator.expect(u).forEach(({ disagreement }, t) => {
      if (Math.abs(disagreement - 1) > 1e-3) expect(disagreement <= 1).toBe(agrees(f(u)[t]));
    });
  }
});

test("a target that allows more on one side, up to anything, does so wherever it is asked", () => {
  // Below ½ a tolerance of 0.03, a deviation of 0.01; above, anything.
  const f = (u: Float64Array) => [measured(u[0], { observed: 0.5, tolerance: u[0] < 0.5 ? 0.03 : 1e9 })];
  for (const seed of ["one", "two", "three"]) {
    const emulator = fitEmulator(simulate(firstWave(20, 2, seed), f), 2);
    for (const u of everywhere) expect(at(emulator, u)[0]).toBeCloseTo(u[0] < 0.5 ? (0.5 - u[0]) / 0.01 : 0, 6);
  }
});

test("without any tolerance the spread is what is allowed", () => {
  const f = (u: Float64Array) => [measured(u[0], { observed: 0.5, tolerance: 0, spread: 0.1 })];
  const emulator = fitEmulator(simulate(firstWave(20, 2, "none"), f), 2);
  for (const u of everywhere) expect(at(emulator, u)[0]).toBeCloseTo(Math.abs(u[0] - 0.5) / 0.1, 4);
});

test("noise alone rules out nothing that is true", () => {
  const { normal } = createRandom(keyFor("noise", "emulator"));
  let out = 0;
  for (let repetition = 0; repetition < 50; repetition++) {
    const noisy = simulate(firstWave(40, 2, "noise"), (u) => [measured(normal(repetition, 0, 0, Math.floor(u[0] * 40)), { observed: 0, tolerance: 1e-6 })]);
    const emulator = fitEmulator(noisy, 2);
    out += everywhere.filter((u) => at(emulator, u)[0] > 3).length;
  }
  expect(out / (50 * everywhere.length)).toBeLessThan(0.003);
});

test("a surface that does not fit makes nothing implausible that it cannot judge", () => {
  const wild = (u: Float64Array) => [measured(100 * Math.sin(400 * u[0]), { observed: 0 })];
  const emulator = fitEmulator(simulate(firstWave(60, 2, "wild"), wild), 2);
  for (const u of everywhere) expect(at(emulator, u)[0]).toBeLessThan(2);
  expect(emulator.crossValidated[0]).toBeLessThan(0.2);
});

describe("numbers that the paths do not have", () => {
  const units = firstWave(30, 2, "holes");

  test("at some points: these are left out", () => {
    const emulator = fitEmulator(simulate(units, (u) => [measured(u[0] < 0.3 ? NaN : u[0], { observed: 2 }), measured(u[1])]), 2);
    expect(emulator.points).toBe(units.filter((u) => u[0] >= 0.3).length);
    for (const u of everywhere) expect(at(emulator, u)[1]).toBeCloseTo(u[1], 9);
  });

  test("at all points: that target is infinitely implausible, the others are as they are", () => {
    const emulator = fitEmulator(simulate(units, (u) => [measured(NaN), measured(u[1])]), 2);
    for (const u of everywhere) expect(at(emulator, u)).toEqual([Infinity, expect.closeTo(u[1], 9)]);
    expect(emulator.crossValidated[0]).toBeNaN();
  });

  test("at all points but one: nothing is known", () => {
    const emulator = fitEmulator(simulate(units, (u) => [measured(u === units[0] ? 1 : NaN), measured(u[1])]), 2);
    expect(at(emulator, everywhere[0])).toEqual([0, 0]);
  });
});
