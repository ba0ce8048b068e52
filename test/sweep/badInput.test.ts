import { describe, expect, test } from "vitest";
import { refusal } from "../config/refusal.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { planOf, textWith } from "./tinySweep.ts";

const folder = scratchFolder();

/** What is said about a file that is right but for lines added or replaced by their first word. */
const refused = (changes: Record<string, string>) => refusal(() => planOf(folder, textWith(changes))).message;

describe("a file that makes no sense of the model is bad input: file, line, column, what was expected, a hint", () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ["a path with a typo", { depth: "  depth: { path: markets.fx.dpeth, values: [1] }" }, /tiny-sweep\.yaml:4:18 {2}parameters\.depth\.path: unknown parameter\. Did you mean markets\.fx\.depth\?\n +4 \|.*\n/],
    ["a path that only a file can give", { depth: "  depth: { path: extends, values: [a] }" }, /:4:18 {2}parameters\.depth\.path: can only be given in a file/],
    ["a path that changes nothing", { depth: "  depth: { path: run.paths, values: [10, 20] }" }, /:4:18 {2}parameters\.depth\.path: changes no path of a point\. Set it for all points below set, or with --paths/],
    ["another unit", { depth: "  depth: { path: markets.fx.depth, unit: percent, values: [1000] }" }, /:4:42 {2}parameters\.depth\.unit: markets\.fx\.depth is in USD bn per unit log return, not in percent\n.*\n.*\^ expected USD bn per unit log return/],
    ["paths of different units", { depth: "  depth: { path: [markets.fx.depth, markets.fx.haircut], values: [1000] }" }, /:4:18 {2}parameters\.depth\.path: the paths have different units/],
    ["no values", { depth: "  depth: { path: markets.fx.depth }" }, /:4:10 {2}parameters\.depth: has no values\n.*\n.*expected exactly one of values, range, uniform, loguniform, normal, lognormal, triangular/],
    ["values and a range", { depth: "  depth: { path: markets.fx.depth, values: [1], range: { from: 1, to: 2, steps: 2 } }" }, /:4:10 {2}parameters\.depth: has both values and range/],
    ["a law that makes no sense", { depth: "  depth: { path: markets.fx.depth, uniform: { low: 9, high: 1 } }", design: "design: { sobol: { points: 2 } }" }, /:4:61 {2}parameters\.depth\.uniform\.high: high 1 is below low 9/],
    ["a value out of range in one point", { depth: "  depth: { path: markets.fx.depth, values: [1000, 4] }" }, /:4:3 {2}parameters\.depth: markets\.fx\.depth: 4 is below the minimum 100 .*In point 1: depth = 4\n.*\n.*expected a number from 100/],
    ["a reserved name", { depth: "  metric: { path: markets.fx.depth, values: [1000] }" }, /:4:3 {2}parameters\.metric: is a column of the result files: choose another name/],
    ["a metric that does not exist", { metrics: "metrics: [usdjpy.ende]" }, /:5:11 {2}metrics\.0: usdjpy\.ende is no column of paths\.arrow\. Did you mean usdjpy\.end\?/],
    ["a statistic that does not exist", { more: "statistics: [mean, median]" }, /:6:20 {2}statistics\.1: median is no statistic\n.*\n.*expected mean, sd, q95, es99 or prob>5/],
    ["a headline of another metric", { more: "headline: mean(defaults)" }, /:6:11 {2}headline: is none of this sweep's\n.*\n.*such as mean\(usdjpy\.end\)/],
    ["a constraint that does not parse", { more: "constraints: [depth >]" }, /:6:15 {2}constraints\.0: is not a condition: Unexpected token/],
    ["a constraint on what is no parameter", { more: "constraints: [dpeth > 1]" }, /:6:15 {2}constraints\.0: dpeth is no parameter of this sweep: depth/],
    ["constraints that no point meets", { more: "constraints: [depth > 9000]" }, /:6:14 {2}constraints: no point meets the constraints/],
    ["a reference of what is no parameter", { more: "reference: { deph: 1 }" }, /:6:14 {2}reference\.deph: is no parameter of this sweep\n.*\n.*expected depth/],
    ["a list with what is no parameter", { design: "design: { list: [{ deph: 1000 }] }" }, /:2:20 {2}design\.list\.0\.deph: is no parameter of this sweep/],
    ["a grid of a law", { depth: "  depth: { path: markets.fx.depth, uniform: { low: 1000, high: 2000 } }" }, /:2:9 {2}design: a grid needs values or a range, and depth has a law; choose a sampled design, or give it a range/],
    ["a Morris design of a law without ends", { depth: "  depth: { path: markets.fx.depth, normal: { mean: 2000, sd: 1 } }", design: "design: { morris: { trajectories: 2 } }" }, /:2:9 {2}design: a Morris design goes to the ends of every range, and depth has none: give min and max/],
    ["a precision that does not parse", { more: "until: es99(usdjpy.end) within 2 percents" }, /:6:8 {2}until: cannot read the precision .*for example es99\(hedge_fund\.tech\.forced,3d\) within 2% at 95%/],
    ["a precision of what is not kept", { more: "until: mean(defaults) within 2" }, /:6:8 {2}until: defaults is none of the metrics that this sweep keeps/],
    ["a path that is set in common and unknown", { more: "set: { markets.fx.dpeth: 1000 }" }, /tiny-sweep\.yaml, set.*markets\.fx\.dpeth: unknown .*depth/],
    ["a base that is not there", { base: "base: tyni.yaml" }, /tyni\.yaml/],
    ["a base beside a number", { depth: "  depth: { path: base, values: [1] }" }, /:4:18 {2}parameters\.depth\.path: base takes a list of configuration files, and nothing beside it/],
    ["a horizon too short for a metric", { depth: "  days: { path: calendar.days, values: [1, 3] }", metrics: "metrics: [all.ust.forced.worst3d]", more: "set: { events: [] }" }, /tiny-sweep\.yaml {2}calendar\.days: the metric all\.ust\.forced\.worst3d does not exist within 1 days\. In point 0: days = 1/],
    ["an event after the horizon of one point", { depth: "  days: { path: calendar.days, values: [3, 1] }" }, /tiny-sweep\.yaml {2}events\.1\.day: day 2 is after the horizon\. Expected 1 to 1 \(calendar\.days\)\. In point 1: days = 1/],
  ])("%s", (_, changes, says) => {
    expect(refused(changes)).toMatch(says);
  });

  test("no parameters", () => {
    expect(refused({ parameters: "parameters: {}", depth: "" })).toMatch(/:3:13 {2}parameters: there are no parameters to vary/);
  });
});
