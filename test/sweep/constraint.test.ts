import { describe, expect, test } from "vitest";
import { parseConstraint } from "../../src/sweep/constraint.ts";

const values = { leverage: 10, depth: 2, model: "kou", on: true };
const names = Object.keys(values);

describe("a constraint holds or not", () => {
  test.each<[string, boolean]>([
    ["leverage > 9", true],
    ["leverage < 10", false],
    ["leverage <= 10 && depth >= 2", true],
    ["leverage <= 10 && depth > 2", false],
    ["leverage * 0.2 == depth", true],
    ["leverage - depth * 3 + 1 != 5", false],
    ["-leverage < depth", true],
    ["leverage / (depth + 3) === 2", true],
    ['model == "kou"', true],
    ["model != 'garch'", true],
    ['model == "garch" || depth > 1', true],
    ['model == "garch" || depth > 2', false],
    ["!(leverage > 9)", false],
    ["on == true", true],
    ["1 < 2 || leverage > 3 && depth > 9", true], // && binds closer
    ["depth > model", false], // no order between a text and a number
  ])("%s: %s", (text, holds) => {
    expect(parseConstraint(text, names)(values)).toBe(holds);
  });
});

describe("what is no constraint is refused", () => {
  test.each<[string, RegExp]>([
    ["", /is not a condition/],
    ["leverage", /compares nothing/],
    ["leverage + depth", /compares nothing/],
    ["leverage >", /is not a condition/],
    ["leverage > 1 depth", /"depth" is left over/],
    ["leverag > 1", /leverag is no parameter of this sweep: leverage, depth, model, on/],
    ["leverage = 1", /is not a condition/],
    ["leverage.constructor == 1", /can hold numbers/],
    ["process.exit() == 1", /can hold numbers/],
    ["leverage ** 2 > 1", /can hold numbers/],
    ["(() => 1) == 1", /can hold numbers/],
    ["`x` == model", /can hold numbers/],
    ["leverage > 1n", /can hold numbers/],
    ["(leverage > 1) + 1", /compares nothing/],
  ])("%s", (text, message) => {
    expect(() => parseConstraint(text, names)).toThrow(message);
  });
});
