import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nelderMead } from "../../src/fit/nelderMead.ts";
import { within } from "../model/rules/arbitraries.ts";

describe("the simplex finds", () => {
  test.each([[-1.2, 1], [3, -4], [0, 0]])("the bottom of Rosenbrock's valley from (%d, %d)", (x, y) => {
    const { x: at, value, converged } = nelderMead(([a, b]) => 100 * (b - a * a) ** 2 + (1 - a) ** 2, [x, y], { tolerance: 1e-14 });
    expect(converged).toBe(true);
    expect(value).toBeLessThan(1e-10);
    at.forEach((coordinate) => expect(coordinate).toBeCloseTo(1, 4));
  });

  test("Powell's singular minimum in four dimensions", () => {
    const powell = ([a, b, c, d]: readonly number[]) => (a + 10 * b) ** 2 + 5 * (c - d) ** 2 + (b - 2 * c) ** 4 + 10 * (a - d) ** 4;
    expect(nelderMead(powell, [3, -1, 0, 1], { tolerance: 1e-14 }).value).toBeLessThan(1e-8);
  });

  test("the bottom of any bowl, however long", () => {
    fc.assert(
      fc.property(within(-5, 5), within(-5, 5), within(-3, 3), within(0.1, 50), (a, b, c, stretch) => {
        const { x } = nelderMead(([p, q, r]) => (p - a) ** 2 + stretch * (q - b) ** 2 + (r - c) ** 2 / stretch, [0, 0, 0], { tolerance: 1e-13 });
        [a, b, c].forEach((goal, i) => expect(x[i]).toBeCloseTo(goal, 3));
      }),
      { numRuns: 30 },
    );
  });

  test("a minimum at the edge of where the function is a number", () => {
    expect(nelderMead(([x]) => (x < 2 ? NaN : x), [5]).x[0]).toBeCloseTo(2, 5);
  });
});

test("a search that is broken off says so, and never goes above where it started", () => {
  const f = ([a, b]: readonly number[]) => 100 * (b - a * a) ** 2 + (1 - a) ** 2;
  const { value, converged } = nelderMead(f, [-1.2, 1], { mostEvaluations: 20 });
  expect(converged).toBe(false);
  expect(value).toBeLessThanOrEqual(f([-1.2, 1]));
});

test("a function that is finite nowhere has no minimum", () => {
  expect(nelderMead(() => NaN, [1, 2])).toMatchObject({ value: Infinity, converged: false });
});
