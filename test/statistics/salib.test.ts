import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { morris } from "../../src/design/morris.ts";
import { saltelli } from "../../src/design/saltelli.ts";
import { morrisEffects } from "../../src/statistics/morrisEffects.ts";
import { sobolIndices } from "../../src/statistics/sobolIndices.ts";
import { hasModule, python } from "../readers/python.ts";
import { NONE } from "./resampling.ts";
import { gFunction, ishigami, outputsOf } from "./testFunctions.ts";

const functions = [{ name: "Ishigami", ...ishigami }, { name: "Sobol's g", ...gFunction([0, 1, 4.5, 9, 99]) }];

const sobolCases = functions.flatMap(({ name, dimensions, value }) =>
  [true, false].map((secondOrder) => {
    const outputs = outputsOf(value, saltelli(512, dimensions, "salib", secondOrder).unit);
    return { method: "sobol", name, dimensions, secondOrder, outputs };
  }),
);

const morrisCases = functions.flatMap(({ name, dimensions, value }) =>
  [4, 6].map((levels) => {
    const { unit } = morris(40, dimensions, levels, "salib");
    return { method: "morris", name, dimensions, levels, rows: unit.values, outputs: outputsOf(value, unit) };
  }),
);

interface Indices {
  readonly S1: number[];
  readonly ST: number[];
  readonly S2?: number[][];
}

interface Effects {
  readonly mu: number[];
  readonly mu_star: number[];
  readonly sigma: number[];
}

/** What SALib makes of cases, one answer for each. */
function salib<Found>(cases: readonly object[]): Found[] {
  const script = join(import.meta.dirname, "salib.py");
  const input = JSON.stringify(cases, (_, value: unknown) => (value instanceof Float64Array ? Array.from(value) : value));
  return JSON.parse(execFileSync(python!, [script], { input, encoding: "utf8", maxBuffer: 2 ** 28 }));
}

function expectEqual(ours: readonly number[], theirs: readonly number[]): void {
  expect(ours).toHaveLength(theirs.length);
  ours.forEach((x, i) => expect(Math.abs(x - theirs[i]), `${x} and ${theirs[i]}`).toBeLessThan(1e-9));
}

describe.skipIf(!hasModule("SALib"))("what SALib makes of the same outputs", () => {
  let indices: Indices[];
  let theirEffects: Effects[];
  beforeAll(() => {
    const found = salib<Indices & Effects>([...sobolCases, ...morrisCases]);
    indices = found.slice(0, sobolCases.length);
    theirEffects = found.slice(sobolCases.length);
  });

  test.each(sobolCases.map((given, at) => ({ ...given, at })))("Sobol' indices of $name, second order: $secondOrder", ({ at, outputs, ...layout }) => {
    const { S1, ST, S2 } = indices[at];
    const { first, total, second } = sobolIndices(outputs, layout, NONE);
    expectEqual(first.map((index) => index.value), S1);
    expectEqual(total.map((index) => index.value), ST);
    expect(S2 === undefined).toBe(!layout.secondOrder);
    expectEqual(second.map(({ index }) => index.value), second.map(({ i, j }) => S2![i][j]));
  });

  test.each(morrisCases.map((given, at) => ({ ...given, at })))("Morris effects of $name on $levels levels", ({ at, dimensions, rows, outputs }) => {
    const { mu, mu_star, sigma } = theirEffects[at];
    const { effects } = morrisEffects(outputs, { dimensions, values: rows }, NONE);
    expectEqual(effects.map((effect) => effect.mu), mu);
    expectEqual(effects.map(({ muStar }) => muStar.value), mu_star);
    expectEqual(effects.map((effect) => effect.sigma), sigma);
  });
});
