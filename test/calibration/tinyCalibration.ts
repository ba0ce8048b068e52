import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CalibrationPlan, type CalibrationPlanOptions, planCalibration } from "../../src/calibration/plan.ts";
import { type CalibrationOutcome, simulateCalibration, type SimulateCalibrationOptions } from "../../src/calibration/simulateCalibration.ts";
import type { TargetCatalogue } from "../../src/calibration/targets.ts";
import { readCalibrationFile } from "../../src/config/calibrationFile.ts";
import { builtInModel } from "../../src/kinds/model.ts";
import { TINY_BASE } from "../sweep/tinySweep.ts";
import { measured } from "./toy.ts";

/** The text of a small calibration that is right, but for lines added or replaced by their first word. */
export function textWith(changes: Readonly<Record<string, string>> = {}): string {
  const lines: Record<string, string> = {
    base: "base: tiny.yaml",
    paths: "paths: 8",
    targets: "targets: [{ name: usdjpy_end, metric: usdjpy.end, observed: 147.7, tolerance: 0.5 }]",
    parameters: "parameters:",
    yen_loans: "  yen_loans: { path: agents.hedge_fund.yen_loans, loguniform: { low: 75, high: 175 }, relative: true }",
    depth: "  depth: { path: markets.fx.depth, loguniform: { low: 1000, high: 4000 } }",
    waves: "waves: { count: 2, points: 12, candidates: 500 }",
    ...changes,
  };
  return Object.values(lines).filter((line) => line !== "").map((line) => `${line}\n`).join("");
}

/** A catalogue of two named targets that are functions of the values: a product, and whatever a test says. */
export const toyCatalogue: TargetCatalogue = {
  targets: [
    { name: "leverage", unit: "1", description: "Loans over depth", identity: { observed: 0.06 } },
    { name: "loans", unit: "USD bn", description: "Loans", identity: { observed: 100 } },
  ],
  open: async (names) => ({
    evaluate: async ([loans, depth]) => names.map((name) => (name === "leverage" ? measured(loans / depth, { name, observed: 0.06, tolerance: 0.01 }) : measured(loans, { name, observed: 100, tolerance: 30 }))),
    close: async () => {},
  }),
};

/** Write the tiny base and a calibration of it. @returns the calibration file */
export function calibrationFile(folder: string, text = textWith(), name = "tiny-calibration.yaml"): string {
  writeFileSync(join(folder, "tiny.yaml"), TINY_BASE);
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** Plan the calibration of a text. */
export function planOf(folder: string, text = textWith(), options: Partial<CalibrationPlanOptions> = {}): CalibrationPlan {
  return planCalibration(readCalibrationFile(calibrationFile(folder, text)), { model: builtInModel, catalogue: toyCatalogue, ...options });
}

/** Run a plan in this thread unless said otherwise. */
export function simulateTiny(plan: CalibrationPlan, folder: string, options: Partial<SimulateCalibrationOptions> = {}): Promise<CalibrationOutcome> {
  return simulateCalibration(plan, { folder, catalogue: toyCatalogue, threads: 0, given: { file: plan.file.file, kinds: [], set: [], waves: null }, ...options });
}
