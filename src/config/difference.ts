import { isMapping, type Path } from "./configuration.ts";

/** A value that differs between two plain data. */
export interface Difference {
  readonly path: Path;
  /** Undefined where only the other has it. */
  readonly before: unknown;
  readonly after: unknown;
}

/** Where two plain data differ, down to single values; lists of different lengths, and mappings of different keys, differ whole. */
export function differencesBetween(before: unknown, after: unknown, path: Path = []): Difference[] {
  if (Object.is(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item: unknown, i) => differencesBetween(item, after[i], [...path, i]));
  }
  if (isMapping(before) && isMapping(after) && sameKeys(before, after)) {
    return Object.keys(before).flatMap((key) => differencesBetween(before[key], after[key], [...path, key]));
  }
  return [{ path, before, after }];
}

function sameKeys(a: object, b: object): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key));
}

/** The data with differences applied: `applyDifferences(a, differencesBetween(a, b))` equals b; what is equal is shared. */
export function applyDifferences<T>(before: T, differences: readonly Pick<Difference, "path" | "after">[]): T {
  return differences.reduce<unknown>((data, { path, after }) => replaced(data, path, 0, after), before) as T;
}

function replaced(data: unknown, path: Path, depth: number, value: unknown): unknown {
  if (depth === path.length) return value;
  const key = path[depth]!;
  if (Array.isArray(data)) return data.map((item: unknown, i) => (i === Number(key) ? replaced(item, path, depth + 1, value) : item));
  const mapping = data as Readonly<Record<string, unknown>>;
  return { ...mapping, [key]: replaced(mapping[key], path, depth + 1, value) };
}
