import fc from "fast-check";
import { expect, test } from "vitest";
import { eventHeight, eventMarks, eventRows } from "../../src/picture/eventMarks.ts";

const x = (day: number) => 100 + 10 * day;

test("labels with room between them share the lowest row", () => {
  expect(eventRows([{ day: 0, label: "BoJ" }, { day: 20, label: "Fed" }], x)).toEqual([0, 0]);
});

test("a label that would cross the line of a later event lies above the later label", () => {
  expect(eventRows([{ day: 0, label: "intervention" }, { day: 1, label: "intervention" }, { day: 30, label: "BoJ" }], x)).toEqual([1, 0, 0]);
  expect(eventRows([{ day: 1, label: "intervention" }, { day: 0, label: "intervention" }], x)).toEqual([0, 1]);
});

test("each line ends at its own label, all at the bottom", () => {
  const lines = eventMarks([{ day: 0, label: "a long label" }, { day: 2, label: "b" }], x, 200, 300).filter((part) => part.startsWith("<line"));
  expect(lines).toEqual(['<line x1="100" y1="170" x2="100" y2="300" class="event"/>', '<line x1="120" y1="186" x2="120" y2="300" class="event"/>']);
  expect(eventHeight([{ day: 0, label: "a long label" }, { day: 2, label: "b" }], x)).toBe(32);
  expect(eventHeight([], x)).toBe(0);
});

test("no label lies on another or on the line of another, several on one day included", () => {
  const marks = fc.array(fc.record({ day: fc.nat(42), label: fc.string({ minLength: 1, maxLength: 20 }) }), { maxLength: 8 });
  fc.assert(
    fc.property(marks, (given) => {
      const rows = eventRows(given, x);
      const ends = given.map(({ day, label }) => x(day) + label.length * 7);
      given.forEach((mark, i) =>
        given.forEach((other, j) => {
          if (i === j) return;
          // Labels of one row do not overlap, and the line of another reaches a label only from the right of its end.
          const overlap = x(mark.day) <= x(other.day) && x(other.day) < ends[i];
          if (overlap) expect(rows[i]).not.toBe(rows[j]);
          if (overlap && other.day > mark.day) expect(rows[j]).toBeLessThan(rows[i]);
        }),
      );
    }),
  );
});
