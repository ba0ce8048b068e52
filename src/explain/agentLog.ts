import { CAUSES, type Cause, DEFAULTED, flowNames, type Kind, ORDERED } from "../model/agents/kind.ts";
import { MARKET_COUNT, MARKETS } from "../model/markets/names.ts";
import { type AgentHoldings, HoldingsLog } from "./holdings.ts";
import { watchedKind } from "./watchedKind.ts";

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
