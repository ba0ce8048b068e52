import { z } from "zod";
import { FILE_HEAD, FINITE_LAWS, PARAMETER_HEAD, parameterName } from "./sweepSchema.ts";

const whole = (least: number, most: number) => z.number().int().min(least).max(most);

const parameter = z.strictObject({
  ...PARAMETER_HEAD,
  ...z.strictObject(FINITE_LAWS).partial().shape,
  relative: z.boolean().default(false).describe("In a scenario that sets another value than the base, change that value in the same ratio, instead of replacing it"),
});

/** A number of history's that the file gives itself, for a column of paths.arrow of the base. */
const ownTarget = z.strictObject({
  name: parameterName,
  metric: z.string().describe("Column of paths.arrow (docs/data-dictionary.md)"),
  observed: z.number().describe("What history gives, in the unit of the column"),
  tolerance: z.number().positive().describe("Half-width within which a median over paths agrees"),
});

/** A calibration file. */
export const calibrationSchema = z.strictObject({
  ...FILE_HEAD,
  paths: whole(2, 1_000_000_000).optional().describe("Paths per point and scenario; by default run.paths of the base"),
  targets: z.array(z.union([z.string(), ownTarget])).min(1).describe("What is to agree with history: names, or columns with what was observed"),
  parameters: z.record(parameterName, parameter),
  waves: z
    .strictObject({
      count: whole(1, 100).default(4).describe("Waves, the first one included"),
      points: whole(4, 1_000_000).default(150).describe("Points per wave"),
      candidates: whole(100, 10_000_000).default(20_000).describe("Candidates that an emulator judges after every wave"),
      seed: z.string().default("waves").describe("Seed of the points, independent of that of the paths"),
    })
    .prefault({}),
  cutoff: z.number().positive().default(3).describe("Implausibility beyond which a point is ruled out, in standard deviations"),
  accept: z.number().positive().default(2).describe("Largest implausibility of an accepted point"),
  ridges: z.array(z.tuple([z.string(), z.string()])).default([]).describe("Pairs of parameters of which only a ratio or product may matter"),
});

export type CalibrationDeclaration = z.infer<typeof calibrationSchema>;
export type OwnTarget = z.infer<typeof ownTarget>;

export const CALIBRATION_KEYS = Object.keys(calibrationSchema.shape).filter((key) => key !== "$schema");
export const CALIBRATED_PARAMETER_KEYS = Object.keys(parameter.shape);
export const FINITE_LAW_NAMES = Object.keys(FINITE_LAWS) as readonly (keyof typeof FINITE_LAWS)[];
export const OWN_TARGET_KEYS = Object.keys(ownTarget.shape);
