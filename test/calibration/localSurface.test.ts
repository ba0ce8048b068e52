import { expect, test } from "vitest";
import { localSurface, neighbourhood } from "../../src/calibration/localSurface.ts";
import { nearestPoints } from "../../src/calibration/nearestPoints.ts";
import { surfaceDesign } from "../../src/calibration/responseSurface.ts";
import { firstWave } from "../../src/calibration/waves.ts";
import { keyFor } from "../../src/random/key.ts";
import { createRandom } from "../../src/random/stream.ts";

const points = firstWave(200, 2, "local");
const elsewhere = firstWave(100, 2, "elsewhere");
const design = surfaceDesign(points, 2);

function fit(f: (u: ArrayLike<number>, k: number) => number) {
  const outputs = Float64Array.from(points, f);
  const surface = design.fit(outputs);
  const local = localSurface(surface, points, outputs);
  const at = (u: Float64Array) => local.predict(design.basis(u), nearestPoints(points, u, neighbourhood(2)));
  return { surface, local, at };
}
const rootMeanSquare = (values: readonly number[]) => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);

test("of a cliff it says where it is wrong: little away from it, much at it, and right about both", () => {
  const cliff = (u: ArrayLike<number>) => (u[0] > 0.6 ? 10 : 0) + u[1];
  const { surface, at } = fit(cliff);
  const away = elsewhere.filter((u) => Math.abs(u[0] - 0.6) > 0.25);
  const near = elsewhere.filter((u) => Math.abs(u[0] - 0.6) < 0.05);
  const error = (among: readonly Float64Array[]) => rootMeanSquare(among.map((u) => cliff(u) - at(u).value));
  const told = (among: readonly Float64Array[]) => rootMeanSquare(among.map((u) => at(u).deviation));
  expect(told(away)).toBeLessThan(told(near) / 4);
  expect(error(away)).toBeLessThan(rootMeanSquare(away.map((u) => cliff(u) - surface.value(design.basis(u)))) / 2);
  for (const among of [away, near]) {
    expect(told(among) / error(among)).toBeGreaterThan(0.5);
    expect(told(among) / error(among)).toBeLessThan(2);
  }
});

test("of a quadratic with noise it is the surface: neighbours' noise would not help, and the noise is the error", () => {
  const { normal } = createRandom(keyFor("noise", "local"));
  const { surface, local, at } = fit((u, k) => 1 + u[0] - 3 * u[0] * u[1] + 0.1 * normal(k, 0, 0, 0));
  for (const u of elsewhere) expect(at(u).value).toBe(surface.value(design.basis(u)));
  expect(Math.abs(rootMeanSquare(elsewhere.map((u) => at(u).deviation)) - 0.1)).toBeLessThan(0.015);
  expect(local.crossValidated).toBeCloseTo(1 - rootMeanSquare([...surface.leftOut]) ** 2 / variance((u, k) => 1 + u[0] - 3 * u[0] * u[1] + 0.1 * normal(k, 0, 0, 0)), 9);
});

function variance(f: (u: ArrayLike<number>, k: number) => number): number {
  const outputs = points.map(f);
  const mean = outputs.reduce((sum, y) => sum + y, 0) / outputs.length;
  return rootMeanSquare(outputs.map((y) => y - mean)) ** 2;
}

test("of pure noise nothing is predicted", () => {
  const { normal } = createRandom(keyFor("noise", "nothing"));
  expect(fit((_, k) => normal(k, 0, 0, 0)).local.crossValidated).toBeLessThan(0.05);
  expect(fit(() => 7).local.crossValidated).toBe(1); // there is nothing to predict
});
