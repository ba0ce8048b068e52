import { number, numbers, type DistributionParameter, type Parameter } from "../model/parameter.ts";

const largest = 1e12;

/** One family of distributions: the fields its mapping has, and which of them may be left out. */
export interface Law {
  readonly fields: Readonly<Record<string, Parameter>>;
  readonly optional: readonly string[];
}

/** The families from which a per-agent parameter can be drawn; places and bounds lie in the parameter's range. */
export function laws(parameter: DistributionParameter) {
  const { min, max, unit, source } = parameter;
  const place = (description: string) => number({ unit, min, max, default: min, description, source });
  const shape = (description: string, shapeUnit: string, least: number) =>
    number({ unit: shapeUnit, min: least, max: largest, default: 1, description, source });
  const bounds = { min: place("No draw lies below"), max: place("No draw lies above") };
  const list = (listUnit: string, least: number, most: number, description: string) =>
    numbers({ unit: listUnit, min: least, max: most, default: [], description, source });
  const optional = ["min", "max"];
  return {
    lognormal: {
      fields: {
        median: place("Median of the draws"),
        sigma: shape("Standard deviation of the logarithm", "1", 0),
        ...bounds,
      },
      optional,
    },
    normal: {
      fields: { mean: place("Mean of the draws"), sd: shape("Standard deviation of the draws", unit, 0), ...bounds },
      optional,
    },
    uniform: { fields: { low: place("Lower end"), high: place("Upper end") }, optional: [] },
    pareto: {
      fields: { alpha: shape("Tail exponent", "1", 0.01), ...bounds, min: place("Least draw: the scale of the law") },
      optional: ["max"],
    },
    choice: {
      fields: {
        values: list(unit, min, max, "What can be drawn"),
        weights: list("1", 0, largest, "How often each value is drawn, relative to the others"),
      },
      optional: [],
    },
  } satisfies Record<string, Law>;
}

export const lawNames = ["lognormal", "normal", "uniform", "pareto", "choice"] as const;

export type LawName = (typeof lawNames)[number];

/** One thing that makes no sense in a law although each of its fields is in range. */
export interface Nonsense {
  readonly field: string;
  readonly message: string;
}

type Numbers = Readonly<Record<string, number | undefined>>;

/** The relations between the fields of a law. */
export function nonsenseIn(law: LawName, fields: Readonly<Record<string, unknown>>): Nonsense[] {
  if (law === "choice") return nonsenseInChoice(fields as unknown as Choice);
  const f = fields as Numbers;
  const found: Nonsense[] = [];
  const order = (lower: string, upper: string) => {
    const [a, b] = [f[lower], f[upper]];
    if (a === undefined || b === undefined || a <= b) return;
    found.push({ field: upper, message: `${upper} ${b} is below ${lower} ${a}` });
  };
  const positive = (field: string) => {
    if (f[field]! > 0) return;
    found.push({ field, message: `${f[field]} is not above 0, as a ${law} distribution needs` });
  };
  if (law === "uniform") order("low", "high");
  else order("min", "max");
  if (law === "lognormal") positive("median");
  if (law === "pareto") positive("min");
  const centre = law === "lognormal" ? "median" : law === "normal" ? "mean" : undefined;
  if (centre !== undefined) {
    order("min", centre);
    order(centre, "max");
  }
  return found;
}

interface Choice {
  readonly values: readonly number[];
  readonly weights: readonly number[];
}

function nonsenseInChoice({ values, weights }: Choice): Nonsense[] {
  if (values.length === 0) return [{ field: "values", message: "there is nothing to choose from" }];
  if (values.length !== weights.length) {
    return [{ field: "weights", message: `${values.length} values need as many weights, not ${weights.length}` }];
  }
  if (!weights.some((weight) => weight > 0)) return [{ field: "weights", message: "the weights add up to 0" }];
  return [];
}
