import type { Kind } from "../model/agents/kind.ts";

/** What moves prices besides orders, in the order of `sourcesOf`. */
export const EXOGENOUS = ["drift", "news", "scripted_news", "bank_of_japan", "federal_reserve", "signals"] as const;
export type Exogenous = (typeof EXOGENOUS)[number];

/** Whose orders: none for what is not an order. */
export const ORDERS = ["none", "forced", "other"] as const;

/** Something that moves prices: an exogenous one, or the orders of a kind, forced ones and others apart. */
export interface Source {
  readonly name: string;
  readonly orders: (typeof ORDERS)[number];
  /** Place of the kind; −1 for what is exogenous. */
  readonly kind: number;
}

/** Everything that moves prices: the exogenous sources, then per kind its other orders and its forced ones. */
export function sourcesOf(kinds: readonly Pick<Kind, "name">[]): Source[] {
  return [
    ...EXOGENOUS.map((name): Source => ({ name, orders: "none", kind: -1 })),
    ...kinds.flatMap(({ name }, kind): Source[] => [
      { name, orders: "other", kind },
      { name, orders: "forced", kind },
    ]),
  ];
}

export const exogenous = (name: Exogenous): number => EXOGENOUS.indexOf(name);

/** Place of the orders of a kind among the sources. */
export const ordersOf = (kind: number, forced: boolean): number => EXOGENOUS.length + 2 * kind + (forced ? 1 : 0);
