import { describe, expect, test } from "vitest";
import { calibrate, type CalibrationState } from "../../src/calibration/calibrate.ts";
import { PointFailure, type TargetEvaluator } from "../../src/calibration/evaluation.ts";
import { NARROW, ridge } from "../../src/calibration/ridge.ts";
import { measured } from "./toy.ts";
import { answerRatio, RATIO } from "./toySearch.ts";

// On logarithmic scales a/b is u₁ − u₂, a tolerance of 0.15 is 3 × 0.05: not implausible is |u₁ − u₂ − k| ≤ 0.15/ln 4
// with k = ln 1.5/ln 4, whatever the third, and of that what the second target leaves.
describe("a ridge of a ratio", () => {
  test("the share of the volume that is left is the area of the strip times that of the third parameter", async () => {
    const { waves, complete } = await calibrate(RATIO, { evaluate: answerRatio });
    const [k, half] = [Math.log(1.5) / Math.log(4), 0.15 / Math.log(4)];
    const strip = ((1 - k + half) ** 2 - (1 - k - half) ** 2) / 2;
    const share = strip * 0.6; // |c − ½ + …| ≤ 0.3
    expect(complete).toBe(true);
    for (const wave of waves) expect(Math.abs(wave.share - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / wave.candidates));
  });

  test("accepted points lie on it: their ratio is what history says, their logarithms correlate", async () => {
    const { evaluations } = await calibrate(RATIO, { evaluate: answerRatio });
    const accepted = evaluations.filter((evaluation) => evaluation.accepted);
    expect(accepted.length).toBeGreaterThan(40); // half of the later waves aim at them
    for (const { values: [a, b, c], implausibility } of accepted) {
      expect(implausibility).toBeLessThanOrEqual(2);
      expect(Math.abs(Math.log(a / b) - Math.log(1.5))).toBeLessThanOrEqual(0.1 + 1e-12);
      expect(Math.abs(c + 0.1 * Math.log(a / b) - 0.5)).toBeLessThanOrEqual(0.2 + 1e-12);
    }
    const found = ridge(accepted.map(({ values }) => values[0]), accepted.map(({ values }) => values[1]));
    expect(found).toMatchObject({ combination: "ratio" });
    expect(found.correlation).toBeGreaterThan(0.95);
    expect(found.width).toBeLessThan(NARROW);
    expect(found.first.high / found.first.low).toBeGreaterThan(2); // yet each by itself is hardly known
  });

  test("no value leaves its range", async () => {
    const { evaluations } = await calibrate(RATIO, { evaluate: answerRatio });
    for (const { values: [a, b, c] } of evaluations) expect([a >= 1, a <= 4, b >= 1, b <= 4, c >= 0, c <= 1]).toEqual(Array(6).fill(true));
  });
});

test("how many points are asked for at a time changes nothing", async () => {
  expect(await calibrate(RATIO, { evaluate: answerRatio, inFlight: 7 })).toEqual(await calibrate(RATIO, { evaluate: answerRatio }));
});

test("a point that is in question comes first, with its values to the last digit, and is one more", async () => {
  const base = { unit: Float64Array.of(0.5, 0.25, 0.3), values: [2.0000000001, 1.41421, 0.3] };
  const asked: (readonly number[])[] = [];
  const evaluate: TargetEvaluator = (values, index) => {
    asked.push(values);
    return answerRatio(values, index);
  };
  const { evaluations, waves } = await calibrate({ ...RATIO, base }, { evaluate });
  const without = await calibrate(RATIO, { evaluate: answerRatio });
  expect(asked[0]).toEqual(base.values);
  expect(evaluations[0]).toMatchObject({ point: 0, wave: 1, values: base.values });
  expect(waves[0].points).toBe(without.waves[0].points + 1);
  expect(evaluations.slice(1, waves[0].points).map(({ values }) => values)).toEqual(without.evaluations.slice(0, without.waves[0].points).map(({ values }) => values));
});

test("asking for more waves leaves the first ones as they were", async () => {
  const [two, three] = await Promise.all([2, 3].map((count) => calibrate({ ...RATIO, waves: { ...RATIO.waves, count } }, { evaluate: answerRatio })));
  expect(three.evaluations.slice(0, 80)).toEqual(two.evaluations);
  expect(three.waves.slice(0, 2)).toEqual(two.waves);
});

test("where history cannot be met there are no accepted points, and the target that rules everything out shows", async () => {
  const far: TargetEvaluator = async (values, index) => {
    const [ratio, shift] = await answerRatio(values, index);
    return [ratio, { ...shift, observed: 10 }];
  };
  const { complete, evaluations, waves } = await calibrate(RATIO, { evaluate: far });
  expect({ complete, points: evaluations.length, accepted: evaluations.filter(({ accepted }) => accepted).length }).toEqual({ complete: true, points: 40, accepted: 0 });
  expect(waves).toHaveLength(1);
  expect(waves[0]).toMatchObject({ share: 0, targets: [{ smallest: expect.closeTo(0, 1) }, { smallest: expect.any(Number), share: 0 }] });
  expect(waves[0].targets[1].smallest).toBeGreaterThan(80);
});

test("a stop finishes what runs and keeps it; the state tells where it stands", async () => {
  const states: CalibrationState[] = [];
  const { complete, evaluations, waves } = await calibrate(RATIO, { evaluate: answerRatio, inFlight: 4, stop: () => (states.at(-1)?.done ?? 0) >= 10, onState: (state) => states.push(state) });
  expect({ complete, waves }).toEqual({ complete: false, waves: [] });
  expect(evaluations.length).toBeGreaterThanOrEqual(10);
  expect(evaluations.length).toBeLessThanOrEqual(13);
  expect(states[0]).toEqual({ wave: 1, waves: 3, points: 40, done: 0, computed: 0, accepted: 0, least: Infinity });
  expect(states.at(-1)).toMatchObject({ done: evaluations.length, accepted: evaluations.filter(({ accepted }) => accepted).length, least: Math.min(...evaluations.map(({ implausibility }) => implausibility)) });
});

describe("points that cannot be simulated", () => {
  const fails = (which: (a: number) => boolean): TargetEvaluator => async (values, index) => {
    if (which(values[0])) throw new PointFailure(`no ${values[0]}`);
    return answerRatio(values, index);
  };

  test("are told and left out", async () => {
    const told: number[] = [];
    const { evaluations, waves } = await calibrate(RATIO, { evaluate: fails((a) => a > 3), onFailure: (point) => told.push(point) });
    const failed = evaluations.filter(({ failure }) => failure !== undefined);
    expect(failed.map(({ point }) => point)).toEqual(told);
    expect(failed.length).toBe(evaluations.filter(({ values }) => values[0] > 3).length);
    for (const { implausibility, accepted } of failed) expect({ implausibility, accepted }).toEqual({ implausibility: Infinity, accepted: false });
    expect(waves[0].fitted).toBe(40 - failed.filter(({ wave }) => wave === 1).length);
  });

  test("end the search where there is nothing else", async () => {
    await expect(calibrate(RATIO, { evaluate: fails(() => true) })).rejects.toThrow("no point of the first wave could be simulated: no ");
  });
});

test("any other failure ends the search after what runs is finished", async () => {
  let running = 0;
  const evaluate: TargetEvaluator = async (values, index) => {
    running += 1;
    await new Promise(setImmediate);
    running -= 1;
    if (index === 5) throw new Error("the disk is gone");
    return answerRatio(values, index);
  };
  await expect(calibrate(RATIO, { evaluate, inFlight: 3 })).rejects.toThrow("the disk is gone");
  expect(running).toBe(0);
});

describe("an answer that is none", () => {
  test.each<[string, TargetEvaluator, RegExp]>([
    ["to what was asked", async () => [measured(1, { name: "other" })], /asked for ratio, shift and answered other/],
    ["without a tolerance", async () => [measured(1, { name: "ratio", tolerance: NaN }), measured(1, { name: "shift" })], /target ratio needs an observed value and a tolerance/],
    ["without an observation", async () => [measured(1, { name: "ratio" }), measured(1, { name: "shift", observed: NaN })], /target shift needs/],
  ])("%s", async (_, evaluate, says) => {
    await expect(calibrate(RATIO, { evaluate })).rejects.toThrow(says);
  });
});
