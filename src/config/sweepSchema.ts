import { z } from "zod";

const scalar = z.union([z.number(), z.string(), z.boolean()]);
/** What a parameter of a configuration can be set to: whatever YAML can say but nothing. */
const value: z.ZodType<unknown> = z.unknown().refine((given) => given !== null && given !== undefined, { error: "nothing is given" });
const seed = z.string().default("design").describe("Seed of the design, independent of that of the paths");
const count = (most: number) => z.number().int().min(1).max(most);
const points = count(10_000_000).describe("Number of points");
const bounds = { min: z.number().optional().describe("Values below are moved here"), max: z.number().optional().describe("Values above are moved here") };

/** What a parameter takes: a list, an even range, or a law. */
const VALUES = {
  values: z.array(value).min(1).describe("The values, in order"),
  range: z
    .strictObject({ from: z.number(), to: z.number(), steps: count(100_000).describe("Number of values, both ends included"), log: z.boolean().default(false).describe("Equal ratios instead of equal steps") })
    .describe("Evenly spaced values"),
  uniform: z.strictObject({ low: z.number(), high: z.number() }).describe("Every value between is equally likely"),
  loguniform: z.strictObject({ low: z.number().positive(), high: z.number().positive() }).describe("The logarithm is uniform"),
  normal: z.strictObject({ mean: z.number(), sd: z.number().positive(), ...bounds }),
  lognormal: z.strictObject({ median: z.number().positive(), sigma: z.number().positive(), ...bounds }),
  triangular: z.strictObject({ low: z.number(), mode: z.number(), high: z.number() }),
};

/** What every parameter says besides its values. */
export const PARAMETER_HEAD = {
  path: z.union([z.string(), z.array(z.string()).min(1)]).describe("What is set: a path of the configuration, several that take the same value, or base (a configuration file per value)"),
  unit: z.string().optional().describe("Unit of the values; must be that of the configuration"),
  description: z.string().optional(),
};

const parameter = z.strictObject({ ...PARAMETER_HEAD, ...z.strictObject(VALUES).partial().shape });

/** The laws whose values lie between two ends. */
export const FINITE_LAWS = { uniform: VALUES.uniform, loguniform: VALUES.loguniform };

/** Names of parameters, which are columns of result files. */
export const parameterName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: "letters, digits and _ are expected" });

/** What every file over many configurations begins with. */
export const FILE_HEAD = {
  $schema: z.string().optional(),
  name: z.string().regex(/^[a-z0-9-]+$/, { error: "small letters a-z, digits and - are expected" }).optional().describe("Name of the results folder; by default that of the file"),
  description: z.string().default(""),
  base: z.string().min(1).describe("Configuration file that every point starts from, relative to this file"),
  set: z.record(z.string(), value).default({}).describe("Changes common to all points: path of the configuration → value"),
};

/** The designs with settings of their own. */
const DESIGNS = {
  list: z.array(z.record(z.string(), value)).min(1).describe("The points one by one: a mapping from parameter to value"),
  latin_hypercube: z.strictObject({ points, seed }),
  sobol: z.strictObject({ points, seed }),
  saltelli: z.strictObject({ base: count(1_000_000).describe("Blocks; a block has d + 2 points, with second_order 2 d + 2"), second_order: z.boolean().default(false), seed }),
  morris: z.strictObject({ trajectories: count(1_000_000).describe("Blocks of d + 1 points"), levels: z.number().int().min(2).max(1000).multipleOf(2).default(4), seed }),
};

export const DESIGN_NAMES = ["grid", "one_at_a_time", ...Object.keys(DESIGNS)] as const;
export const VALUE_NAMES = Object.keys(VALUES) as readonly (keyof typeof VALUES)[];

const design = z.union([
  z.enum(["grid", "one_at_a_time"]),
  ...Object.entries(DESIGNS).map(([name, schema]) => z.strictObject({ [name]: schema })),
] as [z.ZodEnum<{ grid: "grid"; one_at_a_time: "one_at_a_time" }>, ...z.ZodType<Partial<Designs>>[]]);

type Designs = { [K in keyof typeof DESIGNS]: z.infer<(typeof DESIGNS)[K]> };

/** A sweep file. */
export const sweepSchema = z.strictObject({
  ...FILE_HEAD,
  design,
  parameters: z.record(parameterName, parameter),
  constraints: z.array(z.string()).default([]).describe("Conditions that points must meet, such as leverage * 0.1 <= depth"),
  reference: z.record(z.string(), scalar).optional().describe("Point that the others are compared with; a parameter that is not named has its value in base"),
  metrics: z.array(z.string()).min(1).optional().describe("Columns of paths.arrow to keep; * stands for any text"),
  statistics: z.array(z.string()).min(1).optional().describe("What summary.arrow says of every metric: mean, sd, q95, es99, prob>5"),
  headline: z.string().optional().describe("What the terminal shows of every point: a statistic of a metric, es95(all.us_equity.forced.worst3d)"),
  until: z.string().optional().describe("Stop a point when it is as precise as this, at run.paths at the latest"),
});

export type SweepDeclaration = z.infer<typeof sweepSchema>;
export type DeclaredParameter = SweepDeclaration["parameters"][string];
export type DeclaredDesign = "grid" | "one_at_a_time" | Partial<Designs>;
