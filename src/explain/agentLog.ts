import { ACCOUNTS, type Account, CAUSES, type Cause, type Columns, DEFAULTED, flowNames, type Kind, ORDERED } from "../model/agents/kind.ts";
import { MARKET_COUNT, MARKETS } from "../model/markets/names.ts";
import { watchedKind } from "./watchedKind.ts";

export const ACCOUNT_NAMES = Object.keys(ACCOUNTS) as Account[];

/** What one agent ordered under force in one round. */
export interface ForcedOrder {
  readonly round: number;
  /** Place of the kind. */
  readonly kind: number;
  readonly agent: number;
  readonly cause: Cause;
  /** Units ordered per market, bought above zero: JPY bn for fx. */
  readonly units: Float64Array;
}

/** What the agents did on a path, agent by agent. Its kinds are those given, watched. */
export class AgentLog {
  readonly kinds: readonly Kind[];
  /** In the order of rounds, then kinds, then agents. */
  readonly forced: ForcedOrder[] = [];
  /** Agents that ordered in the round, per kind and flow slot: counts[kind][round × slots + slot]. */
  readonly counts: readonly Uint32Array[];
  /** Agents that defaulted, per kind and round; those of the closing come after the last round. */
  readonly defaults: readonly Uint32Array[];
  readonly #holdings: readonly (HoldingsLog | undefined)[];
  #round = 0;
  #on = false;

  constructor(kinds: readonly Kind[], rounds: number) {
    const slots = kinds.map(slotsOf);
    this.counts = slots.map((own) => new Uint32Array(own.length * rounds));
    this.defaults = kinds.map(() => new Uint32Array(rounds + 1));
    this.#holdings = slots.map((own) => (own.some(({ forced }) => forced) ? new HoldingsLog() : undefined));
    this.kinds = kinds.map((kind, k) =>
      watchedKind(kind, (i, decision, added, columns, view) => {
        if (!this.#on) return;
        if (decision === DEFAULTED) this.defaults[k][this.#round] += 1;
        if (view.closing_only === 1) return;
        this.#holdings[k]?.note(i, this.#round, columns);
        if (decision === ORDERED) this.#order(k, i, slots[k], added);
      }),
    );
  }

  /** Watch the round that comes; in a frozen twin nothing is watched. */
  nextRound(round: number, on: boolean): void {
    this.#round = round;
    this.#on = on;
  }

  /** Accounts of an agent of a kind with forced orders as it decided in a round: [accounts], as ACCOUNT_NAMES. */
  holdings(kind: number, agent: number): AgentHoldings {
    return this.#holdings[kind]!.of(agent);
  }

  #order(k: number, i: number, slots: readonly Slot[], added: Float64Array): void {
    let last: ForcedOrder | undefined;
    slots.forEach(({ cause, forced, market }, n) => {
      if (added[n] === 0) return;
      this.counts[k][this.#round * slots.length + n] += 1;
      if (!forced) return;
      if (last?.cause !== cause) {
        last = { round: this.#round, kind: k, agent: i, cause, units: new Float64Array(MARKET_COUNT) };
        this.forced.push(last);
      }
      last.units[market] += added[n];
    });
  }
}

interface Slot {
  readonly cause: Cause;
  readonly forced: boolean;
  readonly market: number;
}

/** The flow slots of a kind, causes together. */
export function slotsOf(kind: Kind): Slot[] {
  return flowNames(kind).map(({ cause, market }) => ({ cause, forced: CAUSES[cause].forced, market: MARKETS.indexOf(market) }));
}

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

class HoldingsLog {
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
