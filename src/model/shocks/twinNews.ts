import type { Draws } from "../draws.ts";
import { MARKET_COUNT } from "../markets/names.ts";
import type { ModelSetup } from "../setup.ts";
import type { ShockModel } from "./shockModel.ts";

/**
 * The news of a path, drawn once for its frozen twin and the path itself: both see the same
 * numbers, because a law of news depends on its draws and the script alone, not on the agents.
 * Without random news nothing is drawn, and nothing kept.
 */
export class TwinNews implements ShockModel {
  readonly #law: ShockModel;
  /** [rounds × markets] and [rounds]: news and stress weight as they were drawn. */
  readonly #news: Float64Array;
  readonly #stress: Float64Array;
  readonly #random: boolean;
  #known = false;
  #round = 0;

  constructor(setup: ModelSetup) {
    const rounds = setup.days * setup.rounds;
    this.#law = setup.shockModel();
    this.#news = new Float64Array(rounds * MARKET_COUNT);
    this.#stress = new Float64Array(rounds);
    this.#random = setup.configuration.shocks.random;
  }

  /** @param known the twin of the same path has drawn all rounds */
  start(draws: Draws, known = false): void {
    this.#known = known && this.#random;
    this.#round = 0;
    if (!this.#known) this.#law.start(draws);
  }

  draw(draws: Draws, round: number, out: Float64Array): void {
    this.#round = round;
    const at = round * MARKET_COUNT;
    if (this.#known) {
      for (let m = 0; m < MARKET_COUNT; m++) out[m] = this.#news[at + m];
      return;
    }
    this.#law.draw(draws, round, out);
    this.#news.set(out, at);
    this.#stress[round] = this.#law.stress();
  }

  /** ω of the round drawn last. */
  stress(): number {
    return this.#known ? this.#stress[this.#round] : this.#law.stress();
  }

  setVolatility(h: number): void {
    if (!this.#known) this.#law.setVolatility(h);
  }
}
