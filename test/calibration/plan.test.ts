import { describe, expect, test } from "vitest";
import { scratchFolder } from "../cli/yenwind.ts";
import { refusal } from "../config/refusal.ts";
import { planOf, textWith } from "./tinyCalibration.ts";

const folder = scratchFolder();
const plan = (changes: Record<string, string> = {}) => planOf(folder, textWith(changes));
const refused = (changes: Record<string, string>) => refusal(() => plan(changes)).message;

describe("a file that makes no sense of the model is bad input: file, line, column, what was expected, a hint", () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ["a path with a typo", { depth: "  depth: { path: markets.fx.dpeth, uniform: { low: 1000, high: 2000 } }" }, /tiny-calibration\.yaml:6:18 {2}parameters\.depth\.path: unknown parameter\. Did you mean markets\.fx\.depth\?/],
    ["an end outside the declared range", { depth: "  depth: { path: markets.fx.depth, uniform: { low: 10, high: 2000 } }" }, /tiny-calibration\.yaml:6:3 {2}parameters\.depth: markets\.fx\.depth: 10 is below the minimum 100.*At the end 10 of its range\n.*\n.*expected a number from 100/],
    ["a target with a typo", { targets: "targets: [levarage]" }, /tiny-calibration\.yaml:3:11 {2}targets\.0: there is no target levarage\. Did you mean leverage\?\n.*\n.*expected one of leverage, loans/],
    ["a column with a typo", { targets: "targets: [{ name: a, metric: usdjpy.ende, observed: 1, tolerance: 1 }]" }, /:3:30 {2}targets\.0\.metric: usdjpy\.ende is no column of paths\.arrow\. Did you mean usdjpy\.end\?/],
    ["many columns", { targets: 'targets: [{ name: a, metric: "usdjpy.*", observed: 1, tolerance: 1 }]' }, /:3:30 {2}targets\.0\.metric: usdjpy\.\* is no column of paths\.arrow/],
    ["two targets of one name", { targets: "targets: [loans, loans]" }, /:3:10 {2}targets: there are two targets loans/],
    ["a range upside down", { depth: "  depth: { path: markets.fx.depth, uniform: { low: 2000, high: 1000 } }" }, /:6:64 {2}parameters\.depth\.uniform\.high: high 1000 is below low 2000/],
    ["a range of one value", { depth: "  depth: { path: markets.fx.depth, uniform: { low: 2000, high: 2000 } }" }, /:6:10 {2}parameters\.depth: its range is a single value\. Give it below set\./],
    ["no range", { depth: "  depth: { path: markets.fx.depth }" }, /:6:10 {2}parameters\.depth: has no values\n.*\n.*expected exactly one of uniform, loguniform/],
    ["two ranges", { depth: "  depth: { path: markets.fx.depth, uniform: { low: 1000, high: 2000 }, loguniform: { low: 1000, high: 2000 } }" }, /:6:10 {2}parameters\.depth: has both uniform and loguniform/],
    ["another unit", { depth: "  depth: { path: markets.fx.depth, unit: percent, uniform: { low: 1000, high: 2000 } }" }, /:6:42 {2}parameters\.depth\.unit: markets\.fx\.depth is in USD bn per unit log return, not in percent/],
    ["a file in place of a parameter", { depth: "  depth: { path: base, uniform: { low: 1, high: 2 } }" }, /:6:18 {2}parameters\.depth\.path: base takes a list of configuration files/],
    ["a reserved name", { depth: "  accepted: { path: markets.fx.depth, uniform: { low: 1000, high: 2000 } }" }, /:6:3 {2}parameters\.accepted: is a column of the result files: choose another name/],
    ["a ratio to a base of 0", { depth: "  drift: { path: markets.fx.drift, uniform: { low: 0, high: 0.1 }, relative: true }", set: "set: { markets.fx.drift: 0 }" }, /:6:78 {2}parameters\.drift\.relative: markets\.fx\.drift has no number other than 0 in the base/],
    ["a ridge of what is no parameter", { more: "ridges: [[yen_loans, dpeth]]" }, /:8:22 {2}ridges\.0\.1: dpeth is no parameter of this calibration\. Did you mean depth\?/],
    ["a ridge of what reaches 0", { depth: "  drift: { path: markets.fx.drift, uniform: { low: 0, high: 0.1 } }", more: "ridges: [[drift, yen_loans]]" }, /ridges\.0\.0: drift has values that are not positive/],
    ["no parameters", { parameters: "parameters: {}", yen_loans: "", depth: "" }, /:4:13 {2}parameters: there are no parameters to search/],
    ["a path that is set in common and unknown", { more: "set: { markets.fx.dpeth: 1 }" }, /tiny-calibration\.yaml, set.*markets\.fx\.dpeth: unknown/],
    ["a base that is not there", { base: "base: tyni.yaml" }, /tyni\.yaml/],
  ])("%s", (_, changes, says) => {
    expect(refused(changes)).toMatch(says);
  });
});

describe("a plan", () => {
  test("knows ranges, base, paths and targets; the ends of a range are exact", () => {
    const { parameters, paths, targets, search } = plan({ targets: "targets: [leverage, { name: end, metric: usdjpy.end, observed: 160, tolerance: 5 }]" });
    expect(parameters).toMatchObject([
      { name: "yen_loans", low: 75, high: 175, inBase: 125, relative: true, unit: "USD bn" },
      { name: "depth", low: 1000, high: 4000, inBase: 2000, relative: false },
    ]);
    expect(paths).toBe(8);
    expect(targets).toMatchObject([{ name: "leverage", unit: "1" }, { name: "end", unit: "yen per dollar", description: expect.any(String) }]);
    expect(search.valuesAt(Float64Array.of(0, 1))).toEqual([75, 4000]);
    const [loans, depth] = search.valuesAt(Float64Array.of(0.5, 0.5));
    expect([loans / Math.sqrt(75 * 175), depth / 2000]).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)]);
    expect(parameters.map(({ share }) => share(2000))[1]).toBeCloseTo(0.5, 12);
  });

  test("has the base as a point in question where all of its values are in what is searched", () => {
    const { base } = plan({}).search;
    expect(base!.values).toEqual([125, 2000]);
    expect(Math.abs(75 * (175 / 75) ** base!.unit[0] - 125)).toBeLessThan(1e-9);
    expect(plan({ depth: "  depth: { path: markets.fx.depth, uniform: { low: 2001, high: 3000 } }" }).search.base).toBeUndefined();
  });

  test("whole parameters have whole values", () => {
    const { search } = plan({ depth: "  funds: { path: agents.hedge_fund.count, uniform: { low: 10, high: 20 } }" });
    expect(search.valuesAt(Float64Array.of(0.5, 0.333))[1]).toBe(13);
  });

  test("a parameter may set a field of a distribution", () => {
    const { parameters, search } = plan({ depth: "  leverage: { path: agents.hedge_fund.debt_to_equity.lognormal.median, uniform: { low: 1, high: 2 } }" });
    expect(parameters[1].inBase).toBeGreaterThan(0);
    expect(search.valuesAt(Float64Array.of(0.5, 0.25))[1]).toBe(1.25);
  });

  test("the hash is that of what a point's answer depends on, not of ranges and waves", () => {
    const { hash } = plan();
    const depth = "  depth: { path: markets.fx.depth, uniform: { low: 500, high: 900 } }";
    const yen_loans = "  yen_loans: { path: agents.hedge_fund.yen_loans, loguniform: { low: 75, high: 175 } }";
    const same: Record<string, string>[] = [{ waves: "waves: { count: 3, points: 20 }" }, { depth }, { more: "cutoff: 2.5" }];
    const other: Record<string, string>[] = [{ paths: "paths: 9" }, { targets: "targets: [leverage]" }, { set: "set: { markets.fx.drift: 0.1 }" }, { yen_loans }];
    for (const changes of same) expect(plan(changes).hash).toBe(hash);
    for (const changes of other) expect(plan(changes).hash).not.toBe(hash);
    expect(planOf(folder, textWith(), { set: ["run.seed=7"] }).hash).not.toBe(hash);
    expect(planOf(folder, textWith(), { waves: 7 })).toMatchObject({ hash, search: { waves: { count: 7 } } });
  });
});
