import type { Measured } from "../facts/measured.ts";
import { exp, log } from "../model/elementary.ts";
import { discrepancy } from "./implausibility.ts";
import { type LocalSurface, localSurface, neighbourhood } from "./localSurface.ts";
import { nearestPoints } from "./nearestPoints.ts";
import { type Order, type SurfaceDesign, surfaceDesign } from "./responseSurface.ts";
import { type Tolerances, tolerancesOf } from "./tolerances.ts";

/** A point of the unit cube of the parameters, and what its simulation says of every target. */
export interface Simulated {
  readonly unit: Float64Array;
  readonly measured: readonly Measured[];
}

/** What an emulator expects of one target at a point. */
export interface Expected {
  readonly implausibility: number;
  /** Distance from history over that at which a simulation still agrees, the larger of tolerance and 1.28 s. */
  readonly disagreement: number;
}

/** A cheap stand-in for simulation within a region. */
export interface Emulator {
  /** Of its surfaces. 2: quadratic; 1: linear, 0: constant where there are too few points for more. */
  readonly order: Order;
  /** Points that it was fitted to. */
  readonly points: number;
  /** How well it predicts the median of each target at points left out: share of variance; NaN where it has no surface. */
  readonly crossValidated: readonly number[];
  /** Every target at a point, in their order. */
  readonly expect: (unit: ArrayLike<number>) => readonly Expected[];
}

/** Φ⁻¹(0.9): history between the 10 and 90 % quantiles of a normal law is within so many deviations of the median. */
const Z90 = 1.2815515655446004;

const NEVER: Expected = { implausibility: Infinity, disagreement: Infinity };
const EXACT: Expected = { implausibility: 0, disagreement: 0 };

interface EmulatedTarget {
  readonly observed: number;
  readonly tolerances: Tolerances;
  readonly median: LocalSurface;
  /** Of √(reference² + spread²). */
  readonly logDeviation: LocalSurface;
  readonly reference: number;
}

/** Share of the largest spread that stands for a discrepancy of 0, which has no logarithm. */
const SMALL = 1e-3;

/**
 * Response surfaces for the median of every target and for the spread of its paths, and with them
 *
 *   I(x) = |z − m̂(x)| / √((τ/3)² + ŝ(x)² + e(x)²)
 *
 * τ the tolerance on the side of m̂. It is log √((τ/3)² + s²) that is fitted, τ the smaller of both sides': the spread
 * itself may be 0. e is the local error of the median's surface, which the sampling error of the medians is part of (see `localSurface`).
 * A point at which a target has no number is left out. A target that has none anywhere is infinitely implausible
 * everywhere; with fewer than two points left nothing is known, and all others are 0.
 *
 * @param points all with the same targets
 */
export function fitEmulator(points: readonly Simulated[], dimensions: number): Emulator {
  const targets = points[0]?.measured ?? [];
  const without = targets.map((_, t) => points.every(({ measured }) => !isNumber(measured[t])));
  const usable = points.filter(({ measured }) => measured.every((target, t) => without[t] || isNumber(target)));
  if (usable.length < 2) {
    const expected = without.map((is) => (is ? NEVER : EXACT));
    return { order: 0, points: usable.length, crossValidated: targets.map(() => NaN), expect: () => expected };
  }
  const units = usable.map(({ unit }) => unit);
  const design = surfaceDesign(units, dimensions);
  const emulated = targets.map((_, t) => (without[t] ? undefined : emulateTarget(design, units, usable.map(({ measured }) => measured[t]))));
  return {
    order: design.order,
    points: usable.length,
    crossValidated: emulated.map((target) => target?.median.crossValidated ?? NaN),
    expect(unit) {
      const basis = design.basis(unit);
      const near = nearestPoints(units, unit, neighbourhood(dimensions));
      return emulated.map((target): Expected => {
        if (target === undefined) return NEVER;
        const { observed, tolerances, median, logDeviation, reference } = target;
        const { value, deviation: error } = median.predict(basis, near);
        const distance = Math.abs(observed - value);
        if (distance === 0) return EXACT;
        const tolerance = value < observed ? tolerances.below : tolerances.above;
        const model = discrepancy(tolerance);
        const deviation = Math.max(reference, exp(logDeviation.predict(basis, near).value));
        const spread = Math.sqrt(deviation * deviation - reference * reference);
        return { implausibility: distance / Math.sqrt(model * model + spread * spread + error * error), disagreement: distance / Math.max(tolerance, Z90 * spread) };
      });
    },
  };
}

function emulateTarget(design: SurfaceDesign, units: readonly Float64Array[], measured: readonly Measured[]): EmulatedTarget {
  const tolerances = tolerancesOf(measured);
  const widest = measured.reduce((most, { spread }) => Math.max(most, spread), 0);
  const reference = discrepancy(Math.min(tolerances.below, tolerances.above)) || SMALL * widest || 1;
  const surface = (outputs: Float64Array): LocalSurface => localSurface(design.fit(outputs), units, outputs);
  return {
    observed: measured[0].observed,
    tolerances,
    reference,
    median: surface(Float64Array.from(measured, ({ median }) => median)),
    logDeviation: surface(Float64Array.from(measured, ({ spread }) => log(Math.sqrt(reference * reference + spread * spread)))),
  };
}

function isNumber({ median, spread }: Measured): boolean {
  return Number.isFinite(median) && Number.isFinite(spread);
}
