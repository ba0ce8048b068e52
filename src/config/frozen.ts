/** A deeply frozen copy of plain data, in which −0 is 0 so that equal configurations compute equal bits. */
export function frozen<T>(value: T): T {
  if (typeof value === "number") return (value + 0) as T;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozen)) as T;
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, frozen(item)]))) as T;
}
