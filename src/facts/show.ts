import type { Finding, Part } from "./fact.ts";
import { agrees } from "./measured.ts";
import type { Judged } from "./target.ts";

/** A number of a sheet to three significant digits, with a true minus. */
export function shown(value: number): string {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  const text = size >= 99.95 ? size.toFixed(0) : size >= 9.995 ? size.toFixed(1) : size.toFixed(size < 0.0995 && size > 0 ? 3 : 2);
  return (value < 0 && Number(text) !== 0 ? "−" : "") + text;
}

/** A share in whole percent. */
export function shownShare(share: number): string {
  return Number.isNaN(share) ? "–" : `${Math.round(100 * share)} %`;
}

/** Median or estimate, with its bounds. */
export function shownFinding({ value, low, high }: Finding): string {
  return low === high ? shown(value) : `${shown(value)} [${shown(low)}, ${shown(high)}]`;
}

/** How a part stands: met, or how far off. */
export function standing({ unit }: Part, { met, distance }: Finding): string {
  if (met === undefined) return "reported";
  return met ? "met" : distance > 0 ? `off by ${shown(distance)} ${unit}` : "not met";
}

/** The range in which a median agrees. */
export function shownRange({ quantity: { observed, range: [low, high] } }: Judged): string {
  if (!Number.isFinite(high)) return `at least ${shown(low)}`;
  if (!Number.isFinite(low)) return `at most ${shown(high)}`;
  const half = (high - low) / 2;
  return Math.abs(low + half - observed) < 1e-9 ? `± ${shown(half)}` : `${shown(low)} to ${shown(high)}`;
}

/** Median of a quantity, with its 5 and 95 % quantiles. */
export function shownSpread({ median, q05, q95 }: Judged): string {
  return `${shown(median)} [${shown(q05)}, ${shown(q95)}]`;
}

/** How a quantity stands: it agrees, or how far off its median is. */
export function agreement(one: Judged): string {
  if (agrees(one)) return "agrees";
  return Number.isNaN(one.distance) ? "not met" : `off by ${shown(one.distance)}`;
}
