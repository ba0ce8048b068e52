import fc from "fast-check";
import { expect, test } from "vitest";
import { cushion, logarithmicMean, marksOf, type Measure } from "../../src/explain/cushion.ts";
import { Exposure, roundReturns, Window } from "../../src/explain/exposure.ts";
import { replay } from "../../src/explain/replay.ts";
import { EXOGENOUS } from "../../src/explain/sources.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { scripted } from "../scripted.ts";
import { chunkOf, FEW_AGENTS } from "./world.ts";

const positive = fc.double({ min: 1e-3, max: 1e3, noNaN: true });

test("the logarithmic mean lies between the geometric and the arithmetic one, is symmetric, and turns log returns into money", () => {
  fc.assert(
    fc.property(positive, fc.double({ min: -1, max: 1, noNaN: true }), (a, x) => {
      const b = a * Math.exp(x);
      const mean = logarithmicMean(a, b);
      expect(mean).toBeGreaterThanOrEqual(Math.sqrt(a * b) * (1 - 1e-12));
      expect(mean).toBeLessThanOrEqual(((a + b) / 2) * (1 + 1e-12));
      expect(logarithmicMean(b, a)).toBeCloseTo(mean, 8);
      expect(Math.abs(mean * x - (b - a))).toBeLessThan(1e-11 * a);
      expect(logarithmicMean(-a, -b)).toBeCloseTo(-mean, 8);
    }),
  );
  expect([logarithmicMean(7, 7), logarithmicMean(0, 0), logarithmicMean(0, 5e-324)]).toEqual([7, 0, 0]);
});

// A volatile week without interest: what is left moves with prices and haircuts alone.
const changes = { ...FEW_AGENTS, "calendar.days": 5, "calendar.boj_meetings": [], "calendar.fed_meetings": [], "rates.us_policy": 0, "rates.jp_policy": 0 };
const events = [scripted(1, 2, { news: { fx: -0.05, tech: -0.06 } }), scripted(2, 3, { margin: { fx: 0.02, tech: 0.05 } })];
const replayed = replay(chunkOf({ changes, events }), KINDS, 5);
const { rounds, setup, contributions } = replayed;
const marks = marksOf(rounds, setup);
const all = rounds.usd.length;

const holdings = fc.tuple(
  fc.double({ min: -50, max: 50, noNaN: true }), // cash
  fc.double({ min: -20000, max: 5000, noNaN: true }), // yen
  ...Array.from({ length: 3 }, () => fc.double({ min: 0, max: 50, noNaN: true })),
  fc.double({ min: 0, max: 5000, noNaN: true }), // JGBs, in yen
  fc.double({ min: 0, max: 50, noNaN: true }),
).map((accounts) => Float64Array.from(accounts));

test("between any two decisions, what all sources and haircuts took is what the cushion of a holder has lost", () => {
  const window = fc.tuple(fc.integer({ min: -1, max: all - 1 }), fc.integer({ min: 0, max: all - 1 })).filter(([from, to]) => from < to);
  fc.assert(
    fc.property(holdings, window, fc.boolean(), fc.boolean(), (accounts, [from, to], yen, margin) => {
      const measure: Measure = { yen, margin };
      const held = Array.from({ length: all }, () => accounts);
      const exposure = new Exposure(rounds, marks);
      exposure.set(held, measure, from, to);
      // Without what haircuts took through volatility, prices alone.
      let costs = 0;
      for (let n = (from + 1) * 6; n < (to + 1) * 6; n++) costs += exposure.cost[n];
      exposure.cost.fill(0);
      const open = new Window(exposure, roundReturns(contributions));
      open.set(from, to);
      let taken = open.byScript + costs;
      contributions.of.forEach((moves, s) => (taken += open.lossBy(moves, s < EXOGENOUS.length)));
      const lost = cushion(accounts, marks[from + 1], measure) - cushion(accounts, marks[to + 1], measure);
      expect(Math.abs(taken - lost)).toBeLessThan(1e-9 * (yen ? 20000 : 200));
    }),
    { numRuns: 60 },
  );
});

test("haircuts count in the proportion that is left of their rises at the end of a window", () => {
  const accounts = Float64Array.of(0, -8000, 5, 10, 10, 0, 10);
  const exposure = new Exposure(rounds, marks);
  exposure.set(Array.from({ length: all }, () => accounts), { yen: false, margin: true }, -1, all - 1);
  const window = new Window(exposure, roundReturns(contributions));
  for (const to of [6, 10, all - 1]) {
    const byPrice = (() => {
      const costs = exposure.cost.slice();
      exposure.cost.fill(0);
      window.set(-1, to);
      const losses = contributions.of.map((moves, s) => window.lossBy(moves, s < EXOGENOUS.length));
      exposure.cost.set(costs);
      return losses;
    })();
    window.set(-1, to);
    const byMargin = contributions.of.reduce((sum, moves, s) => sum + window.lossBy(moves, s < EXOGENOUS.length) - byPrice[s], 0);
    let left = 0;
    for (let m = 0; m < 6; m++) {
      let taken = 0;
      for (let t = 1; t <= to; t++) taken += exposure.cost[t * 6 + m];
      left += Math.max(0, taken);
    }
    expect(byMargin).toBeCloseTo(left, 10);
    expect(left).toBeGreaterThan(0);
  }
});
