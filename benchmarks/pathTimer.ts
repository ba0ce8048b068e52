import { createPathRunner } from "../src/paths/chunkRunner.ts";
import type { BackEndName } from "../src/run/kernel.ts";
import { type Loaded, setupFor } from "../src/run/prepare.ts";

/** Runs paths of a configuration in this thread, frozen twins and recording included, and times them. */
export interface PathTimer {
  readonly agents: number;
  readonly rounds: number;
  /** Milliseconds per path over `count` paths; they are the next ones, so that every batch is new. */
  time(count: number): number;
  /** Rows of the first paths, one after the other. */
  rows(count: number): Float64Array;
}

/** @param skip whether the kernel leaves out agents that cannot act */
export async function pathTimer(loaded: Loaded, backEnd: BackEndName = "wasm", skip = false): Promise<PathTimer> {
  const setup = await setupFor(loaded, backEnd, skip);
  const { lanes, run } = createPathRunner(setup, loaded.model.kinds);
  const width = lanes[0].recorder.columns.length;
  const scratch = new Float64Array(width);
  let next = 0;
  const runPaths = (first: number, count: number, rows?: Float64Array): void => {
    for (let path = first; path < first + count; path += lanes.length) {
      run(...lanes.slice(0, first + count - path).map((_, n) => path + n));
      for (let n = 0; n < lanes.length && path + n < first + count; n++) {
        lanes[n].recorder.writeRow(path + n, rows ?? scratch, rows ? (path + n - first) * width : 0);
      }
    }
  };
  const { days, rounds } = lanes[0].world.setup;
  return {
    agents: setup.opening.reduce((sum, { count }) => sum + count, 0),
    rounds: days * rounds,
    time(count) {
      const began = performance.now();
      runPaths(next, count);
      next += count;
      return (performance.now() - began) / count;
    },
    rows(count) {
      const rows = new Float64Array(count * width);
      runPaths(0, count, rows);
      return rows;
    },
  };
}

/** Rows are equal to the bit. */
export function sameRows(a: Float64Array, b: Float64Array): boolean {
  return Buffer.from(a.buffer).equals(Buffer.from(b.buffer));
}
