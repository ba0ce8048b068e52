import fc from "fast-check";
import { expect, test } from "vitest";
import { agrees } from "../../src/facts/measured.ts";
import { counts, type Sheet, sheetOf } from "../../src/facts/sheet.ts";
import { configurationOf, noise, runsWith } from "./madeUp.ts";

/** A sheet of made-up paths: what holds differs from salt to salt. */
const sheetWith = (salt: number): Sheet =>
  sheetOf(runsWith(6, (name, scenario) => {
    const level = 30 * noise(`${scenario} ${name} ${salt}`, -1);
    return Array.from({ length: 6 }, (_, path) => 1 + level + noise(`${scenario} ${name} ${salt}`, path));
  }, configurationOf));

const everySheet = (claim: (sheet: Sheet) => void): void => fc.assert(fc.property(fc.integer({ min: 0, max: 1e6 }).map(sheetWith), claim), { numRuns: 10 });

test("a fact is not reproduced exactly when a part that is judged fails, and no input is ever called reproduced", () => {
  everySheet(({ facts }) => {
    for (const { fact, findings, verdict } of facts) {
      expect(findings).toHaveLength(fact.parts.length);
      expect(verdict === "not reproduced").toBe(findings.some(({ met }) => met === false));
      expect(verdict === "input").toBe(fact.kind === "input" && findings.every(({ met }) => met !== false));
      if (fact.kind === "input") expect(verdict).not.toBe("reproduced");
    }
  });
});

test("a finding that is met or not judged is at no distance from its criterion", () => {
  everySheet(({ facts }) => {
    for (const { met, distance } of facts.flatMap(({ findings }) => findings)) if (met !== false) expect(distance).toBe(0);
  });
});

test("a target is met exactly when all its quantities agree", () => {
  everySheet(({ targets }) => {
    for (const { target, judged, met } of targets) {
      expect(judged.map(({ name }) => name)).toEqual(target.quantities.map(({ name }) => name));
      expect(met).toBe(judged.every(agrees));
    }
  });
});

test("parts called reported are not judged, and no other is left out of the judgement", () => {
  everySheet(({ facts }) => {
    for (const { fact, findings } of facts) expect(fact.parts.map(({ criterion }) => criterion === "reported")).toEqual(findings.map(({ met }) => met === undefined));
  });
});

test("rows that hold and targets that are met are counted once each", () => {
  everySheet((sheet) => {
    const { facts, reproduced, inputs, targets, met } = counts(sheet);
    expect([facts, targets]).toEqual([sheet.facts.length, sheet.targets.length]);
    expect(reproduced + inputs + sheet.facts.filter(({ verdict }) => verdict === "not reproduced").length).toBe(facts);
    expect(met).toBe(sheet.targets.filter((row) => row.judged.every(agrees)).length);
  });
});
