import type { UnitStore } from "../sweep/unitStore.ts";

/** Bytes on their way to the disk, at most: so many share a flush. */
const MOST_BYTES = 1 << 25;
const MOST_UNITS = 512;
/** Rows of one point that follow each other become one unit, up to so many bytes: small shards are many. */
const BYTES_TOGETHER = 1 << 20;

export interface StoredRows {
  /** Keep rows first … of a point, [metrics × count]; what the store has already stays. */
  add(point: string, first: number, values: Float64Array, secondsPerPath: number): Promise<void>;
  /** Wait until all of them are on the device. */
  close(): Promise<void>;
}

/** Fill a unit store with many units: other than one after the other, they share flushes, and small ones are put together. */
export function storeRows(store: UnitStore): StoredRows {
  let waiting: Promise<void>[] = [];
  let bytes = 0;
  let run: Run | undefined;
  const put = (): void => {
    if (run === undefined) return;
    const values = run.parts.length === 1 ? run.parts[0] : besideEachOther(run.parts, store.metrics);
    waiting.push(store.add(run.point, run.first, values, run.seconds));
    bytes += values.byteLength;
    run = undefined;
  };
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
        if (run?.point !== point || run.end !== from || run.bytes + part.byteLength > BYTES_TOGETHER) put();
        run ??= { point, first: from, end: from, bytes: 0, seconds: 0, parts: [] };
        run.parts.push(part);
        run.end = to;
        run.bytes += part.byteLength;
        run.seconds += secondsPerPath * (to - from);
      }
      if (bytes > MOST_BYTES || waiting.length >= MOST_UNITS) await flush();
    },
    async close() {
      put();
      await flush();
    },
  };
}

/** Rows first … end − 1 of a point, in parts that follow each other. */
interface Run {
  readonly point: string;
  readonly first: number;
  end: number;
  bytes: number;
  seconds: number;
  readonly parts: Float64Array[];
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

/** [rows × width of each] → [rows × all widths]. */
function besideEachOther(parts: readonly Float64Array[], rows: number): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  const width = all.length / rows;
  let at = 0;
  for (const part of parts) {
    const count = part.length / rows;
    for (let r = 0; r < rows; r++) all.set(part.subarray(r * count, (r + 1) * count), r * width + at);
    at += count;
  }
  return all;
}
