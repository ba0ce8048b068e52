import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyDifferences, differencesBetween } from "../../src/config/difference.ts";

const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(0, -0, 1, NaN, "", "a", true, false, null),
    fc.double(),
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c", "run.paths", "0"), tie("tree"), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

test("differences applied to the one give the other, whatever the data", () => {
  fc.assert(fc.property(tree, tree, (a, b) => {
    expect(applyDifferences(a, differencesBetween(a, b))).toEqual(b);
  }), { numRuns: 2000 });
});

test("differences are none exactly where the data are equal", () => {
  fc.assert(
    fc.property(tree, tree, (a, b) => {
      expect(differencesBetween(a, structuredClone(a))).toEqual([]);
      if (differencesBetween(a, b).length === 0) expect(a).toEqual(b);
    }),
    { numRuns: 1000 },
  );
});

test("the data themselves stay as they are", () => {
  fc.assert(
    fc.property(tree, tree, (a, b) => {
      const copy = structuredClone(a);
      applyDifferences(a, differencesBetween(a, b));
      expect(a).toEqual(copy);
    }),
  );
});

describe("a difference is as small as may be", () => {
  test.each<[string, unknown, unknown, object[]]>([
    ["a single value", { a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, [{ path: ["a", "c"], before: 2, after: 3 }]],
    ["an entry of a list", [1, { x: 2 }], [1, { x: 3 }], [{ path: [1, "x"], before: 2, after: 3 }]],
    ["a list of another length: whole", { a: [1, 2] }, { a: [1] }, [{ path: ["a"], before: [1, 2], after: [1] }]],
    ["a mapping of other keys: whole", { a: { x: 1 } }, { a: { y: 1 } }, [{ path: ["a"], before: { x: 1 }, after: { y: 1 } }]],
    ["a mapping of fewer keys: whole", { a: { x: 1, y: 2 } }, { a: { x: 1 } }, [{ path: ["a"], before: { x: 1, y: 2 }, after: { x: 1 } }]],
    ["a list that becomes a mapping: whole", { a: [1] }, { a: { 0: 1 } }, [{ path: ["a"], before: [1], after: { 0: 1 } }]],
    ["keys in another order: none", { a: 1, b: 2 }, { b: 2, a: 1 }, []],
  ])("%s", (_, before, after, differences) => {
    expect(differencesBetween(before, after)).toEqual(differences);
  });

  test("what is equal is shared, not copied", () => {
    const before = { a: { x: 1 }, b: { y: 2 } };
    const after = applyDifferences(before, [{ path: ["a", "x"], after: 5 }]);
    expect(after.b).toBe(before.b);
  });
});
