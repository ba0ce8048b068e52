import { beforeAll, describe, expect, test } from "vitest";
import { calibrate, type CalibrationResult } from "../../src/calibration/calibrate.ts";
import type { CalibrationPlan } from "../../src/calibration/plan.ts";
import { reportOf } from "../../src/calibration/report.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { planOf, textWith, toyCatalogue } from "./tinyCalibration.ts";

const folder = scratchFolder();
const text = textWith({ targets: "targets: [leverage, loans]", waves: "waves: { count: 3, points: 40, candidates: 2000 }", more: "ridges: [[yen_loans, depth]]" });
const plan = planOf(folder, text);

async function run(which: CalibrationPlan): Promise<CalibrationResult> {
  const { evaluate } = await toyCatalogue.open(which.targets.map(({ name }) => name), { ...which, threads: 0, backEnd: "js" });
  return calibrate(which.search, { evaluate });
}

describe("loans over depth within 0.06 ± 0.01, loans within 100 ± 30", () => {
  let result: CalibrationResult;
  beforeAll(async () => void (result = await run(plan)));

  test("of a parameter: the accepted points' range and median, and how far the median is from the base", () => {
    const { parameters, accepted } = reportOf(plan, result);
    const values = result.evaluations.filter((evaluation) => evaluation.accepted).map((evaluation) => evaluation.values[0]).toSorted((a, b) => a - b);
    expect(accepted).toBe(values.length);
    const [loans] = parameters;
    expect(loans).toMatchObject({ name: "yen_loans", low: 75, high: 175, base: 125, accepted: { low: values[0], high: values.at(-1) } });
    const half = values.length / 2;
    const median = values.length % 2 === 1 ? values[Math.floor(half)] : (values[half - 1] + values[half]) / 2;
    expect(loans.accepted!.median).toBeCloseTo(median, 9);
    expect(loans.shift).toBeCloseTo(Math.log(median / 125) / Math.log(175 / 75), 9);
  });

  test("of a target: how many points agree, and what it leaves alone", () => {
    const { targets, points, strictest } = reportOf(plan, result);
    const agree = result.evaluations.filter(({ values: [loans] }) => Math.abs(loans - 100) <= 30).length;
    expect(targets[1]).toMatchObject({ name: "loans", observed: 100, tolerance: 30, agree });
    expect(points).toBe(result.evaluations.length);
    // All ratios between 75/4000 and 175/1000 are searched: it leaves least.
    expect(strictest).toBe("leverage");
    expect(targets[0].share).toBeLessThan(targets[1].share);
    // Loans from 75 to 130 on a logarithmic scale to 175.
    expect(targets[1].share).toBeCloseTo(Math.log(130 / 75) / Math.log(175 / 75), 1);
  });

  test("of the ridge: the ratio is known better than either", () => {
    const [found] = reportOf(plan, result).ridges;
    expect(found).toMatchObject({ parameters: ["yen_loans", "depth"], combination: "ratio" });
    expect(found.span.low).toBeGreaterThanOrEqual(0.05);
    expect(found.span.high).toBeLessThanOrEqual(0.07);
  });

  test("the most central point is an accepted one, the least implausible one is the least of all", () => {
    const { central, least, emptied } = reportOf(plan, result);
    expect(emptied).toBe(false);
    expect(result.evaluations[central!].accepted).toBe(true);
    expect(least!.implausibility).toBe(Math.min(...result.evaluations.map(({ implausibility }) => implausibility)));
  });
});

test("where nothing can agree it says which target rules everything out", async () => {
  const impossible = planOf(folder, text.replace("low: 1000, high: 4000", "low: 200, high: 300"));
  const result = await run(impossible);
  expect(reportOf(impossible, result)).toMatchObject({
    accepted: 0, emptied: true, strictest: "leverage", central: undefined, ridges: [],
    parameters: [{ accepted: undefined, shift: undefined }, { accepted: undefined }],
    targets: [{ agree: 0, smallest: expect.any(Number) }, { agree: expect.any(Number) }],
  });
});
