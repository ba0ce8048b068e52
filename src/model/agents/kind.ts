import type { Asset, Market } from "../markets/names.ts";
import type { MarketView } from "../markets/view.ts";
import type { ParameterTree, Values } from "../parameter.ts";
import type { InitialWorld } from "./initialWorld.ts";

/** Why a sale happened. */
export const CAUSES = {
  margin_call: { forced: true, description: "margin call (R9)" },
  deleveraging: { forced: false, description: "leverage target (R10)" },
  stop_loss: { forced: true, description: "stop-loss (R11)" },
  trend: { forced: false, description: "trend following (R13)" },
  loss_cut: { forced: true, description: "retail loss-cut (R14)" },
  dip_buying: { forced: false, description: "retail dip-buying (R14)" },
  repatriation: { forced: false, description: "structural repatriation (R15, R19)" },
  hedging: { forced: false, description: "change of the hedge ratio (R16)" },
  solvency: { forced: true, description: "solvency trigger (R17)" },
  rebalancing: { forced: false, description: "band rebalancing (R18)" },
  spread: { forced: false, description: "narrowing policy spread (R20)" },
  carry: { forced: false, description: "negative carry (R20)" },
  intervention: { forced: false, description: "yen-buying intervention (R21)" },
  intervention_funding: { forced: false, description: "Treasuries sold to fund an intervention (R22)" },
} as const;
export type Cause = keyof typeof CAUSES;

export interface ColumnSpec {
  readonly unit: string;
  readonly description: string;
}

/** Columns that every agent has: accounts in units, and orders waiting for settlement. */
export const ACCOUNTS = {
  cash: { unit: "units of the dollar account (1 = USD 1 bn at t = 0)", description: "Cash, may be negative" },
  yen: { unit: "units of the yen account (1 = JPY 1 bn at t = 0)", description: "Yen balance, negative = a loan" },
  ust: { unit: "units (1 = USD 1 bn at t = 0)", description: "US Treasuries held" },
  tech: { unit: "units (1 = USD 1 bn at t = 0)", description: "US technology equity held" },
  equity: { unit: "units (1 = USD 1 bn at t = 0)", description: "Other US equity held" },
  jgb: { unit: "units (1 = JPY 1 bn at t = 0)", description: "Japanese government bonds held" },
  other: { unit: "units (1 = USD 1 bn at t = 0)", description: "Carry assets outside the US held" },
} as const satisfies Record<"cash" | "yen" | Asset, ColumnSpec>;
export type Account = keyof typeof ACCOUNTS;

export const ORDERS = {
  order_fx: { unit: "JPY bn", description: "Yen bought (negative: sold) against dollars" },
  order_ust: { unit: "units", description: "Treasuries bought (negative: sold)" },
  order_tech: { unit: "units", description: "Technology equity bought (negative: sold)" },
  order_equity: { unit: "units", description: "Other US equity bought (negative: sold)" },
  order_jgb: { unit: "units", description: "JGBs bought (negative: sold)" },
  order_other: { unit: "units", description: "Other assets bought (negative: sold)" },
} as const satisfies Record<`order_${Market}`, ColumnSpec>;
export type Order = keyof typeof ORDERS;

export const STATUS = {
  active: { unit: "0 or 1", description: "0 once the agent has defaulted" },
  waiting: { unit: "0 or 1", description: "1 while part of an order is unfilled (R26)" },
  called: { unit: "0 or 1", description: "1 once the agent has had a margin call or loss-cut on this path" },
  sold: { unit: "USD bn", description: "Assets sold on this path; purchases not deducted" },
} as const satisfies Record<string, ColumnSpec>;
export type Status = keyof typeof STATUS;

/** What `decide` reports: nothing to do, an order left in the order columns, or a default (R27). */
export const REST = 0;
export const ORDERED = 1;
export const DEFAULTED = 2;
export type Decision = typeof REST | typeof ORDERED | typeof DEFAULTED;

/** The columns of a kind, one number per agent each. */
export type Columns<Name extends string = never> = Record<Account | Order | Status | Name, Float64Array>;

/** An agent as the population draws it: its share of the kind's totals and its own parameters. */
export interface DrawnAgent<P extends ParameterTree> {
  readonly share: number;
  readonly draw: { readonly [K in keyof P as P[K] extends { type: "distribution" } ? K : never]: number };
}

type Flows = { readonly [C in Cause]?: readonly Market[] };
type FlowName<F extends Flows> = { [C in keyof F & string]: F[C] extends readonly (infer M extends string)[] ? `${C}_${M}` : never }[keyof F & string];
type GrossName<F extends Flows> = `${FlowName<F>}_gross`;

/**
 * One kind of agent: everything the program knows about it. Configuration schema,
 * population, result columns, documentation and contract tests follow from this object.
 */
export interface KindDefinition<
  P extends ParameterTree,
  C extends string,
  F extends Flows,
  N extends string,
  K extends string,
> {
  readonly name: string;
  readonly title: string;
  /** Its holdings count towards Japan's national totals. */
  readonly japanese: boolean;
  /** Acts in the frozen twin of a path as well: its trades are part of the shock, not of the reaction. */
  readonly official: boolean;
  /** Units traded for these reasons can be bought as well as sold, so gross flows are kept beside net ones. */
  readonly twoSided: boolean;
  /** It owes yen loans: the yen it buys repays them. */
  readonly borrowsYen: boolean;
  /** Share of its yen debt that counts as net speculative short position, given its parameters. */
  speculativeShare(p: Values<P>): number;
  /** Must contain `count` and `size`. */
  readonly parameters: P;
  /** Columns of its own: per-agent parameters and running values. */
  readonly columns: { readonly [name in C]: ColumnSpec };
  /** Which markets it trades for which cause; `decide` adds signed units to `<cause>_<market>`. */
  readonly flows: F;
  /** Other sums over its agents that `decide` adds to, reset every round. */
  readonly counters: { readonly [name in N]: ColumnSpec };
  /** Rule numbers behind `decide`. */
  readonly rules: readonly string[];

  /** The initial book of one agent; accounts not named are 0. */
  open(agent: DrawnAgent<P>, p: Values<P>, world: InitialWorld): Partial<Record<Account, number>> & Record<NoInfer<C>, number>;
  /** Numbers that are the same for every agent of the kind during a path. */
  scalars(p: Values<P>, rounds: number): Record<K, number>;
  /** Recomputes the scalars that depend on the market; called once a round before `decide`. */
  prepare?(k: Record<NoInfer<K>, number>, m: MarketView): void;
  /**
   * Decide what agent `i` does in this round. Reads the columns `a`, the market `m` and the
   * scalars `k`; writes orders, its own columns and sums in `f` only. Trigger first, then action;
   * scalar arithmetic (+ − × ÷, comparisons, Math.min/max/abs/sqrt) and calls to rules.
   */
  decide(
    i: number,
    a: Columns<NoInfer<C>>,
    m: MarketView,
    k: Record<NoInfer<K>, number>,
    f: Record<FlowName<NoInfer<F>> | GrossName<NoInfer<F>> | NoInfer<N>, number>,
  ): Decision;
}

/** A kind with its type parameters erased, as the engine sees it. */
export interface Kind extends KindDefinition<ParameterTree, string, Flows, string, string> {}

/** Declare a kind; the types of `decide` follow from its columns, flows, counters and scalars. */
export function kind<
  const P extends ParameterTree,
  const C extends string,
  const F extends Flows,
  const N extends string,
  const K extends string,
>(definition: KindDefinition<P, C, F, N, K>): Kind {
  return definition as unknown as Kind;
}

/** Names of the sums that `decide` of a kind adds to. */
export function flowNames(k: Kind): { cause: Cause; market: Market; net: string; gross: string | undefined }[] {
  return Object.entries(k.flows).flatMap(([cause, markets]) =>
    markets!.map((market) => ({
      cause: cause as Cause,
      market,
      net: `${cause}_${market}`,
      gross: k.twoSided ? `${cause}_${market}_gross` : undefined,
    })),
  );
}
