import { choice, integer, text, type ParameterTree } from "../model/parameter.ts";

/** The section `run`: how many paths are simulated and from which seed. No concern of the model. */
export const runParameters = {
  seed: text({
    default: "yenwind",
    description: "Seed of every random number, text of any length",
    source: "convention",
  }),
  paths: integer({
    unit: "paths",
    min: 1,
    max: 1_000_000_000,
    default: 1000,
    description: "Number of simulated paths",
    source: "convention",
  }),
  chunk_paths: integer({
    unit: "paths",
    min: 1,
    max: 65_536,
    default: 8,
    description: "Paths in one task of the worker pool; sums are merged in this grouping",
    source: "convention",
  }),
  streams: choice({
    options: ["common", "independent"],
    default: "common",
    description: "Do scenarios and sweep points share random numbers, or does each draw its own",
    source: "convention",
  }),
} satisfies ParameterTree;
