import { beforeAll, describe, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { createPathRunner } from "../../src/paths/chunkRunner.ts";
import { BACK_ENDS } from "../../src/run/kernel.ts";
import { setupFor } from "../../src/run/prepare.ts";
import { recompute } from "../../src/run/recompute.ts";
import type { SimulateOptions } from "../../src/run/simulateToFolder.ts";
import { load, pathRows, rowBits, simulated } from "./smallRun.ts";

const disorderly = new URL("./fixtures/disorderly.worker.mjs", import.meta.url);

/** The digest of every result file, by name. */
const fileDigests = (folder: string) => Object.fromEntries(readManifest(folder).files.map(({ name, sha256 }) => [name, sha256]));

let digests: Record<string, string>;
let rows: string[];
beforeAll(async () => {
  [digests, rows] = await simulated([], { backEnd: "js" }, (folder) => [fileDigests(folder), pathRows(folder)]);
});

describe.each(BACK_ENDS)("with --backend %s a whole run has the same digests", (backEnd) => {
  const digestsOf = (options: Partial<SimulateOptions>, ...set: string[]) => simulated(set, { backEnd, ...options }, fileDigests);

  test.each([0, 1, 2, 3, 8])("with %d threads as in this thread, and as plain JavaScript gives", async (threads) => {
    expect(await digestsOf({ threads })).toEqual(digests);
  });

  test.each([2, 3, 8])("whatever the order in which the chunks of %d threads arrive", async (threads) => {
    const chunks = 22; // of one path each
    const progress = new Int32Array(new SharedArrayBuffer(4 * (2 + chunks)));
    const inOrder = await digestsOf({}, "run.chunk_paths=1");
    expect(await digestsOf({ threads, progress, worker: disorderly }, "run.chunk_paths=1")).toEqual(inOrder);
    const arrived = [...progress.subarray(2)].map((chunk) => chunk - 1);
    expect(arrived.toSorted((a, b) => a - b)).toEqual(Array.from({ length: chunks }, (_, i) => i));
    for (let even = 0; even < chunks; even += 2) expect(arrived.indexOf(even)).toBeGreaterThan(arrived.indexOf(even + 1));
  });

  test("and another seed gives others", async () => {
    const other = await digestsOf({}, "run.seed=other");
    for (const name of Object.keys(digests)) expect(other[name], name).not.toBe(digests[name]);
  });
});

describe.each(BACK_ENDS)("with --backend %s a row of paths.arrow has the same bits", (backEnd) => {
  const rowsOf = (...set: string[]) => simulated(set, { backEnd }, pathRows);

  test.each([1, 2, 7, 22, 1000])("in chunks of %d paths", async (size) => {
    expect(await rowsOf(`run.chunk_paths=${size}`)).toEqual(rows);
  });

  test("when more paths are run", async () => {
    expect((await rowsOf("run.paths=31")).slice(0, rows.length)).toEqual(rows);
  });

  test("when its path is run alone, in a world that has run nothing before", async () => {
    for (const path of [21, 0, 13]) {
      const { lanes: [{ recorder }], run } = createPathRunner(await setupFor(load(), backEnd), KINDS);
      const row = new Float64Array(recorder.columns.length);
      run(path);
      recorder.writeRow(path, row, 0);
      expect(rowBits(row)).toBe(rows[path]);
    }
  });

  test.each([0, 3])("when paths are recomputed in any order with %d threads", async (threads) => {
    const order = [17, 3, 21, 3, 0, 12, 4, 20, 8, 1, 19, 5, 2, 6];
    const found: [number, string][] = [];
    await recompute(await setupFor(load(), backEnd), KINDS, order, { threads }, (path, row) => found.push([path, rowBits(row)]));
    expect(found).toEqual(order.map((path) => [path, rows[path]]));
  });
});

test("the rows of two paths differ", () => {
  expect(new Set(rows).size).toBe(rows.length);
});
