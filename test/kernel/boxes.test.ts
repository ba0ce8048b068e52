import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fuzzKinds, fuzzText, programText } from "./fuzzKinds.ts";
import { askWhoSleeps, deed, type Interval, type Sleepers } from "./sleepers.ts";
import { numbersFrom } from "./tape.ts";

const AGENTS = 8;
const PROGRAMS = 50;
const POINTS = 12;

const bytes = (maxLength: number) => fc.uint8Array({ maxLength, size: "max" });
const program = fc.tuple(bytes(150), bytes(200));
const programs = fc.array(program, { minLength: PROGRAMS, maxLength: PROGRAMS, size: "max" });
const batches = fc.sample(fc.record({ programs, seed: fc.nat() }), 24);
const NOTHING = [new Uint8Array(), new Uint8Array()] as const;

/** A point of a box: its centre, a corner, or anywhere. */
function point(box: Sleepers["box"][number], n: number, next: () => number): Map<string, number> {
  return new Map(
    [...box].map(([name, { centre, radius }]) => {
      if (name === "m.unfilled") return [name, n % 2];
      const share = n === 0 ? 0 : n < POINTS / 2 ? Math.sign(next()) : (next() / 4) % 1;
      const value = centre + share * radius;
      return [name, Math.abs(value - centre) <= radius ? value : centre];
    }),
  );
}

test(`who sleeps in a box does nothing anywhere in it: ${PROGRAMS * batches.length} random programs`, async () => {
  let [asked, sleeping] = [0, 0];
  for (const { programs: batch, seed } of batches) {
    const next = numbersFrom(seed);
    const interval = (name: string): Interval => {
      if (name === "m.unfilled") return { centre: 0.5, radius: 1 };
      if (name === "m.closing_only") return { centre: 0, radius: 0 };
      let centre = next();
      while (!(Math.abs(centre) < 1e300)) centre = next();
      const share = [0, 1e-12, 1e-6, 0.01, 0.3][Math.abs(Math.round(next())) % 5];
      return { centre, radius: share * Math.abs(centre) };
    };
    const fuzz = await fuzzKinds(fuzzText(batch, NOTHING, true), batch.map((_, n) => `p${n}`), true);
    for (let k = 0; k < batch.length; k++) {
      if (fuzz.kernel.plan.kinds[k].box.length === 0) continue;
      const found = askWhoSleeps(fuzz, k, AGENTS, next, interval);
      found.asleep.forEach((agents, setting) => {
        asked += AGENTS;
        agents.forEach((asleep, i) => {
          if (!asleep) return;
          sleeping += 1;
          found.box.forEach((box, lane) => {
            for (let n = 0; n < POINTS; n++) {
              const inputs = point(box, n, next);
              found.flags.forEach((flag, bit) => inputs.set(flag, (setting >> bit) & 1));
              const does = deed(fuzz, k, found, lane, i, inputs, next());
              if (does !== undefined) expect.fail(`lane ${lane}: who sleeps ${does} at ${JSON.stringify([...inputs])}\nin ${JSON.stringify([...box])}\n${programText(batch[k], "p0", true)}`);
            }
          });
        });
      });
    }
  }
  // Neither always nor never.
  expect(sleeping / asked).toBeGreaterThan(0.1);
  expect(sleeping / asked).toBeLessThan(0.9);
});

describe("who sleeps in a box does nothing in its corners, and who could do nothing in one half as wide again sleeps, but for a few", () => {
  const when = (condition: string) => `if (!(${condition})) return 0;`;
  test.each([
    ["a level", when("a.x[i] > m.ust")],
    ["a sum", when("m.ust + m.tech < a.x[i]")],
    ["a difference", when("m.ust - m.tech > a.x[i]")],
    ["a product", when("a.x[i] * m.ust > 6")],
    ["a product of two prices", when("m.ust * m.tech > a.x[i]")],
    ["a quotient", when("a.x[i] / m.ust < 1")],
    ["a quotient of two prices", when("m.ust / m.tech > a.x[i]")],
    ["a root", when("Math.sqrt(m.ust) * a.x[i] >= 3")],
    ["the distance from a level", when("Math.abs(m.ust - a.x[i]) < 0.5")],
    ["the larger of two", when("Math.max(m.ust, a.x[i]) > 4.05")],
    ["a choice that the market makes", when("(m.ust > 3 ? a.x[i] : 0 - a.x[i]) > 2")],
    ["one of two conditions", when("a.x[i] > m.ust || a.x[i] < 0 - m.tech")],
    ["a variable that the market may change", `let y = a.x[i]; if (m.tech > 3.5) y += 3; ${when("y > m.ust")}`],
    ["a condition that the market may change", `let calm = a.x[i] < 4; if (m.tech > 4.1) calm = a.x[i] < 2; ${when("!calm")}`],
    ["a rule", when("rule(a.x[i], m.ust)")],
  ])("%s", async (_, trigger) => {
    const text = `
      function rule(x, ust) { let y = x; if (ust > 2) y -= 1; if (y < 0) return false; return y > ust; }
      export function decide_p0(i, a, m, k, f) { ${trigger} a.y[i] = 1; f.n0 += a.y[i]; return 1; }
      export function settle(i, a, s) { a.waiting[i] = 0; }`;
    const fuzz = await fuzzKinds(text, ["p0"], true);
    const centres = new Map([["m.ust", 2.6], ["m.tech", 3.4]]);
    const agents = 801;
    const ask = (radius: number) => askWhoSleeps(fuzz, 0, agents, (__, i) => (i - 100) / 50, (name) => ({ centre: centres.get(name)!, radius }));
    const steps = [-1, 1, 0, -0.5, 0.5];
    const corners = steps.flatMap((ust) => steps.map((tech) => [ust, tech] as const));
    const acts = (found: Sleepers, i: number, radius: number) =>
      corners.some(([ust, tech]) => deed(fuzz, 0, found, 0, i, new Map([["m.ust", 2.6 + radius * ust], ["m.tech", 3.4 + radius * tech]]), 0) !== undefined);
    for (const radius of [0, 0.01, 0.3, 0.6]) {
      const found = ask(radius);
      const [asleep] = found.asleep;
      expect(asleep.filter(Boolean).length).toBeGreaterThan(20);
      const restless = asleep.flatMap((sleeps, i) => (sleeps && acts(found, i, radius) ? [i] : []));
      expect(restless, `radius ${radius}`).toEqual([]);
      const needless = asleep.filter((sleeps, i) => !sleeps && !acts(found, i, 1.5 * radius + 1e-9));
      expect(needless.length, `radius ${radius}`).toBeLessThan(0.06 * agents);
    }
  });
});
