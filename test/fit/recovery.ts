import { expect } from "vitest";
import type { DailyMoments } from "../../src/fit/dailyMoments.ts";
import { estimatedMoments, MOMENT_NAMES } from "../../src/fit/dailyMoments.ts";
import type { LawFit } from "../../src/fit/lawFit.ts";

/** Every true value lies within four standard errors of the fit, and the errors are small enough to tell something. */
export function expectRecovered({ parameters, volatility, drift, standardErrors }: LawFit, truth: Readonly<Record<string, number>>, widest = 0.5): void {
  const fitted: Record<string, number> = { ...parameters, volatility, drift };
  for (const [name, value] of Object.entries(truth)) {
    expect(Math.abs(fitted[name] - value), name).toBeLessThan(4 * standardErrors[name]);
    if (name !== "drift" && name !== "jump_mean") expect(standardErrors[name], name).toBeLessThan(widest * Math.abs(value));
  }
}

/** The moments a law says it has are those of its simulated returns, within four standard errors. */
export function expectMoments(told: DailyMoments, returns: Float64Array, block: number): void {
  const { value, standardError } = estimatedMoments(returns, { block, resamples: 300, seed: "simulated" });
  for (const name of MOMENT_NAMES) expect(Math.abs(told[name] - value[name]), name).toBeLessThan(4 * standardError[name]);
}
