import type { SalesChoice } from "./runFigures.ts";

/** What a reader of the explorer has chosen. */
export interface Filters {
  readonly sales: SalesChoice;
  /** Level of quantile and shortfall, in [0, 1). */
  readonly level: number;
  /** USD bn; undefined until one is chosen. */
  readonly threshold?: number | undefined;
  readonly logarithmic: boolean;
  /** Name of the folder to compare with, or "". */
  readonly against: string;
}

export const FIRST: Filters = { sales: { kind: "all", asset: "us_equity", cause: "forced", window: "horizon" }, level: 0.99, logarithmic: true, against: "" };

/** The largest level: one path in 10,000 beyond it. */
export const MOST_LEVEL = 0.9999;

const KEYS = ["kind", "asset", "cause", "window", "level", "threshold", "axis", "with"];

/** Filters as the fragment of an address, `kind=all&asset=…`: what differs from the first choice. What else the fragment has stays. */
export function fragmentOf({ sales, level, threshold, logarithmic, against }: Filters, before = ""): string {
  const chosen = new URLSearchParams(before.replace(/^#/, ""));
  for (const key of KEYS) chosen.delete(key);
  for (const [key, name] of Object.entries(sales)) if (name !== FIRST.sales[key as keyof SalesChoice]) chosen.set(key, name);
  if (level !== FIRST.level) chosen.set("level", percentOf(level));
  if (threshold !== undefined) chosen.set("threshold", String(threshold));
  if (!logarithmic) chosen.set("axis", "linear");
  if (against !== "") chosen.set("with", against);
  return chosen.toString();
}

/** The filters of a fragment; whatever it lacks, or has wrong, is as at first. */
export function filtersOf(fragment: string): Filters {
  const chosen = new URLSearchParams(fragment.replace(/^#/, ""));
  const text = (key: string, otherwise: string) => chosen.get(key) ?? otherwise;
  const level = numberIn(chosen.get("level"), 0, 100 * MOST_LEVEL);
  const { kind, asset, cause, window } = FIRST.sales;
  return {
    sales: { kind: text("kind", kind), asset: text("asset", asset), cause: text("cause", cause), window: text("window", window) },
    level: level === undefined ? FIRST.level : levelOf(level),
    threshold: numberIn(chosen.get("threshold"), -Infinity, Infinity),
    logarithmic: text("axis", "log") !== "linear",
    against: text("with", ""),
  };
}

/** A level in percent, as people write it: 97.5. */
export const percentOf = (level: number): string => String(Number((100 * level).toFixed(6)));

/** The level that so many percent are; 99 % is 0.99, to the last bit. */
export const levelOf = (percent: number): number => Number((percent / 100).toFixed(8));

function numberIn(text: string | null, least: number, most: number): number | undefined {
  if (text === null || text.trim() === "") return undefined;
  const value = Number(text);
  return Number.isFinite(value) && value >= least && value <= most ? value : undefined;
}
