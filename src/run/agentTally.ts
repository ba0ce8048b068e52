import type { ChunkBlock } from "../paths/chunkLayout.ts";

/** The sums and counts themselves; arrays are those of the tally, not copies. */
export interface TallyState {
  readonly paths: number;
  readonly soldUsd: Float64Array;
  readonly called: Float64Array;
  readonly defaulted: Float64Array;
  readonly shares: Uint32Array;
}

/** What happened to each agent, over all paths: sums in chunk order and exact counts. */
export class AgentTally {
  readonly soldUsd: Float64Array;
  readonly called: Float64Array;
  readonly defaulted: Float64Array;
  /** [agents × 101]: paths by share of the initial assets sold, in percent. */
  readonly #shares: Uint32Array;
  #paths: number;

  /** @param from where an earlier tally of the same agents stood */
  constructor(agents: number, from?: TallyState) {
    this.soldUsd = from?.soldUsd ?? new Float64Array(agents);
    this.called = from?.called ?? new Float64Array(agents);
    this.defaulted = from?.defaulted ?? new Float64Array(agents);
    this.#shares = from?.shares ?? new Uint32Array(agents * 101);
    this.#paths = from?.paths ?? 0;
  }

  get state(): TallyState {
    return { paths: this.#paths, soldUsd: this.soldUsd, called: this.called, defaulted: this.defaulted, shares: this.#shares };
  }

  get paths(): number {
    return this.#paths;
  }

  add({ soldUsd, called, defaulted, soldShare }: ChunkBlock): void {
    const agents = this.soldUsd.length;
    for (let i = 0; i < agents; i++) {
      this.soldUsd[i] += soldUsd[i];
      this.called[i] += called[i];
      this.defaulted[i] += defaulted[i];
    }
    for (let at = 0; at < soldShare.length; at++) this.#shares[(at % agents) * 101 + soldShare[at]] += 1;
    this.#paths += soldShare.length / agents;
  }

  /** Smallest whole percent that at least the share p of the paths do not exceed. */
  shareQuantile(agent: number, p: number): number {
    let count = 0;
    for (let percent = 0; percent <= 100; percent++) {
      count += this.#shares[agent * 101 + percent];
      if (count >= p * this.#paths) return percent;
    }
    return 100;
  }
}
