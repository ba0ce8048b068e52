import fc from "fast-check";
import { expect, test } from "vitest";
import { topPaths, type RankedPath, type TopPathsState } from "../../src/statistics/topPaths.ts";

/** Values with many ties, each with a path of its own. */
const ranked = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double({ min: -10, max: 10, noNaN: true })), { maxLength: 60 })
  .map((values) => values.map((value, path): RankedPath => ({ path, value })));
const size = fc.integer({ min: 1, max: 12 });

test("any split, order of arrival and merge tree gives what sorting everything gives", () => {
  fc.assert(
    fc.property(ranked, size, fc.infiniteStream(fc.nat()), (data, k, choices) => {
      const next = (below: number) => choices.next().value! % below;
      const statistic = topPaths(k);
      const shuffled = data.slice();
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = next(i + 1);
        [shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]];
      }
      const states: TopPathsState[] = Array.from({ length: 1 + next(5) }, () => statistic.init());
      for (const datum of shuffled) statistic.add(states[next(states.length)], datum);
      while (states.length > 1) {
        const [from] = states.splice(next(states.length), 1);
        const before = structuredClone(from);
        statistic.merge(states[next(states.length)], from);
        expect(from).toEqual(before);
      }
      const sorted = data.toSorted((a, b) => b.value - a.value || a.path - b.path);
      expect(statistic.value(states[0])).toEqual(sorted.slice(0, k));
    }),
  );
});

test("of equal values the smaller path numbers stay", () => {
  const statistic = topPaths(2);
  const state = statistic.init();
  for (const path of [9, 4, 7, 2]) statistic.add(state, { path, value: 0 });
  expect(statistic.value(state)).toEqual([{ path: 2, value: 0 }, { path: 4, value: 0 }]);
});

test("a size that is no whole number from 1 on and a NaN are refused", () => {
  for (const k of [0, -1, 1.5, NaN]) expect(() => topPaths(k)).toThrow(/whole number from 1/);
  const statistic = topPaths(1);
  expect(() => statistic.add(statistic.init(), { path: 3, value: NaN })).toThrow(/path 3.*NaN/);
});
