import type { Measured } from "../facts/measured.ts";
import type { Simulated } from "./emulator.ts";
import { agrees } from "../facts/measured.ts";
import { maxImplausibility } from "./implausibility.ts";

/**
 * Says what simulations at a point give for every target, in the order of the targets. Several are asked for at a
 * time. Pure in its values: the same values, the same answer. Tolerances are positive.
 *
 * @param values one per parameter
 * @param index number of the point
 * @throws PointFailure when the point cannot be simulated: the search goes on without it
 */
export type TargetEvaluator = (values: readonly number[], index: number) => Promise<readonly Measured[]>;

/** A point that cannot be simulated, which others can. */
export class PointFailure extends Error {
  override readonly name = "PointFailure";
}

/** A point with its answer. */
export interface Evaluation extends Simulated {
  readonly point: number;
  /** 1 is the first. */
  readonly wave: number;
  readonly values: readonly number[];
  /** Why there is no answer; `measured` is then empty. */
  readonly failure: string | undefined;
  /** The largest of its targets, from its own simulation; infinite without one. */
  readonly implausibility: number;
  readonly accepted: boolean;
}

/**
 * Largest implausibility of an accepted point. A simulated point has no emulator's error, which a cutoff of 3 makes
 * room for when points are ruled out; within 2 standard deviations lies 95 % of a normal law.
 */
export const ACCEPT = 2;

/** Is a point accepted: no target more implausible than `accept`, and every target agrees? */
export function isAccepted(measured: readonly Measured[], accept: number): boolean {
  return measured.length > 0 && maxImplausibility(measured) <= accept && measured.every(agrees);
}
