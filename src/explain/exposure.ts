import { MARKET_COUNT } from "../model/markets/names.ts";
import type { Contributions, Moves } from "./contributions.ts";
import { addWeights, haircutExposure, type Marks, type Measure } from "./cushion.ts";
import type { RoundLog } from "./roundLog.ts";

/** Total log return of every round and market, [rounds × markets]. */
export function roundReturns({ of }: Pick<Contributions, "of">): Float64Array {
  const total = new Float64Array(of[0].move.length);
  for (const { move, decay } of of) for (let n = 0; n < total.length; n++) total[n] += move[n] + decay[n];
  return total;
}

/**
 * How an agent's cushion answers to price moves, over the whole path. A round has two legs: `open`, exogenous moves
 * and decay before the agents decide; `trade`, the impact of their orders after it.
 *
 *   price   each leg moves the holdings of the time, at the haircuts of the time (`addWeights`); while it trades,
 *           an agent holds the mean of what it had before and after
 *   cost    what haircuts that rise by Δh with volatility take at a decision: |V| Δh
 */
export class Exposure {
  /** Per log return, [rounds × markets]. */
  readonly open: Float64Array;
  readonly trade: Float64Array;
  /** [rounds × markets], and what scripted events took by raising haircuts [rounds]. */
  readonly cost: Float64Array;
  readonly byScript: Float64Array;
  readonly #rounds: RoundLog;
  readonly #marks: readonly Marks[];

  /** @param marks of `marksOf` */
  constructor(rounds: RoundLog, marks: readonly Marks[]) {
    this.#rounds = rounds;
    this.#marks = marks;
    [this.open, this.trade, this.cost] = Array.from({ length: 3 }, () => new Float64Array(rounds.before.length));
    this.byScript = new Float64Array(rounds.usd.length);
  }

  /**
   * Take an agent, between its decisions in two rounds; one agent comes after another, in the same memory.
   *
   * @param holdings per round, as the agent decided
   * @param first −1 for t = 0
   */
  set(holdings: readonly Float64Array[], measure: Measure, first: number, last: number): void {
    const start = Math.max(0, first);
    for (const values of [this.open, this.trade, this.cost]) values.fill(0, start * MARKET_COUNT, (last + 1) * MARKET_COUNT);
    this.byScript.fill(0, start, last + 1);
    const mean = new Float64Array(holdings[0].length);
    for (let t = start; t <= last; t++) {
      const at = t * MARKET_COUNT;
      const [before, now] = [this.#marks[t], this.#marks[t + 1]];
      addWeights(this.open, at, holdings[t], before.after, now.prices, now, before.haircuts, measure);
      if (t < last) {
        for (let n = 0; n < mean.length; n++) mean[n] = (holdings[t][n] + holdings[t + 1][n]) / 2;
        addWeights(this.trade, at, mean, now.prices, now.after, now, now.haircuts, measure);
      }
      if (!measure.margin) continue;
      const exposure = haircutExposure(holdings[t], now, measure.yen);
      for (let m = 0; m < MARKET_COUNT; m++) {
        this.cost[at + m] = exposure[m] * this.#rounds.byVolatility[at + m];
        this.byScript[t] += exposure[m] * this.#rounds.byScript[at + m];
      }
    }
  }
}

/**
 * An exposure between two decisions of its agent; one window is opened after another, in the same memory.
 *
 * Haircuts follow the volatility of R3, so a rise in round t comes from r² of round t − 1, of which r_s r/r² is due to
 * source s: the rise costs |V| Δh/r per unit of each move of round t − 1. Where haircuts rise and fall again in a
 * window, the rises count in the proportion that is left at its end.
 */
export class Window {
  /** Per log return, [rounds × markets], within the window: through haircuts, in both legs alike; then through prices and haircuts. */
  readonly margin: Float64Array;
  readonly #open: Float64Array;
  readonly #trade: Float64Array;
  readonly #returns: Float64Array;
  readonly exposure: Exposure;
  from = 0;
  to = 0;

  /** @param returns of `roundReturns` */
  constructor(exposure: Exposure, returns: Float64Array) {
    this.exposure = exposure;
    this.#returns = returns;
    this.margin = new Float64Array(returns.length);
    this.#open = new Float64Array(returns.length);
    this.#trade = new Float64Array(returns.length);
  }

  /** From the decision in round `from` (−1: from t = 0) to that in round `to`. */
  set(from: number, to: number): void {
    const { exposure } = this;
    [this.from, this.to] = [from, to];
    const [first, end] = [Math.max(0, from) * MARKET_COUNT, to * MARKET_COUNT];
    for (let m = 0; m < MARKET_COUNT; m++) {
      const [taken, rises] = this.#haircuts(m);
      const kept = rises > 0 ? Math.max(0, taken) / rises : 0;
      for (let n = first + m; n < end; n += MARKET_COUNT) {
        const cost = exposure.cost[n + MARKET_COUNT];
        this.margin[n] = cost > 0 ? (-cost * kept) / this.#returns[n] : 0;
        this.#open[n] = (n >= (from + 1) * MARKET_COUNT ? exposure.open[n] : 0) + this.margin[n];
        this.#trade[n] = exposure.trade[n] + this.margin[n];
      }
      this.#open[end + m] = to > from ? exposure.open[end + m] : 0;
      this.#trade[end + m] = this.margin[end + m] = 0;
    }
  }

  /** What rising and falling haircuts of a market took, and what the rises alone. */
  #haircuts(m: number): readonly [taken: number, rises: number] {
    let [taken, rises] = [0, 0];
    for (let t = Math.max(1, this.from + 1); t <= this.to; t++) {
      const cost = this.exposure.cost[t * MARKET_COUNT + m];
      taken += cost;
      if (cost > 0) rises += cost;
    }
    return [taken, rises];
  }

  /** What scripted events took by raising haircuts. */
  get byScript(): number {
    let sum = 0;
    for (let t = this.from + 1; t <= this.to; t++) sum += this.exposure.byScript[t];
    return sum;
  }

  /** What a source took from the cushion, decay included; negative where it gave. @param beforeDecision whether its moves come before agents decide */
  lossBy({ move, decay }: Moves, beforeDecision: boolean): number {
    const own = beforeDecision ? this.#open : this.#trade;
    const open = this.#open;
    let gain = 0;
    const end = (this.to + 1) * MARKET_COUNT;
    for (let n = Math.max(0, this.from) * MARKET_COUNT; n < end; n++) gain += own[n] * move[n] + open[n] * decay[n];
    return -gain;
  }
}
