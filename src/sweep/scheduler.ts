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
  /** Ranges [from, to) of what was not done when the point was added; the last has no end. */
  readonly holes: readonly (readonly [from: number, to: number])[];
  /** Ranges [from, to) neither done nor running. */
  gaps: [from: number, to: number][];
  target: number;
  running: number;
  failed: boolean;
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
    const holes: [number, number][] = [];
    let covered = 0;
    for (const { first, count } of done) {
      if (first > covered) holes.push([covered, first]);
      covered = Math.max(covered, first + count);
    }
    holes.push([covered, Infinity]);
    const state: PointState = { point, holes, gaps: [], target: 0, running: 0, failed: false };
    this.#points.set(point, state);
    return this.#extend(state, target);
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

  /** A range is done. @returns is its point finished? */
  done({ point, count }: Range, seconds: number): boolean {
    const state = this.#points.get(point)!;
    state.running -= 1;
    this.#left -= count;
    this.#cost = this.#cost === undefined ? seconds / count : (1 - MEMORY) * this.#cost + (MEMORY * seconds) / count;
    if (state.failed || state.running > 0 || state.gaps.length > 0) return false;
    const more = this.#target.next(point, state.target);
    return more <= state.target || this.#extend(state, more);
  }

  /** A path of a range has failed: nothing after it is started any more, but what is before it may fail too. */
  failed({ point, count }: Range): void {
    const state = this.#points.get(point)!;
    state.running -= 1;
    state.failed = true;
    this.#left -= count;
    for (const [from, to] of state.gaps) this.#left -= to - from;
    state.gaps = [];
  }

  /** Has nothing of the point yet to come? */
  isQuiet(point: string): boolean {
    const { running, gaps } = this.#points.get(point)!;
    return running === 0 && gaps.length === 0;
  }

  /** Open what of the paths up to a target is not done. @returns is there nothing, and is that enough? */
  #extend(state: PointState, target: number): boolean {
    state.gaps = within(state.holes, state.target, target);
    state.target = target;
    if (state.gaps.length === 0) {
      const more = this.#target.next(state.point, target);
      return more <= target || this.#extend(state, more);
    }
    for (const [from, to] of state.gaps) this.#left += to - from;
    this.#open.push(state);
    return false;
  }

  /** Paths of the next unit: even, so that units start with whole pairs of lanes. */
  #portion(): number {
    const wanted = this.#cost === undefined ? FIRST_PATHS : UNIT_SECONDS / this.#cost;
    const fair = this.#left / (3 * this.#threads);
    return Math.max(2, 2 * Math.round(Math.min(wanted, fair, MOST_PATHS) / 2));
  }
}

/** The parts of ranges that lie in [low, high). */
function within(ranges: PointState["holes"], low: number, high: number): [number, number][] {
  return ranges.map(([from, to]): [number, number] => [Math.max(from, low), Math.min(to, high)]).filter(([from, to]) => from < to);
}
