import { describe, expect, test } from "vitest";
import { parseSweep } from "../../src/config/sweepFile.ts";
import { refusal, summary } from "./refusal.ts";

/** A file that is right, with some of its lines replaced. */
function text(changes: Record<string, string> = {}): string {
  const lines: Record<string, string> = {
    base: "base: tiny.yaml",
    design: "design: grid",
    parameters: "parameters:",
    depth: "  depth: { path: markets.fx.depth, values: [1000, 4000] }",
    ...changes,
  };
  return Object.values(lines).filter((line) => line !== "").map((line) => `${line}\n`).join("");
}

const refuse = (changes: Record<string, string>) => refusal(() => parseSweep(text(changes), "x.yaml"));

test("a file is named after itself unless it gives a name", () => {
  const named = (file: string, more = {}) => parseSweep(text(more), file).name;
  expect(named("/some/where/Spread and Hike.yaml")).toBe("spread-and-hike");
  expect(named("円.yml")).toBe("sweep");
  expect(named("x.yaml", { name: "name: other" })).toBe("other");
});

describe("what a file cannot say is refused at its line and column", () => {
  test.each<[string, Record<string, string>, string[]]>([
    ["an unknown key", { more: "paramters: {}" }, ["x.yaml:5:1 paramters: unknown key | Did you mean parameters?"]],
    ["an unknown key of a parameter", { depth: "  depth: { path: markets.fx.depth, value: [1] }" }, ["x.yaml:4:36 parameters.depth.value: unknown key | Did you mean values?"]],
    ["no base", { base: "" }, ["x.yaml:1:1 base: missing"]],
    ["no design", { design: "" }, ["x.yaml:1:1 design: missing"]],
    ["no parameters", { parameters: "", depth: "" }, ["x.yaml:1:1 parameters: missing"]],
    ["a design that does not exist", { design: "design: gird" }, ['x.yaml:2:9 design: "gird" is not a design | Did you mean grid?']],
    ["a design that needs settings", { design: "design: sobol" }, ['x.yaml:2:9 design: "sobol" is not a design | sobol needs settings: design: { sobol: { … } }']],
    ["a setting that does not exist", { design: "design: { sobol: { points: 8, sed: x } }" }, ["x.yaml:2:31 design.sobol.sed: unknown key"]],
    ["a number of points that is not whole", { design: "design: { sobol: { points: 2.5 } }" }, [expect.stringMatching(/^x\.yaml:2:28 design\.sobol\.points: 2\.5: expected int/)]],
    ["an odd number of levels", { design: "design: { morris: { trajectories: 4, levels: 3 } }" }, [expect.stringMatching(/^x\.yaml:2:46 design\.morris\.levels: 3: /)]],
    ["no values", { depth: "  depth: { path: markets.fx.depth, values: [] }" }, [expect.stringMatching(/^x\.yaml:4:44 parameters\.depth\.values: /)]],
    ["a value that is nothing", { depth: "  depth: { path: markets.fx.depth, values: [1000, ~] }" }, [expect.stringMatching(/^x\.yaml:4:51 parameters\.depth\.values\.1: .*nothing is given$/)]],
    ["a text for a number", { depth: "  depth: { path: markets.fx.depth, range: { from: low, to: 4000, steps: 3 } }" }, [expect.stringMatching(/^x\.yaml:4:51 parameters\.depth\.range\.from: "low": expected number/)]],
    ["a range without steps", { depth: "  depth: { path: markets.fx.depth, range: { from: 1, to: 2 } }" }, [expect.stringMatching(/parameters\.depth\.range\.steps: missing$/)]],
    ["a law that reaches 0 on a logarithmic scale", { depth: "  depth: { path: markets.fx.depth, loguniform: { low: 0, high: 2 } }" }, [expect.stringMatching(/^x\.yaml:4:55 parameters\.depth\.loguniform\.low: 0: /)]],
    ["a name with a blank", { depth: "  the depth: { path: markets.fx.depth, values: [1] }" }, ["x.yaml:4:3 parameters.the depth: cannot be a name"]],
    ["a name of the sweep with capitals", { more: "name: My Sweep" }, [expect.stringMatching(/^x\.yaml:5:7 name: "My Sweep": small letters a-z, digits and - are expected/)]],
  ])("%s", (_, changes, findings) => {
    expect(summary(refuse(changes))).toEqual(findings);
  });

  test("YAML that cannot be read", () => {
    expect(summary(refuse({ depth: "  depth: { path: [" }))[0]).toMatch(/^x\.yaml:5:1 /);
  });

  test("everything at once", () => {
    expect(refuse({ base: "bse: tiny.yaml", design: "design: gird" }).findings.map(({ path }) => path).toSorted()).toEqual(["base", "bse", "design"]);
  });
});

