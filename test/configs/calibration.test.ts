import { join } from "node:path";
import { expect, test } from "vitest";
import { backtestTargets } from "../../src/calibration/backtestTargets.ts";
import { planCalibration } from "../../src/calibration/plan.ts";
import { readCalibrationFile } from "../../src/config/calibrationFile.ts";
import { builtInModel } from "../../src/kinds/model.ts";
import type { ModelConfiguration } from "../../src/model/parameters.ts";
import { root } from "../house/sources.ts";

// Throws, with every finding, where the file makes no sense of the model: ends of ranges included.
const plan = planCalibration(readCalibrationFile(join(root, "configs/calibration.yaml")), { model: builtInModel, catalogue: backtestTargets });

test("configs/calibration.yaml plans without findings, and searches what it lists", () => {
  expect(plan.parameters.map(({ name }) => name)).toEqual(Object.keys(plan.file.declaration.parameters));
  expect(plan.targets.map(({ name }) => name)).toEqual(plan.file.declaration.targets);
});

test.each(plan.parameters.map(({ name, ...parameter }) => [name, parameter] as const))("the baseline's %s lies inside the range that is searched", (_, { low, high, inBase }) => {
  expect(inBase).toBeGreaterThanOrEqual(low);
  expect(inBase).toBeLessThanOrEqual(high);
});

test("the fastest trend followers are nowhere slower than the slowest, which stay as they are", () => {
  const { speed } = (plan.base.configuration as unknown as ModelConfiguration).agents.trend_follower;
  const { low } = (speed as { uniform: { low: number } }).uniform;
  expect(plan.parameters.find(({ name }) => name === "trend_speed")!.low).toBeGreaterThanOrEqual(low);
});
