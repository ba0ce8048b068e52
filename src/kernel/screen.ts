import { LEAST_RADIUS, RESERVE } from "./bounds.ts";
import type { KindPlan } from "./compile.ts";
import type { Agents, Instance } from "./instance.ts";
import { INTEGER, LANES, NUMBER, VECTOR } from "./layout.ts";
import type { TwinRecord } from "./twinRecord.ts";

/** Rounds for which a box is meant to hold, and its width as a multiple of what the frozen twin needs. */
const HORIZON = 30;
const WIDTH = 1.3;
/** Least radius of what the market moves, as a share of its size. */
const LEAST_MOVE = 1e-4;
/** With a larger share of the agents awake, visiting everybody in a row is faster than picking. */
const DENSE = 0.25;
const LONGEST_PAUSE = 64 * HORIZON;

/** Bytes that the screen of a kind needs. */
export function screenBytes({ flags, box }: KindPlan, words: number): number {
  return 2 * 2 ** flags.length * words * NUMBER + 3 * box.length * VECTOR;
}

/**
 * Says whom of a kind to visit. As long as the market stays in a box, only the agents that could act
 * there are visited; when it leaves, a new box is laid around what the frozen twin of the path sees in
 * the coming rounds, moved to where the path is now, and everybody is asked anew. Those who have
 * written since are asked again. Boxes and pauses decide how much is saved, never what is computed.
 */
export class Screen {
  readonly #instance: Instance;
  readonly #agents: Agents;
  readonly #settings: number;
  /** Bitmaps of who is awake in each setting of the flags; centre, radius, and the radius that tests use. */
  readonly #awake: number;
  readonly #centre: number;
  readonly #radius: number;
  readonly #tested: number;
  readonly #unfilled: number;
  /** Per setting: is picking worth while? */
  readonly #sparse: boolean[];
  #built = false;
  #pause = 0;
  #nextPause = HORIZON;

  /** @param at where `screenBytes` bytes are free; `unfilled`: address of the flag that some orders were cut */
  constructor(instance: Instance, agents: Agents, at: number, unfilled: number) {
    const { box, flags } = agents.plan;
    this.#instance = instance;
    this.#agents = agents;
    this.#settings = 2 ** flags.length;
    this.#sparse = Array.from({ length: this.#settings }, () => false);
    this.#centre = at;
    this.#radius = at + box.length * VECTOR;
    this.#tested = at + 2 * box.length * VECTOR;
    this.#awake = at + 3 * box.length * VECTOR;
    this.#unfilled = unfilled;
  }

  /** Forget the box: a new path begins. */
  reset(): void {
    this.#built = false;
  }

  /** Address of the bitmap of those to visit in this round, the flags being in a setting. */
  visit(twin: TwinRecord, round: number, setting: number): number {
    const { everybody, words, inside } = this.#agents;
    if (this.#built && inside(this.#centre, this.#radius) === 0) this.#built = false;
    if (this.#built) this.#askAgain();
    else if (this.#pause > 0) {
      this.#pause -= 1;
      return everybody;
    } else this.#build(twin, round);
    return this.#sparse[setting] ? this.#awake + setting * words * NUMBER : everybody;
  }

  /** Ask those again who have written since: columns that the box was tested with have changed. */
  #askAgain(): void {
    const { touched, words, records, wake } = this.#agents;
    const { integers } = this.#instance;
    const n = 2 * words;
    if (!integers.subarray(touched / INTEGER, touched / INTEGER + n).some((bits) => bits !== 0)) return;
    const again = this.#awake + this.#settings * words * NUMBER;
    wake(records, touched, words, again, this.#centre, this.#tested);
    for (let w = 0; w < n; w++) {
      const bits = integers[touched / INTEGER + w];
      if (bits === 0) continue;
      integers[touched / INTEGER + w] = 0;
      for (let s = 0; s < this.#settings; s++) {
        const at = this.#awake / INTEGER + s * n + w;
        integers[at] = (integers[at] & ~bits) | integers[again / INTEGER + s * n + w];
      }
    }
  }

  #build(twin: TwinRecord, round: number): void {
    const { records, everybody, words, wake, count, touched } = this.#agents;
    this.#instance.integers.fill(0, touched / INTEGER, touched / INTEGER + 2 * words);
    this.#layBox(twin, round);
    wake(records, everybody, words, this.#awake, this.#centre, this.#tested);
    for (let s = 0; s < this.#settings; s++) this.#sparse[s] = this.#marked(this.#awake + s * words * NUMBER) < DENSE * count;
    this.#built = this.#sparse.includes(true);
    if (this.#built) this.#nextPause = HORIZON;
    else {
      this.#pause = this.#nextPause;
      this.#nextPause = Math.min(2 * this.#nextPause, LONGEST_PAUSE);
    }
  }

  #layBox(twin: TwinRecord, round: number): void {
    const { numbers } = this.#instance;
    const { box, scalars } = this.#agents.plan;
    for (let j = 0; j < box.length; j++) {
      for (let lane = 0; lane < LANES; lane++) {
        const input = box[j] / NUMBER + lane;
        const now = numbers[input];
        const { low, high } = twin.range(input, round, round + HORIZON);
        const isUnfilled = box[j] === this.#unfilled; // 0 or 1, at any time
        const centre = isUnfilled ? 0.5 : now + (low + high) / 2;
        const radius = isUnfilled ? 1 : ((high - low) / 2) * WIDTH + (box[j] < scalars ? LEAST_MOVE * Math.abs(now) : 0);
        const at = j * LANES + lane;
        numbers[this.#centre / NUMBER + at] = centre;
        numbers[this.#radius / NUMBER + at] = radius;
        // What does not move at all is known to the bit.
        numbers[this.#tested / NUMBER + at] = radius === 0 && centre === now ? 0 : radius * (1 + RESERVE) + LEAST_RADIUS * Math.abs(centre);
      }
    }
  }

  /** How many agents a bitmap marks. */
  #marked(bitmap: number): number {
    let marked = 0;
    for (let w = bitmap / INTEGER; w < bitmap / INTEGER + 2 * this.#agents.words; w++) {
      for (let bits = this.#instance.integers[w]; bits !== 0; bits &= bits - 1) marked += 1;
    }
    return marked;
  }
}
