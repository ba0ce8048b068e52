import type { Kind } from "../model/agents/kind.ts";
import type { OpeningColumns } from "../model/books.ts";
import { initialWorld } from "../model/setup.ts";
import { type drawPopulation, openBooks, stratifiedUniforms, type Uniforms } from "./drawPopulation.ts";

/** Books kept per kind: points of a sweep that follow each other have most of theirs in common. */
const KEPT = 8;

/** Draws of parameters kept: they depend on seed, kind, name and number of agents alone. */
const DRAWS_KEPT = 512;

function rememberingUniforms(): Uniforms {
  const known = new Map<string, Float64Array>();
  return (seed, kind, parameter, count) => {
    const key = JSON.stringify([seed, kind.name, parameter, count]);
    const uniforms = known.get(key) ?? stratifiedUniforms(seed, kind, parameter, count);
    if (known.size < DRAWS_KEPT) known.set(key, uniforms);
    return uniforms;
  };
}

/** Draws populations as `drawPopulation`, and draws the books of a kind anew only when something they depend on has changed. */
export function rememberingPopulation(): typeof drawPopulation {
  const known = new Map<Kind, Map<string, OpeningColumns>>();
  const uniforms = rememberingUniforms();
  return ({ kinds, configuration, ...setup }) => {
    const world = initialWorld({ kinds, configuration, ...setup });
    const market = JSON.stringify([configuration.population.seed, world]);
    return kinds.map((kind) => {
      const values = configuration.agents[kind.name];
      const key = market + JSON.stringify(values);
      const books = known.get(kind) ?? new Map<string, OpeningColumns>();
      known.set(kind, books);
      const opening = books.get(key) ?? openBooks(kind, values, configuration.population.seed, world, uniforms);
      books.delete(key); // the last used is kept the longest
      books.set(key, opening);
      if (books.size > KEPT) books.delete(books.keys().next().value!);
      return opening;
    });
  };
}
