import type { InitialWorld } from "../model/agents/initialWorld.ts";
import type { DrawnAgent, Kind } from "../model/agents/kind.ts";
import { columnNames, type OpeningColumns } from "../model/books.ts";
import type { Distribution, DistributionParameter, ParameterTree } from "../model/parameter.ts";
import { initialWorld, type ModelSetup } from "../model/setup.ts";
import { populationRandom } from "../random/population.ts";
import { quantile } from "./quantile.ts";

/**
 * Draw every agent's opening book: the columns at t = 0, in shared memory.
 *
 * Each distribution of a kind is sampled at stratified quantiles in random order, from a
 * generator of its own (seed, kind, parameter): totals do not depend on the number of agents,
 * the sample converges quickly as it grows, and a new parameter leaves the others as they were.
 * Sizes are the mid-quantiles themselves, largest first, scaled to shares that sum to one.
 *
 * @throws RangeError naming kind, agent and column when an opening value is not finite
 */
export function drawPopulation(setup: ModelSetup): OpeningColumns[] {
  const world = initialWorld(setup);
  const { agents, population } = setup.configuration;
  return setup.kinds.map((kind) => openBooks(kind, agents[kind.name], population.seed, world));
}

/** The opening books of one kind: they depend on the arguments alone. @throws RangeError as drawPopulation */
export function openBooks(
  kind: Kind, values: Readonly<Record<string, unknown>>, seed: string, world: InitialWorld, uniforms: Uniforms = stratifiedUniforms,
): OpeningColumns {
  const count = values.count as number;
  const names = columnNames(kind);
  const block = new Float64Array(new SharedArrayBuffer(8 * names.length * count));
  const draws = drawParameters(kind, values, count, seed, uniforms);
  const shares = sizeShares(values.size as Distribution, count, kind.parameters.size as DistributionParameter);
  for (let i = 0; i < count; i++) {
    const draw = Object.fromEntries([...draws].map(([name, column]) => [name, column[i]]));
    const agent: DrawnAgent<ParameterTree> = { share: shares[i], draw: draw as never };
    const opened: Record<string, number> = { ...kind.open(agent, values as never, world), active: 1 };
    names.forEach((name, c) => {
      const value = opened[name] ?? 0;
      if (!Number.isFinite(value)) throw new RangeError(`${kind.name} ${i}: ${name} is ${value} at t = 0`);
      block[c * count + i] = value;
    });
  }
  return { count, block };
}

function drawParameters(kind: Kind, values: Readonly<Record<string, unknown>>, count: number, seed: string, uniforms: Uniforms) {
  const draws = new Map<string, Float64Array>();
  for (const [name, parameter] of Object.entries(kind.parameters)) {
    if (parameter.type !== "distribution") continue;
    const law = values[name] as Distribution;
    const { min, max } = parameter as { min: number; max: number };
    draws.set(name, uniforms(seed, kind, name, count).map((u) => Math.min(Math.max(quantile(law, u), min), max)));
  }
  return draws;
}

/** Where each agent's value lies in the law of a parameter, in (0, 1): one agent in each stratum, in random order. */
export type Uniforms = (seed: string, kind: Kind, parameter: string, count: number) => Float64Array;

export const stratifiedUniforms: Uniforms = (seed, { name }, parameter, count) => {
  const random = populationRandom(JSON.stringify([seed, name, parameter]));
  const order = random.permutation(count);
  const column = new Float64Array(count);
  for (let stratum = 0; stratum < count; stratum++) {
    // A stratum's edge can round to 0 or 1, where the normal has no quantile.
    column[order[stratum]] = Math.min(Math.max((stratum + random.next()) / count, 1e-12), 1 - 1e-12);
  }
  return column;
};

/** Shares of the kind's totals, largest first, summing to one; sizes lie in the range that `size` declares. */
export function sizeShares(law: Distribution, count: number, { min, max }: { readonly min: number; readonly max: number }): Float64Array {
  const sizes = Float64Array.from({ length: count }, (_, i) => Math.min(Math.max(quantile(law, 1 - (i + 0.5) / count), min), max));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return sizes.map((size) => size / total);
}
