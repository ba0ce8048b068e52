import { exp, log } from "../model/elementary.ts";
import type { Measured } from "../facts/measured.ts";
import { discrepancy } from "./implausibility.ts";
import { type Order, type ResponseSurface, type SurfaceDesign, surfaceDesign } from "./responseSurface.ts";

/** A point of the unit cube of the parameters, and what its simulation says of every target. */
export interface Simulated {
  readonly unit: Float64Array;
  readonly measured: readonly Measured[];
}

/** A cheap stand-in for simulation within a region. */
export interface Emulator {
  /** 2: quadratic; 1: linear, 0: constant where there are too few points for more. */
  readonly order: Order;
  /** Points that it was fitted to. */
  readonly points: number;
  /** How well it predicts the median of each target at points left out: share of variance; NaN where it has no surface. */
  readonly crossValidated: readonly number[];
  /** Implausibility of every target at a point, into `into`, [targets]. */
  readonly implausibilities: (unit: ArrayLike<number>, into: Float64Array) => void;
  /**
   * How far a point is from being accepted: the largest, over targets, of implausibility over `accept` and of distance
   * over what agreement allows, the larger of tolerance and 1.28 s. At most 1: acceptance is expected.
   */
  readonly reach: (unit: ArrayLike<number>, accept: number) => number;
}

/** Φ⁻¹(0.9): history between the 10 and 90 % quantiles of a normal law is within so many deviations of the median. */
const Z90 = 1.2815515655446004;

interface EmulatedTarget {
  readonly observed: number;
  readonly tolerance: number;
  readonly discrepancy: number;
  readonly median: ResponseSurface;
  readonly logDeviation: ResponseSurface;
}

/**
 * Response surfaces for the median of every target and for the logarithm of the deviation √((τ/3)² + s²) that is
 * allowed it, and with them
 *
 *   I(x) = |z − m̂(x)| / √(v̂(x)² + e² (1 + h(x)))
 *
 * e the standard deviation of the median's residuals, which the sampling error of the medians is part of, and h the
 * leverage. A point at which a target has no number is left out. A target that has none anywhere is infinitely
 * implausible everywhere; with fewer than two points left nothing is known, and all others are 0.
 *
 * @param points all with the same targets, each of a positive tolerance
 */
export function fitEmulator(points: readonly Simulated[], dimensions: number): Emulator {
  const targets = points[0]?.measured ?? [];
  const without = targets.map((_, t) => points.every(({ measured }) => !isNumber(measured[t])));
  const usable = points.filter(({ measured }) => measured.every((target, t) => without[t] || isNumber(target)));
  if (usable.length < 2) {
    return {
      order: 0, points: usable.length, crossValidated: targets.map(() => NaN),
      implausibilities: (_, into) => without.forEach((is, t) => (into[t] = is ? Infinity : 0)),
      reach: () => (without.some((is) => is) ? Infinity : 0),
    };
  }
  const design = surfaceDesign(usable.map(({ unit }) => unit), dimensions);
  const emulated = targets.map((_, t) => (without[t] ? undefined : emulateTarget(design, usable.map(({ measured }) => measured[t]))));
  return {
    order: design.order,
    points: usable.length,
    crossValidated: emulated.map((target) => target?.median.crossValidated ?? NaN),
    implausibilities(unit, into) {
      const basis = design.basis(unit);
      const predicted = 1 + design.leverage(basis);
      emulated.forEach((target, t) => (into[t] = target === undefined ? Infinity : implausibilityAt(target, basis, predicted)));
    },
    reach(unit, accept) {
      const basis = design.basis(unit);
      const predicted = 1 + design.leverage(basis);
      return emulated.reduce((most, target) => Math.max(most, target === undefined ? Infinity : Math.max(implausibilityAt(target, basis, predicted) / accept, disagreementAt(target, basis))), 0);
    },
  };
}

function emulateTarget(design: SurfaceDesign, measured: readonly Measured[]): EmulatedTarget {
  const { observed, tolerance } = measured[0];
  const model = discrepancy(tolerance);
  const deviations = measured.map(({ spread }) => log(Math.sqrt(model * model + spread * spread)));
  return {
    observed,
    tolerance,
    discrepancy: model,
    median: design.fit(Float64Array.from(measured, ({ median }) => median)),
    logDeviation: design.fit(Float64Array.from(deviations)),
  };
}

function implausibilityAt({ observed, discrepancy: model, median, logDeviation }: EmulatedTarget, basis: Float64Array, predicted: number): number {
  const deviation = Math.max(model, exp(logDeviation.value(basis)));
  const error = median.deviation * median.deviation * predicted;
  return Math.abs(observed - median.value(basis)) / Math.sqrt(deviation * deviation + error);
}

/** Distance from history over the distance at which a simulation still agrees with it. */
function disagreementAt({ observed, tolerance, discrepancy: model, median, logDeviation }: EmulatedTarget, basis: Float64Array): number {
  const deviation = exp(logDeviation.value(basis));
  const spread = Math.sqrt(Math.max(0, deviation * deviation - model * model));
  return Math.abs(observed - median.value(basis)) / Math.max(tolerance, Z90 * spread);
}

function isNumber({ median, spread }: Measured): boolean {
  return Number.isFinite(median) && Number.isFinite(spread);
}
