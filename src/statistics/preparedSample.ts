import type { Functional } from "./functional.ts";
import { moments, type MomentsState } from "./moments.ts";

/** An estimate to first order: value + mean of the influence values. */
export interface Linearization {
  readonly value: number;
  /** One per path, in the order of the paths. */
  readonly influence: Float64Array;
  /** Σ IF². */
  readonly squares: number;
}

/** A sample with what several functionals need of it, each computed when first asked for and then kept. */
export interface PreparedSample {
  /** In the order of the paths. */
  readonly values: Float64Array;
  /** Ascending. */
  readonly sorted: Float64Array;
  /** Of the sorted values, hence the same for every order of the paths. */
  readonly moments: MomentsState;
  /** Kept by the name of the functional. */
  linearize(functional: Functional): Linearization;
}

/**
 * Prepare a sample for several functionals and contrasts. Costs nothing but a check; `values` is kept, not copied,
 * and must stay as it is.
 *
 * @param values one per path, in the order of the paths
 * @throws RangeError when there are no values or one is NaN or infinite
 */
export function prepare(values: Float64Array): PreparedSample {
  const n = values.length;
  if (n === 0) throw new RangeError("cannot prepare an empty sample");
  let bad = 0;
  while (bad < n && Number.isFinite(values[bad])) bad += 1;
  if (bad < n) throw new RangeError(`cannot prepare: value ${bad} of ${n} is ${values[bad]}`);

  let sorted: Float64Array | undefined;
  let running: MomentsState | undefined;
  const linear = new Map<string, Linearization>();
  return {
    values,
    get sorted() {
      return (sorted ??= values.slice().sort());
    },
    get moments() {
      return (running ??= momentsOf(this.sorted));
    },
    linearize(functional) {
      let found = linear.get(functional.name);
      if (found === undefined) {
        found = linearization(functional, this, new Float64Array(n));
        linear.set(functional.name, found);
      }
      return found;
    },
  };
}

function momentsOf(values: Float64Array): MomentsState {
  const state = moments.init();
  for (const x of values) moments.add(state, x);
  return state;
}

/**
 * The linearization of one functional, not kept.
 *
 * @param into where the influence values go
 */
export function linearization(functional: Functional, sample: PreparedSample, into: Float64Array): Linearization {
  const influence = functional.influence(sample, into);
  let squares = 0;
  for (const x of influence) squares += x * x;
  return { value: functional.estimate(sample).value, influence, squares };
}
