import { logPrice } from "../markets/marketState.ts";
import { EQUITY, FX, TECH, UST } from "../markets/names.ts";
import { yields } from "../markets/policy.ts";
import type { World } from "../round.ts";

/** What is followed: log returns of USDJPY, tech, equity, ust in percent; yields of ust and jgb in percent. */
const FX_MOVE = 0;
const RETURNS = [FX_MOVE, 1, 2, 3];
const YIELDS = [4, 5];
const FOLLOWED = 6;

/** Ends, extremes and worst three days of the markets of one path (MOVES in observables.ts). */
export class MoveRecord {
  readonly #world: World;
  /** [(days + 1) × followed]: values at the end of each day. */
  readonly #closes: Float64Array;
  readonly #now = new Float64Array(FOLLOWED);
  readonly #lowest = new Float64Array(FOLLOWED);

  constructor(world: World) {
    this.#world = world;
    this.#closes = new Float64Array((world.setup.days + 1) * FOLLOWED);
  }

  begin(): void {
    this.#follow();
    this.#lowest.set(this.#now);
    this.closeDay(0);
  }

  afterRound(): void {
    this.#follow();
    for (let v = 0; v < FOLLOWED; v++) if (this.#now[v] < this.#lowest[v]) this.#lowest[v] = this.#now[v];
  }

  closeDay(day: number): void {
    this.#closes.set(this.#now, day * FOLLOWED);
  }

  /** Log return of technology equity since t = 0 at the end of a day, percent. */
  techAt(day: number): number {
    return this.#closes[day * FOLLOWED + 1];
  }

  /** USDJPY lies on a log scale here; its level at the end and at the lowest is passed in. */
  write(out: Float64Array, at: number, usdjpyEnd: number, usdjpyLowest: number): number {
    const { days } = this.#world.setup;
    let next = at;
    for (const v of RETURNS) {
      out[next++] = v === FX_MOVE ? usdjpyEnd : this.#closes[days * FOLLOWED + v];
      out[next++] = v === FX_MOVE ? usdjpyLowest : this.#lowest[v];
      out[next++] = 0 - this.#largestChange(v, -1); // never −0
    }
    for (const v of YIELDS) {
      out[next++] = this.#closes[days * FOLLOWED + v];
      out[next++] = this.#lowest[v];
      out[next++] = 100 * this.#largestChange(v, 1);
    }
    return next;
  }

  /** Largest change over three days (fewer at the start of the path) in the direction of the sign, at least 0. */
  #largestChange(v: number, sign: number): number {
    let largest = 0;
    for (let day = 1; day <= this.#world.setup.days; day++) {
      const from = this.#closes[Math.max(0, day - 3) * FOLLOWED + v];
      largest = Math.max(largest, sign * (this.#closes[day * FOLLOWED + v] - from));
    }
    return largest;
  }

  #follow(): void {
    const { markets, setup } = this.#world;
    const y = yields(markets, setup);
    this.#now[0] = 100 * logPrice(markets, FX);
    this.#now[1] = 100 * logPrice(markets, TECH);
    this.#now[2] = 100 * logPrice(markets, EQUITY);
    this.#now[3] = 100 * logPrice(markets, UST);
    this.#now[4] = y.ust;
    this.#now[5] = y.jgb;
  }
}
