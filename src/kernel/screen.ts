import { LEAST_RADIUS, RESERVE } from "./boxes.ts";
import type { KindPlan } from "./compile.ts";
import { LANES, NUMBER, VECTOR } from "./layout.ts";

interface Level { horizon: number; margin: number }
const LEVELS: readonly Level[] = (process.env.LEVELS ?? "40:0.2,6:0.2").split(",").map((t) => { const [horizon, margin] = t.split(":").map(Number); return { horizon, margin }; });
const FLOOR = Number(process.env.FLOOR ?? 1e-4);

export class Screen {
  readonly #wake; readonly #inside;
  readonly #numbers: Float64Array;
  readonly #integers: Int32Array;
  readonly #plan: KindPlan;
  readonly #records: number;
  readonly #everybody: number;
  readonly #words: number;
  readonly #touched: number;
  readonly #count: number;
  readonly #settings: number;
  readonly #unfilled: number;
  readonly #constant: boolean[];
  readonly #levels: { awake: number; centre: number; radius: number; tested: number; built: boolean; builds: number; counts: Int32Array }[];
  visits = 0; rounds = 0; bySetting = [0, 0, 0, 0]; roundsBy = [0, 0, 0, 0];
  constructor(take: (bytes: number) => number, plan: KindPlan, records: number, everybody: number, words: number, touched: number, count: number, market: readonly string[], late: { numbers: Float64Array; integers: Int32Array; exports: WebAssembly.Instance["exports"] }) {
    this.#plan = plan; this.#records = records; this.#everybody = everybody; this.#words = words; this.#touched = touched; this.#count = count;
    this.#numbers = late.numbers; this.#integers = late.integers;
    this.#wake = late.exports[`wake_${plan.name}`]; this.#inside = late.exports[`inside_${plan.name}`];
    this.#settings = 2 ** plan.flags.length;
    this.#levels = LEVELS.map(() => ({ awake: take((this.#settings + 1) * words * NUMBER), centre: take(plan.box.length * VECTOR), radius: take(plan.box.length * VECTOR), tested: take(plan.box.length * VECTOR), built: false, builds: 0, counts: new Int32Array(this.#settings) }));
    this.#unfilled = market.indexOf("unfilled") * VECTOR;
    this.#constant = plan.box.map((a) => a >= market.length * VECTOR);
  }
  static size(plan: KindPlan, words: number): number {
    return LEVELS.length * ((2 ** plan.flags.length + 1) * words * NUMBER + 3 * plan.box.length * VECTOR + 64);
  }
  reset() { for (const level of this.#levels) level.built = false; }
  visit(twin: Float64Array, width: number, round: number, rounds: number): number {
    this.rounds++;
    let setting = 0;
    this.#plan.flags.forEach((a, bit) => { if (this.#numbers[a / NUMBER] === 1) setting |= 1 << bit; });
    let n = this.#levels.length - 1;
    for (; n >= 0; n--) { const l = this.#levels[n]; if (l.built && this.#inside(l.centre, l.radius)) break; l.built = false; }
    for (n++; n < this.#levels.length; n++) this.#build(n, twin, width, round, rounds);
    const last = this.#levels[this.#levels.length - 1];
    const at = last.awake + setting * this.#words * NUMBER;
    if (last.counts[setting] < 0) last.counts[setting] = this.#popcount(at);
    const count = last.counts[setting];
    this.visits += count; this.bySetting[setting] += count; this.roundsBy[setting]++;
    return at;
  }
  #popcount(at: number) {
    let count = 0;
    for (let w = at / 4; w < at / 4 + 2 * this.#words; w++) { let x = this.#integers[w]; x -= (x >>> 1) & 0x55555555; x = (x & 0x33333333) + ((x >>> 2) & 0x33333333); count += Math.imul((x + (x >>> 4)) & 0xf0f0f0f, 0x1010101) >>> 24; }
    return count;
  }
  #build(k: number, twin: Float64Array, width: number, round: number, rounds: number) {
    const level = this.#levels[k], parent = this.#levels[k - 1];
    const n = this.#numbers, { box } = this.#plan;
    const { horizon, margin } = LEVELS[k];
    const last = Math.min(round + horizon, rounds - 1);
    for (let j = 0; j < box.length; j++) {
      for (let l = 0; l < LANES; l++) {
        const a = box[j] / NUMBER + l;
        const now = n[a];
        const t0 = twin[round * width + a];
        let lo = 0, hi = 0;
        for (let r = round + 1; r <= last; r++) { const d = twin[r * width + a] - t0; if (d > hi) hi = d; if (d < lo) lo = d; }
        const floor = this.#constant[j] ? 0 : FLOOR * Math.abs(now) + 1e-9;
        const at = l + j * LANES;
        let centre = now + (lo + hi) / 2, radius = (hi - lo) / 2 * (1 + margin) + floor;
        if (box[j] === this.#unfilled) { centre = 0.5; radius = 1; }
        if (parent) { // stay inside the parent's box
          const pc = n[parent.centre / NUMBER + at], pr = n[parent.radius / NUMBER + at];
          const low = Math.max(centre - radius, pc - pr), high = Math.min(centre + radius, pc + pr);
          centre = (low + high) / 2; radius = (high - low) / 2 * (1 - 1e-9);
        }
        n[level.centre / NUMBER + at] = centre;
        n[level.radius / NUMBER + at] = radius;
        n[level.tested / NUMBER + at] = radius === 0 ? 0 : radius * (1 + RESERVE) + LEAST_RADIUS * Math.abs(centre);
      }
    }
    this.#wake(this.#records, parent ? this.#union(parent.awake) : this.#everybody, this.#words, level.awake, level.centre, level.tested);
    level.counts.fill(-1);
    level.built = true; level.builds++;
  }
  /** whoever is awake in any setting */
  #union(awake: number): number {
    if (this.#settings === 1) return awake;
    const t = this.#integers, n = 2 * this.#words, out = awake / 4 + this.#settings * n;
    for (let w = 0; w < n; w++) { let bits = 0; for (let s = 0; s < this.#settings; s++) bits |= t[awake / 4 + s * n + w]; t[out + w] = bits; }
    return out * 4;
  }
  merge() {
    const t = this.#integers; const first = this.#touched / 4;
    for (let w = 0; w < 2 * this.#words; w++) {
      const bits = t[first + w];
      if (bits === 0) continue;
      t[first + w] = 0;
      for (const level of this.#levels) if (level.built) for (let s = 0; s < this.#settings; s++) t[level.awake / 4 + s * 2 * this.#words + w] |= bits;
    }
  }
  report(): string {
    return `${this.#plan.name}: visits/round ${(this.visits / this.rounds).toFixed(1)} of ${this.#count}; rounds/build ${this.#levels.map((l) => (this.rounds / l.builds).toFixed(1))} by setting ${this.bySetting.map((v, k) => (v / this.roundsBy[k]).toFixed(0))}`;
  }
}
