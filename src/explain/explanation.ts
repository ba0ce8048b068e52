import type { Observable } from "../model/observables.ts";
import type { Part } from "./decomposition.ts";
import type { Edge } from "./edgeSums.ts";
import type { PathEvent } from "./events.ts";
import type { Node } from "./familyTree.ts";
import type { Knockout } from "./knockouts.ts";
import type { Layers } from "./layers.ts";
import type { Source } from "./sources.ts";

/** The number that is to be explained. */
export interface Metric extends Observable {
  readonly value: number;
}

/** A day on which something happened, in words. */
export interface DayStory {
  readonly day: number;
  readonly title: string;
  readonly lines: readonly string[];
}

/** An agent that was forced to sell much. */
export interface ForcedSeller {
  readonly kind: string;
  /** Its number within the kind. */
  readonly agent: number;
  readonly usd: number;
  /** What of it other forced sales have led to. */
  readonly triggered: number;
  /** Rounds in which it sold. */
  readonly orders: number;
  readonly firstDay: number;
}

/** Who led whom to sell; dollars of forced sales as in `ForcedSale.usd`. */
export interface Cascade {
  /** The groups that nodes and edges speak of: kinds, and single agents as `hedge_fund#17`. */
  readonly groups: readonly { readonly name: string; readonly kind: string }[];
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  /** Kinds by their places, in the rounds or days with the most forced sales. */
  readonly layers: Layers;
  readonly forced: number;
  /** What of it other forced sales have led to. */
  readonly triggered: number;
  /** triggered/forced: forced sales that a dollar of forced sales directly leads to. */
  readonly branching: number;
  /** Dollars by generation; 0 are those that no forced sale has led to. */
  readonly generations: readonly number[];
  /** What has led to generation 0, above zero only, the largest first. */
  readonly roots: readonly (Pick<Source, "name" | "orders"> & { readonly usd: number })[];
  /** Dollars sold although nothing was lost. */
  readonly unexplained: number;
  readonly sellers: readonly ForcedSeller[];
  /** Agents that were forced to sell, by day and kind. */
  readonly sellersByDay: readonly { readonly day: number; readonly kind: string; readonly agents: number; readonly usd: number }[];
}

/** What the words of an explanation are made of. */
export interface Facts {
  readonly path: number;
  readonly days: number;
  readonly rounds: number;
  readonly kinds: readonly { readonly name: string; readonly title: string; readonly official: boolean }[];
  readonly metric: Metric;
  /** Values at the end of every day, t = 0 first, by variable of the timeline. */
  readonly daily: Readonly<Record<string, readonly number[]>>;
  readonly events: readonly PathEvent[];
  readonly decomposition: readonly Part[];
  readonly cascade: Cascade;
  /** By their effect on the metric, the largest share first. */
  readonly knockouts: readonly Knockout[];
}

/** Why a path went as it did: plain data. Dollars in USD bn, log returns in percent, days from 1 on. */
export interface Explanation extends Facts {
  /** What happened, in three sentences. */
  readonly summary: readonly string[];
  /** Only days on which something happened. */
  readonly story: readonly DayStory[];
}
