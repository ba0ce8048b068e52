import { MARKET_COUNT, MARKETS } from "../model/markets/names.ts";
import { CHANNELS } from "./attribution.ts";

/** Forced sales of a group on a day that were led to by those of a group on a day, through a market. */
export interface Edge {
  readonly from: number;
  readonly fromDay: number;
  readonly to: number;
  readonly toDay: number;
  readonly market: string;
  readonly channel: (typeof CHANNELS)[number];
  readonly usd: number;
}

/** Sums of edges over the rounds of a day. */
export class EdgeSums {
  readonly #groups: number;
  readonly #days: number;
  readonly #sums = new Map<number, number>();

  constructor(groups: number, days: number) {
    this.#groups = groups;
    this.#days = days;
  }

  add(from: number, fromDay: number, to: number, toDay: number, market: number, channel: number, usd: number): void {
    const key = ((((toDay * this.#groups + to) * (this.#days + 1) + fromDay) * this.#groups + from) * MARKET_COUNT + market) * CHANNELS.length + channel;
    this.#sums.set(key, (this.#sums.get(key) ?? 0) + usd);
  }

  /** In the order of the day and group that sold, then of those that led to it, then market and channel. */
  read(): Edge[] {
    return [...this.#sums].sort(([a], [b]) => a - b).map(([key, usd]) => {
      let rest = key;
      const next = (size: number) => {
        const digit = rest % size;
        rest = Math.floor(rest / size);
        return digit;
      };
      const [channel, market, from, fromDay, to] = [CHANNELS.length, MARKET_COUNT, this.#groups, this.#days + 1, this.#groups].map(next);
      return { from, fromDay, to, toDay: rest, market: MARKETS[market], channel: CHANNELS[channel], usd };
    });
  }
}
