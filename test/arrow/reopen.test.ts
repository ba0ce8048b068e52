import { appendFileSync, copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { DamagedFile } from "../../src/arrow/rewind.ts";
import { ArrowFileWriter, type RowMark } from "../../src/arrow/writer.ts";
import { batchOf, everyType, identity, inFolder, writeEveryType } from "./everyType.ts";

const folder = mkdtempSync(join(tmpdir(), "yenwind-reopen-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, "a.arrow");
const partial = `${path}.partial`;

/** Batches written before the mark, batches written after it and lost, and how the session ends. */
const session = fc.record({
  kept: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 4 }),
  lost: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 2 }),
  end: fc.constantFrom("leave", "close", "torn"),
});

test("however the batches are split into sessions, and whatever is written after a mark, the bytes are those of one session", () => {
  fc.assert(
    fc.property(fc.array(session, { minLength: 1, maxLength: 4 }), fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 3 }), (sessions, last) => {
      inFolder((other) => {
        const whole = join(other, "a.arrow");
        const expected = writeEveryType(whole, [...sessions.flatMap(({ kept }) => kept), ...last]);
        rmSync(path, { force: true });
        let mark: RowMark | undefined;
        const open = () => (mark === undefined ? ArrowFileWriter.create(path, everyType, identity) : ArrowFileWriter.reopen(path, everyType, identity, mark));
        for (const { kept, lost, end } of sessions) {
          const writer = open();
          expect(writer.rows).toBe(mark?.rows ?? 0);
          for (const rows of kept) writer.write(batchOf(writer.rows, rows));
          mark = writer.mark();
          for (const rows of lost) writer.write(batchOf(7 * writer.rows, rows));
          if (end === "close") writer.close();
          else writer.leave();
          if (end === "torn") appendFileSync(partial, "torn");
        }
        const writer = open();
        for (const rows of last) writer.write(batchOf(writer.rows, rows));
        expect(writer.close()).toEqual(expected);
        expect(readFileSync(path).equals(readFileSync(whole))).toBe(true);
        expect(existsSync(partial)).toBe(false);
      });
    }),
    { numRuns: 100 },
  );
});

/** A file left after a mark and one more batch. */
function left(): RowMark {
  rmSync(path, { force: true });
  const writer = ArrowFileWriter.create(path, everyType, identity);
  for (let batch = 0; batch < 3; batch++) writer.write(batchOf(10 * batch, 10));
  const mark = writer.mark();
  writer.write(batchOf(30, 10));
  writer.leave();
  return mark;
}

test("a file that was cut or changed anywhere before the mark is refused, and keeps what it has", () => {
  const mark = left();
  const bytes = readFileSync(partial);
  fc.assert(
    fc.property(fc.nat(mark.bytes - 1), fc.boolean(), (at, cut) => {
      writeFileSync(partial, bytes);
      if (cut) truncateSync(partial, at);
      else writeFileSync(partial, Buffer.concat([bytes.subarray(0, at), Buffer.of(bytes[at]! ^ 1), bytes.subarray(at + 1)]));
      const before = readFileSync(partial);
      expect(() => ArrowFileWriter.reopen(path, everyType, identity, mark)).toThrow(DamagedFile);
      expect(readFileSync(partial).equals(before)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test("a file that is missing, of other metadata or of other fields is refused by name", () => {
  const mark = left();
  const aside = join(folder, "aside");
  copyFileSync(partial, aside);
  const reopen = (fields = everyType, metadata: Record<string, string> = identity) => () => ArrowFileWriter.reopen(path, fields, metadata, mark);
  expect(reopen(everyType, { ...identity, seed: "43" })).toThrow(/a\.arrow\.partial .*other fields or metadata/);
  expect(reopen(everyType.slice(1))).toThrow(/other fields or metadata/);
  rmSync(partial);
  expect(reopen()).toThrow(/a\.arrow\.partial is missing/);
  copyFileSync(aside, partial);
  expect(reopen()().rows).toBe(30);
});
