import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { morris } from "../../src/design/morris.ts";
import { saltelli } from "../../src/design/saltelli.ts";
import { morrisEffects } from "../../src/statistics/morrisEffects.ts";
import { sobolIndices } from "../../src/statistics/sobolIndices.ts";
import { hasModule, python } from "../readers/python.ts";
import { NONE } from "./resampling.ts";
import { gFunction, ishigami, outputsOf } from "./testFunctions.ts";

/** What SALib makes of the same rows and outputs. */
function salib<Found>(given: object): Found {
  const script = join(import.meta.dirname, "salib.py");
  return JSON.parse(execFileSync(python!, [script], { input: JSON.stringify(given), encoding: "utf8", maxBuffer: 2 ** 28 }));
}

function expectEqual(ours: readonly number[], theirs: readonly number[]): void {
  expect(ours).toHaveLength(theirs.length);
  ours.forEach((x, i) => expect(Math.abs(x - theirs[i]), `${x} and ${theirs[i]}`).toBeLessThan(1e-9));
}

const functions = [["Ishigami", ishigami], ["Sobol's g", gFunction([0, 1, 4.5, 9, 99])]] as const;

describe.skipIf(!hasModule("SALib")).each(functions)("%s: what SALib makes of the same outputs", (_, { dimensions, value }) => {
  test.each([true, false])("Sobol' indices, second order: %s", (secondOrder) => {
    const design = saltelli(512, dimensions, "salib", secondOrder);
    const outputs = outputsOf(value, design.unit);
    const theirs = salib<{ S1: number[]; ST: number[]; S2?: number[][] }>({ method: "sobol", dimensions, second_order: secondOrder, outputs: Array.from(outputs) });
    const { first, total, second } = sobolIndices(outputs, design, NONE);
    expectEqual(first.map((index) => index.value), theirs.S1);
    expectEqual(total.map((index) => index.value), theirs.ST);
    expect(theirs.S2 === undefined).toBe(!secondOrder);
    expectEqual(second.map(({ index }) => index.value), second.map(({ i, j }) => theirs.S2![i][j]));
  });

  test.each([4, 6])("Morris effects on %d levels", (levels) => {
    const { unit } = morris(40, dimensions, levels, "salib");
    const outputs = outputsOf(value, unit);
    const theirs = salib<{ mu: number[]; mu_star: number[]; sigma: number[] }>({
      method: "morris", dimensions, levels, rows: Array.from(unit.values), outputs: Array.from(outputs),
    });
    const { effects } = morrisEffects(outputs, unit, NONE);
    expectEqual(effects.map(({ mu }) => mu), theirs.mu);
    expectEqual(effects.map(({ muStar }) => muStar.value), theirs.mu_star);
    expectEqual(effects.map(({ sigma }) => sigma), theirs.sigma);
  });
});
