import { latinHypercube } from "../design/latinHypercube.ts";
import { keyFor } from "../random/key.ts";
import { createRandom } from "../random/stream.ts";
import type { Simulated } from "./emulator.ts";
import { farthestPoints } from "./farthestPoints.ts";
import { contains, type Region } from "./region.ts";

/** Candidates that the points of a wave are chosen from, per point: more would crowd the points on the border. */
const CHOICE = 4;

/** The points of the first wave: a Latin hypercube over the ranges. */
export function firstWave(points: number, dimensions: number, seed: string): Float64Array[] {
  const { values } = latinHypercube(points, dimensions, seed);
  return Array.from({ length: points }, (_, k) => values.slice(k * dimensions, (k + 1) * dimensions));
}

/**
 * The points of a later wave, from the candidates that are left: half of them where the emulator expects a simulation
 * to be accepted, or where it comes nearest to that, which is where accepted points come from; the others anywhere,
 * which shows where the border is. Both fill their space (see `farthestPoints`), away from what has been simulated in
 * the region.
 *
 * @param region narrowed at least once
 * @param left what is not ruled out
 * @param accept largest implausibility of an accepted point
 * @returns fewer than `points` where fewer candidates are left
 */
export function nextWave(region: Region, left: readonly Float64Array[], simulated: readonly Simulated[], { points, accept, seed }: { readonly points: number; readonly accept: number; readonly seed: string }): Float64Array[] {
  const { uniform } = createRandom(keyFor(seed, "first of a wave"));
  const taken = simulated.map(({ unit }) => unit).filter((unit) => contains(region, unit));
  const choose = (from: readonly Float64Array[], count: number, draw: number): Float64Array[] => {
    const among = from.slice(0, CHOICE * count);
    return farthestPoints(among, [...taken, ...chosen], count, uniform(region.emulators.length, 0, draw, 0)).map((i) => among[i]);
  };
  const chosen: Float64Array[] = [];
  const half = Math.ceil(points / 2);
  chosen.push(...choose(promising(region, left, CHOICE * half, accept), half, 0));
  const others = new Set(chosen);
  chosen.push(...choose(left.filter((unit) => !others.has(unit)), points - chosen.length, 1));
  return chosen;
}

/** Candidates, in their order, that the last emulator expects to be accepted; where there are fewer than wanted, those nearest to it. */
function promising({ emulators }: Region, left: readonly Float64Array[], wanted: number, accept: number): Float64Array[] {
  const last = emulators.at(-1)!;
  // At most 1: no target is too implausible, and all agree.
  const reach = Float64Array.from(left, (unit) => last.expect(unit).reduce((most, { implausibility, disagreement }) => Math.max(most, implausibility / accept, disagreement), 0));
  const limit = Math.max(1, reach.toSorted()[Math.min(wanted, left.length) - 1]);
  return left.filter((_, i) => reach[i] <= limit);
}
