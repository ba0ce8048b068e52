import type { DailyMoments } from "./dailyMoments.ts";
import { likelihoodErrors } from "./errorsOf.ts";
import type { FittedLaw, LawFit, NamedValues } from "./lawFit.ts";
import { type Minimum, nelderMead } from "./nelderMead.ts";
import type { Range } from "./ranges.ts";

type Vector = readonly number[];

/** A law whose likelihood of daily returns can be computed. */
export interface LikelihoodModel {
  readonly law: FittedLaw;
  readonly ranges: readonly Range[];
  /** Where to start from, each within the ranges. */
  readonly starts: readonly Vector[];
  readonly logLikelihood: (values: Vector) => number;
  /** Parameters of `shocks.<law>`, `volatility` and `drift`. */
  readonly named: (values: Vector) => NamedValues;
  readonly moments: (values: Vector) => DailyMoments;
}

/**
 * The parameters of greatest likelihood within their ranges, the best of a simplex search from every
 * start, with standard errors from the curvature there.
 */
export function maximumLikelihood({ law, ranges, starts, logLikelihood, named, moments }: LikelihoodModel): LawFit {
  const valuesAt = (theta: Vector) => theta.map((x, i) => ranges[i].fromLine(x));
  const minusLog = (theta: Vector) => -logLikelihood(valuesAt(theta));
  const found = starts.map((start) => nelderMead(minusLog, start.map((x, i) => ranges[i].toLine(x))));
  const { x: theta, value, converged } = found.reduce((a: Minimum, b) => (b.value < a.value ? b : a));
  const values = valuesAt(theta);
  const { volatility, drift, ...parameters } = named(values);
  const errors = likelihoodErrors(minusLog, theta, (x) => Object.values(named(valuesAt(x))));
  const standardErrors = Object.fromEntries(Object.keys(named(values)).map((name, i) => [name, errors[i]]));
  return { law, parameters, volatility, drift, standardErrors, logLikelihood: -value, converged, moments: moments(values) };
}
