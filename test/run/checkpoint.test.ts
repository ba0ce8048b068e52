import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serialize } from "node:v8";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { DamagedFile } from "../../src/arrow/rewind.ts";
import { type Checkpoint, readCheckpoint, writeCheckpoint } from "../../src/run/checkpoint.ts";

const folder = mkdtempSync(join(tmpdir(), "yenwind-checkpoint-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "checkpoint.bin");

const mark = { rows: 1024, bytes: 9000, sha256: "ab".repeat(32) };
const example: Checkpoint = {
  chunks: 7,
  seconds: 1.5,
  paths: { mark, waiting: Float64Array.of(NaN, -0, 5e-324) },
  daily: { mark, waiting: new Float64Array(0) },
  tally: { paths: 14, soldUsd: Float64Array.of(1 / 3), called: Float64Array.of(2), defaulted: Float64Array.of(1), shares: Uint32Array.of(0, 2 ** 32 - 1) },
  watched: new Float64Array(16).subarray(3, 5),
};

test("what is written is read back, to the bit; there is none in a new folder", () => {
  expect(readCheckpoint(folder)).toBeUndefined();
  writeCheckpoint(folder, { ...example, chunks: 6 });
  writeCheckpoint(folder, example);
  const { version, ...read } = readCheckpoint(folder) as Checkpoint & { version: number };
  expect(version).toBe(1);
  expect(read).toEqual(example);
});

test("one that was cut or changed at any byte is refused", () => {
  writeCheckpoint(folder, example);
  const bytes = readFileSync(file);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }), (at, flip) => {
      // No bits to flip: cut.
      writeFileSync(file, flip === 0 ? bytes.subarray(0, at) : Buffer.concat([bytes.subarray(0, at), Buffer.of(bytes[at]! ^ flip), bytes.subarray(at + 1)]));
      expect(() => readCheckpoint(folder)).toThrow(DamagedFile);
    }),
    { numRuns: 300 },
  );
});

test("one of another version is refused", () => {
  const body = serialize({ ...example, version: 2 });
  writeFileSync(file, Buffer.concat([createHash("sha256").update(body).digest(), body]));
  expect(() => readCheckpoint(folder)).toThrow(/has version 2; this program reads version 1/);
});
