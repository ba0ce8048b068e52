import { quantile } from "../statistics/quantile.ts";
import type { CalibrationResult, WaveResult } from "./calibrate.ts";
import { mostCentral } from "./farthestPoints.ts";
import { agrees } from "../facts/measured.ts";
import { implausibility } from "./implausibility.ts";
import type { CalibrationPlan } from "./plan.ts";
import { type Ridge, ridge } from "./ridge.ts";
import { strictest } from "./survey.ts";
import { type Tolerances, tolerancesOf } from "./tolerances.ts";

/** A parameter over the accepted points. */
export interface ParameterReport {
  readonly name: string;
  readonly unit: string;
  /** The range that was searched. */
  readonly low: number;
  readonly high: number;
  readonly base: number | undefined;
  /** Undefined where nothing was accepted. */
  readonly accepted: { readonly low: number; readonly high: number; readonly median: number } | undefined;
  /** From the base to the accepted median, as a share of the range, of the logarithm's for a loguniform one. */
  readonly shift: number | undefined;
}

/** A target over all points that were simulated. */
export interface TargetReport {
  readonly name: string;
  readonly unit: string;
  readonly observed: number;
  /** On either side of what was observed, as far as medians were there. */
  readonly tolerances: Tolerances;
  readonly agree: number;
  readonly smallest: number;
  /** Share of all ranges that it leaves alone, by the first wave. */
  readonly share: number;
  /** How well the last wave's surface predicts it. */
  readonly crossValidated: number;
}

export interface CalibrationReport {
  readonly points: number;
  readonly failed: number;
  readonly accepted: number;
  /** The base; undefined where its values are not in what is searched, or it could not be simulated. */
  readonly base: { readonly accepted: boolean; readonly implausibility: number } | undefined;
  readonly waves: readonly Pick<WaveResult, "wave" | "points" | "accepted" | "share">[];
  /** Was everything ruled out? */
  readonly emptied: boolean;
  /** The target that rules out most: of what was left before the last wave if that wave left nothing, else of everything. */
  readonly strictest: string;
  /** The point with the least max implausibility. */
  readonly least: { readonly point: number; readonly implausibility: number } | undefined;
  /** The accepted point nearest to all others. */
  readonly central: number | undefined;
  readonly parameters: readonly ParameterReport[];
  readonly targets: readonly TargetReport[];
  readonly ridges: readonly (Ridge & { readonly parameters: readonly [string, string] })[];
}

/** What a complete calibration says: of every parameter, every target and every ridge. */
export function reportOf({ parameters, targets, ridges, search }: CalibrationPlan, { evaluations, waves }: CalibrationResult): CalibrationReport {
  const simulated = evaluations.filter(({ failure }) => failure === undefined);
  const accepted = evaluations.filter((evaluation) => evaluation.accepted);
  const [first, last] = [waves[0], waves.at(-1)!];
  const emptied = last.share === 0;
  const [own] = search.base === undefined ? [] : simulated.filter(({ unit }) => unit === search.base!.unit);
  const best = simulated.reduce((a, b) => (b.implausibility < a.implausibility ? b : a));
  return {
    points: evaluations.length,
    failed: evaluations.length - simulated.length,
    accepted: accepted.length,
    base: own && { accepted: own.accepted, implausibility: own.implausibility },
    waves: waves.map(({ wave, points, accepted: own, share }) => ({ wave, points, accepted: own, share })),
    emptied,
    strictest: targets[strictest((emptied ? last : first).targets, search.cutoff)].name,
    least: { point: best.point, implausibility: best.implausibility },
    central: accepted[mostCentral(accepted.map(({ unit }) => unit))]?.point,
    parameters: parameters.map(({ name, unit, low, high, inBase, share }, p): ParameterReport => {
      const sorted = Float64Array.from(accepted, ({ values }) => values[p]).sort();
      if (sorted.length === 0) return { name, unit, low, high, base: inBase, accepted: undefined, shift: undefined };
      const median = quantile(sorted, 0.5);
      return { name, unit, low, high, base: inBase, accepted: { low: sorted[0], high: sorted[sorted.length - 1], median }, shift: inBase === undefined ? undefined : share(median) - share(inBase) };
    }),
    targets: targets.map(({ name, unit }, t): TargetReport => {
      const measured = simulated.map((evaluation) => evaluation.measured[t]);
      return {
        name, unit,
        observed: measured[0].observed,
        tolerances: tolerancesOf(measured),
        agree: measured.filter(agrees).length,
        smallest: measured.reduce((least, target) => Math.min(least, implausibility(target)), Infinity),
        share: first.targets[t].share,
        crossValidated: last.crossValidated[t],
      };
    }),
    ridges: accepted.length === 0 ? [] : ridges.map(([a, b]) => ({
      parameters: [parameters[a].name, parameters[b].name] as const,
      ...ridge(accepted.map(({ values }) => values[a]), accepted.map(({ values }) => values[b])),
    })),
  };
}
