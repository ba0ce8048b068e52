import { describe, expect, test } from "vitest";
import { parseCalibration } from "../../src/config/calibrationFile.ts";
import { refusal, summary } from "./refusal.ts";

/** A file that is right, with some of its lines replaced. */
function text(changes: Record<string, string> = {}): string {
  const lines: Record<string, string> = {
    base: "base: tiny.yaml",
    targets: "targets: [some_target]",
    parameters: "parameters:",
    depth: "  depth: { path: markets.fx.depth, uniform: { low: 1000, high: 4000 } }",
    ...changes,
  };
  return Object.values(lines).filter((line) => line !== "").map((line) => `${line}\n`).join("");
}

const refuse = (changes: Record<string, string>) => refusal(() => parseCalibration(text(changes), "x.yaml"));

test("what is not given has its default", () => {
  expect(parseCalibration(text(), "x.yaml")).toMatchObject({
    name: "x",
    declaration: { waves: { count: 4, points: 150, candidates: 20_000, seed: "waves" }, cutoff: 3, accept: 2, ridges: [], set: {}, parameters: { depth: { relative: false } } },
  });
  expect(parseCalibration(text({ waves: "waves: { count: 2 }" }), "円.yaml")).toMatchObject({ name: "calibration", declaration: { waves: { count: 2, points: 150 } } });
});

describe("what a file cannot say is refused at its line and column", () => {
  test.each<[string, Record<string, string>, unknown[]]>([
    ["an unknown key", { more: "wavs: {}" }, ["x.yaml:5:1 wavs: unknown key | Did you mean waves?"]],
    ["an unknown key of a parameter", { depth: "  depth: { path: a, relativ: true, uniform: { low: 1, high: 2 } }" }, ["x.yaml:4:21 parameters.depth.relativ: unknown key | Did you mean relative?"]],
    ["a law without ends", { depth: "  depth: { path: a, lognormal: { median: 1, sigma: 1 } }" }, ["x.yaml:4:21 parameters.depth.lognormal: gives no finite range to search"]],
    ["a list, and a misspelt key", { depth: "  depth: { path: a, values: [1, 2], unt: x }" }, ["x.yaml:4:21 parameters.depth.values: gives no finite range to search", "x.yaml:4:37 parameters.depth.unt: unknown key | Did you mean unit?"]],
    ["an infinite end", { depth: "  depth: { path: a, uniform: { low: 0, high: .inf } }" }, [expect.stringMatching(/^x\.yaml:4:46 parameters\.depth\.uniform\.high: .*expected number/)]],
    ["a logarithmic range from 0", { depth: "  depth: { path: a, loguniform: { low: 0, high: 1 } }" }, [expect.stringMatching(/^x\.yaml:4:40 parameters\.depth\.loguniform\.low: 0: /)]],
    ["no base", { base: "" }, ["x.yaml:1:1 base: missing"]],
    ["no targets", { targets: "" }, ["x.yaml:1:1 targets: missing"]],
    ["an empty list of targets", { targets: "targets: []" }, [expect.stringMatching(/^x\.yaml:2:10 targets: /)]],
    ["a target that is a number", { targets: "targets: [3]" }, ["x.yaml:2:11 targets.0: is no target"]],
    ["a target without what was observed", { targets: "targets: [{ name: a, metric: usdjpy.end, tolerance: 1 }]" }, ["x.yaml:2:11 targets.0.observed: missing"]],
    ["a target without a tolerance above 0", { targets: "targets: [{ name: a, metric: usdjpy.end, observed: 1, tolerance: 0 }]" }, [expect.stringMatching(/^x\.yaml:2:66 targets\.0\.tolerance: 0: /)]],
    ["a misspelt key of a target", { targets: "targets: [{ name: a, metrik: usdjpy.end, observed: 1, tolerance: 1 }]" }, [expect.stringMatching(/targets\.0\.metric: missing/), expect.stringMatching(/^x\.yaml:2:22 targets\.0\.metrik: unknown key/)]],
    ["half a wave", { waves: "waves: { count: 1.5 }" }, [expect.stringMatching(/^x\.yaml:5:17 waves\.count: 1\.5: expected int/)]],
    ["a ridge of three", { more: "ridges: [[a, b, c]]" }, [expect.stringMatching(/^x\.yaml:5:10 ridges\.0: /)]],
    ["one path, which has no spread", { more: "paths: 1" }, [expect.stringMatching(/^x\.yaml:5:8 paths: 1: /)]],
  ])("%s", (_, changes, findings) => {
    expect(summary(refuse(changes))).toEqual(findings);
  });
});
