/** Paths first … first + count − 1 of a point. */
export interface Range {
  readonly point: string;
  readonly first: number;
  readonly count: number;
}

/** How many paths a point is to have: all at once, or more and more until it is precise enough. */
export interface Target {
  /** @returns paths wanted after a look at the first `paths` of the point; the same number when that is enough */
  next(point: string, paths: number): number;
}

/** Seconds of one thread that a unit should take: short enough to share out, long enough to pay for its flush. */
const UNIT_SECONDS = 0.25;
/** Paths of a unit while the cost of a path is unknown. */
const FIRST_PATHS = 16;
const MOST_PATHS = 4096;
/** Weight of the last unit in the running cost of a path. */
const MEMORY = 0.3;

interface PointState {
  readonly point: string;
  /** Ranges [from, to) neither done nor running. */
  gaps: [from: number, to: number][];
  target: number;
  running: number;
  /** Smallest path known to fail, or Infinity. */
  failedAt: number;
}

/**
 * Hands out the paths of many points in portions that take a quarter of a second, in the order of the points, and
 * smaller ones towards the end so that no thread waits long for another. How paths are portioned has no influence on
 * what they give.
 */
export class Scheduler {
  readonly #threads: number;
  readonly #target: Target;
  readonly #points = new Map<string, PointState>();
  /** Points with gaps, in order; those before `#next` have none left. */
  readonly #open: PointState[] = [];
  #next = 0;
  #cost: number | undefined;
  #left = 0;

  /** @param first paths that every point starts with */
  constructor(threads: number, target: Target) {
    this.#threads = threads;
    this.#target = target;
  }

  /** Paths handed out or not, that are not done yet; precision may ask for more. */
  get pathsLeft(): number {
    return this.#left;
  }

  /** Seconds of one thread per path, as last measured; undefined before the first unit. */
  get cost(): number | undefined {
    return this.#cost;
  }

  /** Add a point that is to have `target` paths, some of which are done. @returns is it finished already? */
  add(point: string, target: number, done: readonly Pick<Range, "first" | "count">[]): boolean {
    const state: PointState = { point, gaps: [], target: 0, running: 0, failedAt: Infinity };
    this.#points.set(point, state);
    let covered = 0;
    for (const { first, count } of done) {
      if (first > covered) state.gaps.push([covered, first]);
      covered = Math.max(covered, first + count);
    }
    // What is done beyond the target is left to a later target.
    let wanted = target;
    for (;;) {
      const gaps = gapsBelow(state.gaps, covered, wanted);
      if (gaps.length > 0) {
        this.#reopen(state, gaps, wanted);
        return false;
      }
      const more = this.#target.next(point, wanted);
      if (more <= wanted) return true;
      wanted = more;
    }
  }

  /** The next paths to run; undefined when there are none at the moment. */
  take(): Range | undefined {
    while (this.#next < this.#open.length && this.#open[this.#next].gaps.length === 0) this.#next += 1;
    const state = this.#open[this.#next];
    if (state === undefined) return undefined;
    const [gap] = state.gaps;
    const count = Math.min(gap[1] - gap[0], this.#portion());
    const range = { point: state.point, first: gap[0], count };
    gap[0] += count;
    if (gap[0] === gap[1]) state.gaps.shift();
    state.running += 1;
    return range;
  }

  /** A range is done. @returns is its point finished, and if it failed, at which path? */
  done({ point, count }: Range, seconds: number): boolean {
    const state = this.#points.get(point)!;
    state.running -= 1;
    this.#left -= count;
    this.#cost = this.#cost === undefined ? seconds / count : (1 - MEMORY) * this.#cost + (MEMORY * seconds) / count;
    if (state.failedAt < Infinity || state.running > 0 || state.gaps.length > 0) return false;
    const more = this.#target.next(point, state.target);
    if (more <= state.target) return true;
    this.#reopen(state, [[state.target, more]], more);
    return false;
  }

  /** A path of a range has failed: nothing after it is started any more, but what is before it may fail too. */
  failed({ point, count }: Range, path: number): void {
    const state = this.#points.get(point)!;
    state.running -= 1;
    state.failedAt = Math.min(state.failedAt, path);
    this.#left -= count;
    for (const [from, to] of state.gaps) this.#left -= to - from;
    state.gaps = [];
  }

  /** Has nothing of the point yet to come? */
  isQuiet(point: string): boolean {
    const { running, gaps } = this.#points.get(point)!;
    return running === 0 && gaps.length === 0;
  }

  #reopen(state: PointState, gaps: [number, number][], target: number): void {
    state.gaps = gaps;
    state.target = target;
    for (const [from, to] of gaps) this.#left += to - from;
    this.#open.push(state);
  }

  /** Paths of the next unit: even, so that units start with whole pairs of lanes. */
  #portion(): number {
    const wanted = this.#cost === undefined ? FIRST_PATHS : UNIT_SECONDS / this.#cost;
    const fair = this.#left / (3 * this.#threads);
    return Math.max(2, 2 * Math.round(Math.min(wanted, fair, MOST_PATHS) / 2));
  }
}

function gapsBelow(gaps: readonly (readonly [number, number])[], covered: number, target: number): [number, number][] {
  const below = gaps.filter(([from]) => from < target).map(([from, to]): [number, number] => [from, Math.min(to, target)]);
  return covered < target ? [...below, [covered, target]] : below;
}
