import type { Kind } from "./agents/kind.ts";
import { calendar, impact, markets, rates } from "./markets/parameters.ts";
import { policy } from "./markets/policyParameters.ts";
import { number, text, type ParameterTree, type Values } from "./parameter.ts";
import { shocks } from "./shocks/parameters.ts";

const population = {
  seed: text({ default: "population", description: "Seed of the population; the same agents on every path", source: "any text" }),
} as const satisfies ParameterTree;

/** Japan's holdings of US assets at t = 0, which the agents' books must not exceed. */
const totals = {
  us_treasuries: number({ unit: "USD bn", min: 0, max: 10000, default: 1240, description: "Treasuries held by Japan", source: "Treasury International Capital, USD 1,239.3 bn, February 2026" }),
  us_equity: number({ unit: "USD bn", min: 0, max: 10000, default: 1500, description: "US equity held by Japan", source: "fact sheet, mid-2026" }),
} as const satisfies ParameterTree;

/** Every parameter of the model: the shape of a configuration file below `run`. */
export const modelParameters = {
  calendar,
  rates,
  markets,
  impact,
  shocks,
  policy,
  totals,
  population,
} as const satisfies ParameterTree;

/** The agents' part of the tree. */
export function agentParameters(kinds: readonly Pick<Kind, "name" | "parameters">[]): ParameterTree {
  return Object.fromEntries(kinds.map((k) => [k.name, k.parameters]));
}

/** The values of a complete configuration that the model reads. */
export type ModelConfiguration = Values<typeof modelParameters> & {
  readonly agents: { readonly [kind: string]: Readonly<Record<string, unknown>> };
};
