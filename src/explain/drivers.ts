import type { Market } from "../model/markets/names.ts";
import { moved } from "./decomposition.ts";
import type { Facts } from "./explanation.ts";
import { named, number, percent, SOURCE_NAMES } from "./wording.ts";

/** What a source moved a market by, over some days. */
export interface Driver {
  readonly source: string;
  /** In words. */
  readonly name: string;
  /** Log return, percent, with what has come back of it. */
  readonly percent: number;
}

/** What moved a market over days from … to, whatever the orders' causes, the largest first. */
export function driversOf({ decomposition, kinds }: Pick<Facts, "decomposition" | "kinds">, market: Market, from: number, to: number): Driver[] {
  const sums = new Map<string, { move: number; decay: number }>();
  for (const { market: own, day, source, part, percent: size } of decomposition) {
    if (own !== market || day < from || day > to) continue;
    const sum = sums.get(source.name) ?? { move: 0, decay: 0 };
    sum[part] += size;
    sums.set(source.name, sum);
  }
  return [...sums]
    .map(([source, { move, decay }]) => {
      const back = Math.abs(decay) > Math.abs(move) ? " (coming back)" : "";
      return { source, name: nameOf(source, kinds) + back, percent: move + decay };
    })
    .sort((a, b) => Math.abs(b.percent) - Math.abs(a.percent));
}

/** A source in words. */
export function nameOf(source: string, kinds: Facts["kinds"]): string {
  const kind = kinds.find(({ name }) => name === source);
  return kind === undefined ? SOURCE_NAMES[source] : named(kind);
}

/** `news −1.2, hedge funds −0.8, the rest +0.1`: the drivers that matter. */
export function driverText(drivers: readonly Driver[], most = 5): string {
  const size = drivers.reduce((sum, driver) => sum + Math.abs(driver.percent), 0);
  const told = drivers.filter((driver) => Math.abs(driver.percent) >= 0.02 * size).slice(0, most);
  const rest = drivers.slice(told.length).reduce((sum, driver) => sum + driver.percent, 0);
  const signed = (value: number) => percent(value).replace(" %", "");
  const parts = told.map((driver) => `${driver.name} ${signed(driver.percent)}`);
  if (number(rest, 2).replace("−", "") !== "0.00") parts.push(`the rest ${signed(rest)}`);
  return parts.join(", ");
}

/** Log return of a market over days from … to, percent. */
export function returnOf({ decomposition }: Pick<Facts, "decomposition">, market: Market, from: number, to: number): number {
  return moved(decomposition, market, from, to);
}

/** The three days of a path on which USDJPY fell most: `from` is the first of them. */
export function worstThreeDays({ daily, days }: Pick<Facts, "daily" | "days">): { readonly from: number; readonly to: number } {
  const closes = daily.usdjpy;
  let [to, least] = [Math.min(3, days), Infinity];
  for (let day = 1; day <= days; day++) {
    const ratio = closes[day] / closes[Math.max(0, day - 3)];
    if (ratio < least) [to, least] = [day, ratio];
  }
  return { from: Math.max(1, to - 2), to };
}
