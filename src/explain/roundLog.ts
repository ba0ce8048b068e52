import { MARKET_COUNT } from "../model/markets/names.ts";
import type { World } from "../model/round.ts";
import { haircut } from "../model/rules/r08-haircut.ts";

/** What decided over prices and margins in the rounds of a path; per market [rounds × markets], else [rounds]. */
export class RoundLog {
  /** Prices before and after trading. */
  readonly before: Float64Array;
  readonly after: Float64Array;
  /** Haircut (R8), and what volatility and scripted events added to it since the round before. */
  readonly haircut: Float64Array;
  readonly byVolatility: Float64Array;
  readonly byScript: Float64Array;
  /** Share of the orders filled (R26), and dollars paid per unit ordered. */
  readonly filled: Float64Array;
  readonly dollars: Float64Array;
  /** Value of one unit of the two accounts. */
  readonly usd: Float64Array;
  readonly yen: Float64Array;
  /** Policy rates after, surprises (percentage points), signal, dollars of a decided intervention. */
  readonly usRate: Float64Array;
  readonly jpRate: Float64Array;
  readonly surpriseUs: Float64Array;
  readonly surpriseJp: Float64Array;
  readonly signal: Float64Array;
  readonly intervention: Float64Array;
  readonly #world: World;
  readonly #ratio = new Float64Array(MARKET_COUNT).fill(1);
  readonly #added = new Float64Array(MARKET_COUNT);

  constructor(world: World) {
    const rounds = world.setup.days * world.setup.rounds;
    const perMarket = () => new Float64Array(rounds * MARKET_COUNT);
    const single = () => new Float64Array(rounds);
    this.#world = world;
    [this.before, this.after, this.haircut, this.byVolatility, this.byScript, this.filled, this.dollars] = Array.from({ length: 7 }, perMarket);
    [this.usd, this.yen, this.usRate, this.jpRate, this.surpriseUs, this.surpriseJp, this.signal, this.intervention] = Array.from({ length: 8 }, single);
  }

  /** Call after every round of the path. */
  afterRound(): void {
    const { setup, markets: s, dollars, round } = this.#world;
    const t = round - 1;
    const at = t * MARKET_COUNT;
    this.before.set(s.before, at);
    this.after.set(s.after, at);
    this.haircut.set(s.haircut, at);
    this.filled.set(s.filled, at);
    this.dollars.set(dollars, at);
    const psi = setup.configuration.impact.margin_elasticity;
    for (let m = 0; m < MARKET_COUNT; m++) {
      const calm = setup.haircut[m];
      const scripted = haircut(calm + s.haircutAdded[m], this.#ratio[m], psi);
      this.byScript[at + m] = scripted - haircut(calm + this.#added[m], this.#ratio[m], psi);
      this.byVolatility[at + m] = s.haircut[m] - scripted;
    }
    this.#ratio.set(s.ratio);
    this.#added.set(s.haircutAdded);
    this.usd[t] = s.usd;
    this.yen[t] = s.yen;
    this.usRate[t] = s.usRate;
    this.jpRate[t] = s.jpRate;
    this.surpriseUs[t] = s.surpriseUs;
    this.surpriseJp[t] = s.surpriseJp;
    this.signal[t] = s.signal;
    this.intervention[t] = s.intervention;
  }
}
