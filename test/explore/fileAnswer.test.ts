import fc from "fast-check";
import { expect, test } from "vitest";
import { partOf } from "../../src/explore/fileAnswer.ts";

test("a part of a file lies in it, and is what a slice of the bytes would be", () => {
  const end = fc.integer({ min: 0, max: 60 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50 }), fc.option(end, { nil: undefined }), fc.option(end, { nil: undefined }), (size, first, last) => {
      const bytes = Uint8Array.from({ length: size }, (_, i) => i);
      const part = partOf(`bytes=${first ?? ""}-${last ?? ""}`, size);
      const expected = first !== undefined ? bytes.slice(first, last === undefined ? size : last + 1) : last === undefined ? new Uint8Array() : bytes.slice(Math.max(0, size - last));
      expect(part === undefined ? new Uint8Array() : bytes.slice(part.start, part.start + part.length)).toEqual(expected);
      if (part !== undefined) expect(part.length > 0 && part.start + part.length <= size).toBe(true);
    }),
  );
});
