import { bool, category, type Field, float64, text, uint32 } from "../arrow/field.ts";
import type { Functional } from "../statistics/functional.ts";
import type { Metric } from "./metrics.ts";
import type { SweepParameter } from "./parameters.ts";

/** What a point of points.arrow can be, in code order. */
export const STATUSES = ["planned", "done", "incomplete", "failed"] as const;
export type Status = (typeof STATUSES)[number];

/** Indices of sensitivity.arrow, in code order. */
export const INDICES = ["first", "total", "second", "mu", "mu_star", "sigma", "share_parameters", "share_seed", "share_interaction"] as const;
export type IndexName = (typeof INDICES)[number];


export interface SweepColumns {
  readonly parameters: readonly Pick<SweepParameter, "name" | "unit" | "description" | "numeric">[];
  readonly metrics: readonly Metric[];
  readonly statistics: readonly Pick<Functional, "name">[];
}

/** Fields of every file of a sweep. */
export function sweepFields({ parameters, metrics, statistics }: SweepColumns) {
  const point = { name: "point", type: "int32", unit: "index", description: "Number of the point in the design; a reference outside it comes last" } as const;
  const values = parameters.map(({ name, unit, description, numeric }) => (numeric ? float64(name, unit, description) : text(name, description)));
  const distinct = (key: "kind" | "asset" | "cause" | "window") => [...new Set(metrics.map((metric) => metric[key]))];
  const metric = [
    category("metric", "Column of paths.arrow (docs/data-dictionary.md); values are in its unit.", metrics.map(({ name }) => name)),
    category("kind", "Kind of agent that sells; empty for what is no sale.", distinct("kind")),
    category("asset", "Market sold into; empty for what is no sale.", distinct("asset")),
    category("cause", "Why; empty for what is no sale.", distinct("cause")),
    category("window", "When; empty for what is no sale.", distinct("window")),
  ];
  const statistic = category("statistic", "Statistic over the paths of the point.", statistics.map(({ name }) => name));
  const unit = "of the metric";
  const interval = [
    float64("ci_low", unit, "Lower end of the 95 % interval; NaN where there are too few paths for one"),
    float64("ci_high", unit, "Upper end of the 95 % interval; NaN where there are too few paths for one"),
  ];
  return {
    points: [
      point,
      text("id", "Content address, SHA-256 of the configuration without its name and number of paths: equal ids, equal results"),
      { name: "block", type: "int32", unit: "index", description: "Block of the design that the point belongs to (Saltelli, Morris); its own number elsewhere; -1 for a reference outside the design" } as const,
      ...values,
      text("changes", "How its configuration differs from that of the manifest: JSON, dotted path → value"),
      text("seed", "Seed of its paths"),
      category("status", "Whether its paths are done.", STATUSES),
      uint32("paths", "paths", "Paths done"),
      bool("precise", "Whether the precision asked for was reached; true where none was"),
      text("error", "Why it failed, and at which path"),
    ],
    paths: [
      point,
      uint32("path", "index", "Number of the path: equal numbers meet equal news at all points"),
      ...metrics.map(({ name, unit: own, description }) => float64(name, own, description)),
    ],
    summary: [
      point, ...values, ...metric, statistic,
      float64("value", unit, "Value of the statistic; prob has unit 1"),
      ...interval,
      uint32("n", "paths", "Paths of the point"),
      float64("ess", "paths", "Effective sample size: paths that the statistic rests on, those beyond the level for quantiles and expected shortfall"),
    ],
    contrasts: [
      point, ...values, ...metric, statistic,
      float64("reference", unit, "Value at the reference point, over the paths that both have"),
      float64("value", unit, "Value at the point, over the same paths"),
      float64("difference", unit, "Value minus reference"),
      ...interval,
      float64("variance_reduction", "1", "How many times as many paths independent random numbers would need for an interval as narrow"),
      uint32("n", "paths", "Paths that both have"),
    ],
    sensitivity: [
      ...metric, statistic,
      category("index", "first, total, second: Sobol' indices; mu, mu_star, sigma: elementary effects of Morris; share_…: parts of the variance of a path.", INDICES),
      category("parameter", "Parameter; empty for parts of the variance.", ["", ...parameters.map(({ name }) => name)]),
      category("with", "The other parameter of a second-order index.", ["", ...parameters.map(({ name }) => name)]),
      float64("value", "1, or of the metric over the whole range", "Value of the index"),
      float64("ci_low", "as value", "Lower end of the 95 % bootstrap interval over blocks of the design"),
      float64("ci_high", "as value", "Upper end of the 95 % bootstrap interval over blocks of the design"),
      float64("seed_se", "as value", "Standard error from the random numbers of the paths alone (jackknife over groups of paths)"),
      uint32("blocks", "blocks", "Blocks used"),
      uint32("blocks_left_out", "blocks", "Blocks left out because a point failed, or is incomplete"),
    ],
    worst: [
      point, metric[0],
      { name: "rank", type: "int32", unit: "1", description: "1 is the largest value of the metric" } as const,
      uint32("path", "index", "Number of the path"),
      float64("value", unit, "Value of the metric on this path"),
    ],
  } satisfies Record<string, readonly Field[]>;
}

/** Names that a parameter cannot have: columns of the files are called so. */
export const RESERVED_NAMES: readonly string[] = [
  ...new Set(Object.values(sweepFields({ parameters: [], metrics: [], statistics: [] })).flat().map(({ name }) => name)),
];
