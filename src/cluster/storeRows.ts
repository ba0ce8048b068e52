import type { UnitStore } from "../sweep/unitStore.ts";

/** Bytes on their way to the disk, at most: so many share a flush. */
const MOST_BYTES = 1 << 25;
const MOST_UNITS = 512;

export interface StoredRows {
  /** Keep rows first … of a point, [metrics × count]; what the store has already stays. */
  add(point: string, first: number, values: Float64Array, secondsPerPath: number): Promise<void>;
  /** Wait until all of them are on the device. */
  close(): Promise<void>;
}

/** Fill a unit store with many units: other than one after the other, they share flushes. */
export function storeRows(store: UnitStore): StoredRows {
  let waiting: Promise<void>[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    const all = waiting;
    [waiting, bytes] = [[], 0];
    await Promise.all(all);
  };
  return {
    async add(point, first, values, secondsPerPath) {
      const count = values.length / store.metrics;
      for (const [from, to] of gaps(store.unitsOf(point), first, first + count)) {
        const part = to - from === count ? values : columnsOf(values, count, from - first, to - first);
        waiting.push(store.add(point, from, part, secondsPerPath * (to - from)));
        bytes += part.byteLength;
      }
      if (bytes > MOST_BYTES || waiting.length >= MOST_UNITS) await flush();
    },
    close: flush,
  };
}

/** The parts of [low, high) that no unit has. @param units by first path */
function gaps(units: readonly { readonly first: number; readonly count: number }[], low: number, high: number): [number, number][] {
  const found: [number, number][] = [];
  let covered = low;
  for (const { first, count } of units) {
    if (first >= high) break;
    if (first > covered) found.push([covered, first]);
    covered = Math.max(covered, first + count);
  }
  if (covered < high) found.push([covered, high]);
  return found;
}

/** Columns from … to − 1 of [rows × width]. */
function columnsOf(values: Float64Array, width: number, from: number, to: number): Float64Array {
  const rows = values.length / width;
  const part = new Float64Array(rows * (to - from));
  for (let r = 0; r < rows; r++) part.set(values.subarray(r * width + from, r * width + to), r * (to - from));
  return part;
}
