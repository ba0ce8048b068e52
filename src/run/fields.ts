import type { Field } from "../arrow/field.ts";
import { exceedanceFields, histogramFields, liquidationFields, timelineFields, worstFields } from "../arrow/schemas.ts";
import { ACCOUNTS, type Kind } from "../model/agents/kind.ts";
import { dailyObservables, dailyVariables, liquidationSeries, type Observable, pathObservables, windows } from "../model/observables.ts";
import { statisticNames } from "../statistics/summarize.ts";

const float64 = ({ name, unit, description }: Observable): Field => ({ name, type: "float64", unit, description });

/** Quantiles of the timeline: enough for a fan chart. */
export const TIMELINE_LEVELS = { q01: 0.01, q05: 0.05, q25: 0.25, q50: 0.5, q75: 0.75, q95: 0.95, q99: 0.99 } as const;
export const TIMELINE_STATISTICS = ["mean", ...Object.keys(TIMELINE_LEVELS)];

/** Fields of every result file of a run. */
export function resultFields(scenario: string, kinds: readonly Kind[], days: number) {
  const series = liquidationSeries(kinds);
  const distinct = (values: string[]) => [...new Set(values)];
  const categories = {
    scenarios: [scenario],
    kinds: distinct(series.map((s) => s.kind)),
    assets: distinct(series.map((s) => s.asset)),
    causes: distinct(series.map((s) => s.cause)),
    windows: windows(days).map((w) => w.name),
    statistics: statisticNames,
    variables: dailyVariables(kinds).map((v) => v.name),
  };
  return {
    paths: pathObservables(kinds, days).map(float64),
    daily: dailyObservables(kinds, days).map(float64),
    liquidation: liquidationFields(categories),
    exceedance: exceedanceFields(categories),
    worst: worstFields(categories),
    histogram: histogramFields(categories),
    timeline: timelineFields({ ...categories, statistics: TIMELINE_STATISTICS }),
    agents: agentFields(kinds),
    categories,
  };
}

function agentFields(kinds: readonly Kind[]): Field[] {
  return [
    { name: "agent", type: "int32", unit: "index", description: "Number of the agent within its kind, largest first" },
    { name: "kind", type: "category", unit: "1", description: "Kind of the agent", values: kinds.map((k) => k.name) },
    ...Object.entries(ACCOUNTS).map(([name, spec]) => float64({ name, ...spec, description: `${spec.description} at t = 0` })),
    float64({ name: "mean_sold", unit: "USD bn", description: "US and other assets sold on a path, mean over paths" }),
    float64({ name: "q95_sold_share", unit: "% of the initial assets", description: "95 % quantile over paths of the share of the initial assets sold, rounded up to whole percent; purchases not deducted" }),
    float64({ name: "q99_sold_share", unit: "% of the initial assets", description: "99 % quantile over paths of the share of the initial assets sold, rounded up to whole percent; purchases not deducted" }),
    float64({ name: "prob_call", unit: "probability", description: "Share of paths with a margin call or loss-cut" }),
    float64({ name: "prob_default", unit: "probability", description: "Share of paths with a default (R27)" }),
    ...kinds.flatMap((kind) =>
      Object.entries(kind.columns).map(([name, spec]) =>
        float64({ name: `${kind.name}.${name}`, unit: spec.unit, description: `${spec.description.replace(/ at t = 0$/, "")}; as the path starts, NaN for other kinds` }),
      ),
    ),
  ];
}
