import type { Place } from "./layout.ts";

/** All lanes, and no lane. */
export const ALL = "(v128.const i64x2 -1 -1)";
export const NONE = "(v128.const i64x2 0 0)";

export const get = (name: string): string => `(local.get $${name})`;

/** A column of the agent whose record is at hand, one number per lane. */
export const loadColumn = ({ offset, lanes }: Place): string => `(v128.${lanes ? "load" : "load64_splat"} offset=${offset} ${get("record")})`;

/** The same number in every lane. */
export function constant(value: number): string {
  const text = Number.isFinite(value) ? (Object.is(value, -0) ? "-0" : String(value)) : value > 0 ? "inf" : value < 0 ? "-inf" : "nan";
  return `(v128.const f64x2 ${text} ${text})`;
}
