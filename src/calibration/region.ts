import { type Emulator, fitEmulator, type Simulated } from "./emulator.ts";

/** What of the unit cube is not ruled out yet: whatever every emulator, one per wave, leaves. */
export interface Region {
  readonly dimensions: number;
  readonly cutoff: number;
  readonly emulators: readonly Emulator[];
}

/**
 * Implausibility beyond which a point is ruled out. At least 95 % of any law with one mode lies within three standard
 * deviations of it.
 *
 * Source: Pukelsheim (1994), "The three sigma rule", The American Statistician 48(2), 88–91.
 */
export const CUTOFF = 3;

/** Before the first wave: everything. */
export function wholeCube(dimensions: number, cutoff: number): Region {
  return { dimensions, cutoff, emulators: [] };
}

/**
 * Rule out more, after a wave: an emulator fitted to all points of all waves that lie in the region so far. Points
 * outside would bend a surface of few terms where nobody asks it any more. What was ruled out stays so, because later
 * emulators know nothing of it.
 */
export function narrow(region: Region, points: readonly Simulated[]): Region {
  const inside = points.filter(({ unit }) => contains(region, unit));
  return { ...region, emulators: [...region.emulators, fitEmulator(inside, region.dimensions)] };
}

/** Is a point not ruled out: the implausibility of every target at most the cutoff, in every emulator? */
export function contains({ emulators, cutoff }: Region, unit: ArrayLike<number>): boolean {
  return emulators.every((emulator) => emulator.expect(unit).every(({ implausibility }) => implausibility <= cutoff));
}
