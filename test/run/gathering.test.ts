import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Field } from "../../src/arrow/field.ts";
import { chunkBlock } from "../../src/paths/chunkLayout.ts";
import { readCheckpoint } from "../../src/run/checkpoint.ts";
import { Gathering } from "../../src/run/gathering.ts";
import { readPrecision, UntilPrecise } from "../../src/run/untilPrecise.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "yenwind-gathering-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fields: Field[] = [{ name: "x", type: "float64", unit: "1", description: "A column." }];
const PATHS = 256;

/** A chunk whose every value of x is the given one. */
function chunkOf(x: number): ArrayBuffer {
  const block = chunkBlock({ columns: 1, dailyValues: 1, agents: 1 }, PATHS);
  block.rows.fill(x);
  return block.buffer;
}

function gatheringOf(checkpointSeconds: number | undefined): Gathering {
  const until = new UntilPrecise(readPrecision("mean(x) within 1%", fields), fields, 100_000, PATHS);
  return new Gathering({ folder, paths: fields, daily: fields, metadata: {}, agents: 1, until, checkpointSeconds });
}

test("a chunk that fails midway is in no checkpoint: the one before it holds", () => {
  const gathering = gatheringOf(3600);
  // The second look, at two or more chunks, meets a value that no statistic takes.
  gathering.add(PATHS, Float64Array.from(new Float64Array(chunkOf(1).byteLength / 8), (_, i) => (i < PATHS ? i : 0)).buffer);
  gathering.checkpoint();
  const before = readCheckpoint(folder)!;
  expect(before).toMatchObject({ chunks: 1, tally: { paths: PATHS } });
  expect(() => gathering.add(PATHS, chunkOf(NaN))).toThrow();
  gathering.keepPaths();
  gathering.end();
  expect(readCheckpoint(folder)).toEqual(before);
});

test("no checkpoint before the first chunk, none where none was asked for, and no more often than asked for", () => {
  const first = gatheringOf(0);
  first.checkpoint();
  expect(readCheckpoint(folder)).toBeUndefined();
  first.add(PATHS, chunkOf(1));
  expect(readCheckpoint(folder)?.chunks).toBe(1);
  first.end();
  rmSync(join(folder, "checkpoint.bin"));
  for (const seconds of [3600, undefined]) {
    const seldom = gatheringOf(seconds);
    seldom.add(PATHS, chunkOf(1));
    if (seconds === undefined) seldom.checkpoint();
    expect(readCheckpoint(folder)).toBeUndefined();
    seldom.end();
  }
  expect(readdirSync(folder)).toEqual([]);
});
