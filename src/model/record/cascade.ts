/**
 * Generations and branching of forced sales.
 *
 *   generations  longest run of consecutive rounds with forced sales
 *   branching    Σ X_{t+1} / Σ X_t over the rounds t with X_t > 0, X = forced sales
 *
 * Each round of forced sales moves prices that the next round's calls are struck on: a run of
 * rounds is a chain of generations, and a branching below one dies out.
 */
export class CascadeRecord {
  #run = 0;
  #longest = 0;
  #last = 0;
  #parents = 0;
  #children = 0;

  begin(): void {
    this.#run = this.#longest = this.#last = this.#parents = this.#children = 0;
  }

  /** @param forced forced sales of US and other assets in the round, USD bn */
  afterRound(forced: number): void {
    if (this.#last > 0) {
      this.#parents += this.#last;
      this.#children += forced;
    }
    this.#run = forced > 0 ? this.#run + 1 : 0;
    this.#longest = Math.max(this.#longest, this.#run);
    this.#last = forced;
  }

  get generations(): number {
    return this.#longest;
  }

  get branching(): number {
    return this.#parents > 0 ? this.#children / this.#parents : 0;
  }
}
