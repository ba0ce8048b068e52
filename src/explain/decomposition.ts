import { MARKET_COUNT, MARKETS, type Market } from "../model/markets/names.ts";
import type { Replay } from "./replay.ts";
import { type Source, sourcesOf } from "./sources.ts";

/** What is told of a source: what it moved, and what of its transient moves came back. */
export const PARTS = ["move", "decay"] as const;

/** Log return of a market on a day that a source brought about, in percent. */
export interface Part {
  /** From 1 on. */
  readonly day: number;
  readonly market: Market;
  readonly source: Source;
  readonly part: (typeof PARTS)[number];
  readonly percent: number;
}

/**
 * Every market's log return of every day by source: the sums over sources and parts of a day and market are its
 * return, those over days the return of the path, up to rounding. Parts that are zero are left out.
 */
export function decomposition({ contributions, kinds, setup }: Pick<Replay, "contributions" | "kinds" | "setup">): Part[] {
  const sources = sourcesOf(kinds);
  const parts: Part[] = [];
  const perDay = setup.rounds * MARKET_COUNT;
  for (let day = 1; day <= setup.days; day++) {
    for (let m = 0; m < MARKET_COUNT; m++) {
      for (const [s, source] of sources.entries()) {
        for (const part of PARTS) {
          const values = contributions.of[s][part];
          let sum = 0;
          for (let n = (day - 1) * perDay + m; n < day * perDay; n += MARKET_COUNT) sum += values[n];
          if (sum !== 0) parts.push({ day, market: MARKETS[m], source, part, percent: 100 * sum });
        }
      }
    }
  }
  return parts;
}

/** Log return of a market over days from … to, percent, of the sources chosen. */
export function moved(parts: readonly Part[], market: Market, from: number, to: number, choose: (part: Part) => boolean = () => true): number {
  let sum = 0;
  for (const part of parts) if (part.market === market && part.day >= from && part.day <= to && choose(part)) sum += part.percent;
  return sum;
}
