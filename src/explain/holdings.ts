import { ACCOUNTS, type Account, type Columns } from "../model/agents/kind.ts";

export const ACCOUNT_NAMES = Object.keys(ACCOUNTS) as Account[];

/** An agent's accounts over time, kept where they change. */
export class AgentHoldings {
  readonly #rounds: number[] = [];
  readonly #values: Float64Array[] = [];

  /** Accounts from a round on. */
  from(round: number, values: Float64Array): void {
    this.#rounds.push(round);
    this.#values.push(values);
  }

  get latest(): Float64Array | undefined {
    return this.#values.at(-1);
  }

  /** One per round, 0 … `rounds` − 1, as it decided. */
  unfold(rounds: number): readonly Float64Array[] {
    let n = 0;
    return Array.from({ length: rounds }, (_, round) => {
      while (n + 1 < this.#rounds.length && this.#rounds[n + 1] <= round) n += 1;
      return this.#values[n];
    });
  }
}

/** The accounts of the agents of a kind over time. */
export class HoldingsLog {
  readonly #agents: AgentHoldings[] = [];

  note(i: number, round: number, columns: Columns): void {
    const agent = (this.#agents[i] ??= new AgentHoldings());
    if (agent.latest !== undefined && unchanged(agent.latest, i, columns)) return;
    agent.from(round, Float64Array.from(ACCOUNT_NAMES, (name) => columns[name][i]));
  }

  of(i: number): AgentHoldings {
    return this.#agents[i];
  }
}

/** Written out: asked of every agent in every round. */
function unchanged(latest: Float64Array, i: number, { cash, yen, ust, tech, equity, jgb, other }: Columns): boolean {
  return (
    cash[i] === latest[0] && yen[i] === latest[1] && ust[i] === latest[2] && tech[i] === latest[3] &&
    equity[i] === latest[4] && jgb[i] === latest[5] && other[i] === latest[6]
  );
}
