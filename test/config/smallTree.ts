import { boolean, choice, integer, number, numbers, perAgent, text, type ParameterTree } from "../../src/model/parameter.ts";

/** A model in miniature: one parameter of each type, in sections of different depth. */
export const smallTree = {
  calendar: {
    days: integer({ unit: "days", min: 1, max: 2000, default: 60, description: "Trading days of a path", source: "convention" }),
  },
  rates: {
    jpy: number({ unit: "1/year", min: -0.05, max: 0.2, default: 0.005, description: "Yen policy rate", source: "BoJ" }),
    usd: number({ unit: "1/year", min: -0.05, max: 0.2, default: 0.045, description: "Dollar policy rate", source: "Fed" }),
  },
  shocks: {
    model: choice({ options: ["garch", "normal"], default: "garch", description: "Law of the shocks", source: "R1" }),
    jumps: boolean({ default: true, description: "Whether prices jump", source: "R2" }),
    file: text({ default: "", description: "Series to draw from", source: "user" }),
    correlation: numbers({ unit: "1", min: -1, max: 1, length: 3, default: [0.1, 0.2, 0.3], description: "Correlations", source: "R3" }),
  },
  agents: {
    hedge_fund: {
      count: integer({ unit: "agents", min: 1, max: 100_000, default: 500, description: "Number of hedge funds", source: "13F" }),
      size: perAgent({
        unit: "USD bn",
        min: 0,
        max: 1000,
        default: { lognormal: { median: 2, sigma: 1 } },
        description: "Yen loans per fund",
        source: "BIS",
      }),
    },
    insurer: {
      count: integer({ unit: "agents", min: 0, max: 1000, default: 10, description: "Number of insurers", source: "LIAJ" }),
    },
  },
} satisfies ParameterTree;
