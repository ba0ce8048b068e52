import fc from "fast-check";

/** A double in [min, max], ends included, even in size rather than in exponent. */
export const within = (min: number, max: number) =>
  fc.integer({ min: 0, max: 2 ** 30 }).map((n) => min + (max - min) * (n / 2 ** 30));

/** A share, both ends included. */
export const share = within(0, 1);
/** A positive amount of money. */
export const money = within(1e-6, 1e6);
/** A log return that a market can have. */
export const logReturn = within(-1, 1);
/** σ̂/σ⁰ as R3 clamps it. */
export const volatilityRatio = within(0.25, 5);
