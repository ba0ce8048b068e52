import { expect, test } from "vitest";
import { inverseNormal } from "../../src/random/normal.ts";
import { studentT } from "../../src/statistics/studentT.ts";

// Any table of Student's t.
test.each([
  [0.975, 30, 2.0423], [0.995, 40, 2.7045], [0.9995, 60, 3.4602], [0.975, 120, 1.9799], [0.95, 60, 1.6706],
])("the table: p = %d, %i degrees of freedom: %d", (p, degrees, expected) => {
  expect(Math.abs(studentT(p, degrees) - expected)).toBeLessThan(0.6e-4);
});

/** P(T ≤ t) for an even number of degrees of freedom, in closed form (Abramowitz & Stegun, 26.7.4). */
function probability(t: number, degrees: number): number {
  const theta = Math.atan(t / Math.sqrt(degrees));
  const cosine2 = Math.cos(theta) ** 2;
  let term = 1;
  let sum = 1;
  for (let i = 1; i <= degrees - 3; i += 2) {
    term *= (i / (i + 1)) * cosine2;
    sum += term;
  }
  return (1 + Math.sin(theta) * sum) / 2;
}

test("within 1e-4 of the exact quantile from 40 degrees of freedom on, far into the tail", () => {
  for (const degrees of [40, 48, 100, 1000]) {
    for (const p of [0.6, 0.975, 0.999, 0.99999, 1 - 1e-6]) {
      const t = studentT(p, degrees);
      const slack = (q: number) => probability(q, degrees) - p;
      expect(slack(t - 1e-4), `${p}, ${degrees}`).toBeLessThan(0);
      expect(slack(t + 1e-4), `${p}, ${degrees}`).toBeGreaterThan(0);
      expect(studentT(p, degrees)).toBeGreaterThan(inverseNormal(p));
    }
  }
});
