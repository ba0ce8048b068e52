import { sobolSequence } from "../design/sobolSequence.ts";
import { contains, type Region } from "./region.ts";

/** What one target leaves of the region that the waves before have left. */
export interface TargetSurvey {
  /** Smallest implausibility in it: beyond the cutoff, the target alone rules everything out. */
  readonly smallest: number;
  /** Share of it that the target alone leaves. */
  readonly share: number;
}

/** A look at a region through many candidates. */
export interface Survey {
  /** Candidates looked at. */
  readonly candidates: number;
  /** Those not ruled out, in their order. */
  readonly left: readonly Float64Array[];
  /** Share of the volume that is left. */
  readonly share: number;
  /** For the last emulator, in the order of the targets. */
  readonly targets: readonly TargetSurvey[];
}

/** More candidates are drawn while too few are left, up to this many times as many. */
const MOST_TIMES = 16;

/**
 * Look at a region with a scrambled Sobol' sequence, the same for all regions of a seed: shares of the volume are
 * those of one sample and never rise as regions shrink. Where fewer than `wanted` candidates are left, twice as many
 * are drawn, up to 16 times as many.
 *
 * @param region narrowed at least once
 * @param candidates at first
 */
export function survey(region: Region, candidates: number, wanted: number, seed: string): Survey {
  const { dimensions, cutoff } = region;
  const before: Region = { ...region, emulators: region.emulators.slice(0, -1) };
  const last = region.emulators.at(-1)!;
  const targets = last.crossValidated.map(() => ({ smallest: Infinity, within: 0 }));
  const left: Float64Array[] = [];
  let inside = 0;
  let drawn = 0;
  for (let total = candidates; drawn < total; total = left.length < wanted && total < MOST_TIMES * candidates ? 2 * total : total) {
    const { values } = sobolSequence(total, dimensions, seed);
    for (; drawn < total; drawn++) {
      const unit = values.subarray(drawn * dimensions, (drawn + 1) * dimensions);
      if (!contains(before, unit)) continue;
      inside += 1;
      const expected = last.expect(unit);
      expected.forEach(({ implausibility }, t) => {
        targets[t].smallest = Math.min(targets[t].smallest, implausibility);
        if (implausibility <= cutoff) targets[t].within += 1;
      });
      if (expected.every(({ implausibility }) => implausibility <= cutoff)) left.push(unit.slice());
    }
  }
  return {
    candidates: drawn,
    left,
    share: left.length / drawn,
    targets: targets.map(({ smallest, within }) => ({ smallest, share: inside === 0 ? 0 : within / inside })),
  };
}

/** The target that rules out most: the largest smallest implausibility if beyond the cutoff, else the smallest share. */
export function strictest(targets: readonly TargetSurvey[], cutoff: number): number {
  const worst = targets.map(({ smallest }) => smallest).reduce((at, smallest, t, all) => (smallest > all[at] ? t : at), 0);
  if (targets[worst] !== undefined && targets[worst].smallest > cutoff) return worst;
  return targets.map(({ share }) => share).reduce((at, share, t, all) => (share < all[at] ? t : at), 0);
}
