/** What the agents of a frozen twin saw, round after round: a forecast for the path itself. */
export class TwinRecord {
  readonly #seen: Float64Array;
  readonly #width: number;
  readonly #rounds: number;

  /** @param width inputs of all lanes together */
  constructor(width: number, rounds: number) {
    this.#seen = new Float64Array(width * rounds);
    this.#width = width;
    this.#rounds = rounds;
  }

  /** Keep the inputs of a round. */
  keep(inputs: Float64Array, round: number): void {
    this.#seen.set(inputs, round * this.#width);
  }

  /** How far an input goes below and above what it is in one round, until another. */
  range(input: number, from: number, until: number): { readonly low: number; readonly high: number } {
    const now = this.#seen[from * this.#width + input];
    let [low, high] = [0, 0];
    for (let round = from + 1; round <= until && round < this.#rounds; round++) {
      const change = this.#seen[round * this.#width + input] - now;
      if (change < low) low = change;
      if (change > high) high = change;
    }
    return { low, high };
  }
}
