import type { ChunkSetup } from "../paths/chunkRunner.ts";
import type { ForcedSale } from "./forcedSales.ts";
import { recapitalised } from "./recapitalised.ts";
import { type PathResult, type Replay, valueOf } from "./replay.ts";
import { resting, withoutForcedOrders } from "./resting.ts";
import { runVariant, type Variant } from "./variant.ts";

/** A path run again without something, on the same random numbers. */
export interface Knockout {
  /** `without hedge_fund`, … */
  readonly name: string;
  /** What was taken out, in words. */
  readonly description: string;
  /** Of every metric asked for: with everything, without this, and what of it this accounts for. */
  readonly effects: readonly Effect[];
}

export interface Effect {
  readonly metric: string;
  readonly full: number;
  readonly without: number;
  /** full − without */
  readonly difference: number;
  /** difference/(full − rest), where rest is the metric when nothing happens: 0, or its level at t = 0. NaN where full is at rest. */
  readonly share: number;
}

/** No interventions, drawn or scripted, and none of their announcements. */
export function withoutInterventions(chunk: ChunkSetup): ChunkSetup {
  const { configuration, events } = chunk;
  const { policy } = configuration;
  return {
    ...chunk,
    configuration: { ...configuration, policy: { ...policy, intervention: { ...policy.intervention, hazard: 0 } } },
    events: events.filter(({ intervention }) => intervention === undefined),
  };
}

/** Haircuts that do not rise with volatility. */
function withCalmMargins(chunk: ChunkSetup): ChunkSetup {
  const { configuration } = chunk;
  return { ...chunk, configuration: { ...configuration, impact: { ...configuration.impact, margin_elasticity: 0 } } };
}

export interface KnockoutOptions {
  readonly metrics: readonly string[];
  /** Agents that are recapitalised. */
  readonly recapitalise: number;
}

/**
 * Run a path again without each kind (its agents hold still), without forced orders, without interventions, with
 * haircuts that stand still, with agents that move no prices, without any private agent, and with the largest forced
 * sellers recapitalised. Effects need not add up: what two parts do together is in the effect of both, or of neither.
 *
 * @returns by the share of the first metric that they account for, the largest first
 */
export function knockouts(chunk: ChunkSetup, replayed: Replay, sales: readonly ForcedSale[], { metrics, recapitalise }: KnockoutOptions): Knockout[] {
  const { kinds, path } = replayed;
  const run = (variant: Variant) => runVariant(chunk, kinds, path, variant);
  const effectsOf = (result: PathResult) => metrics.map((metric) => effect(metric, chunk, replayed, result));
  const found: Knockout[] = kinds.map((kind, k) => ({
    name: `without ${kind.name}`,
    description: kind.official ? `${kind.title}: no orders, its announcements stay` : `${kind.title} hold still`,
    effects: effectsOf(run({ kinds: kinds.map((other, n) => (n === k ? resting(other) : other)) })),
  }));
  const add = (name: string, description: string, variant: Variant) => found.push({ name, description, effects: effectsOf(run(variant)) });
  add("no forced sales", "margin calls, stops, loss-cuts and solvency triggers have no consequence", { kinds: kinds.map(withoutForcedOrders) });
  add("no interventions", "the Ministry of Finance does not intervene and nothing is announced", { change: withoutInterventions });
  add("no margin spiral", "haircuts do not rise with volatility", { change: withCalmMargins });
  add("no feedback", "private agents trade but move no price: prices are those of the frozen twin", { priceTakers: true });
  add("no private agents", "all private agents hold still, as in the frozen twin", { kinds: kinds.map((kind) => (kind.official ? kind : resting(kind))) });
  const recapitalisation = recapitalised(chunk, replayed, sales, recapitalise);
  if (recapitalisation !== undefined) {
    const { agents, usd, remaining, result } = recapitalisation;
    const left = remaining > 0 ? `, and are still forced to sell ${remaining} times` : "";
    const who = agents.length === 1 ? "the largest forced seller gets" : `the ${agents.length} largest forced sellers get`;
    found.push({ name: "recapitalised", description: `${who} USD ${usd.toFixed(1)} bn of equity before t = 0${left}`, effects: effectsOf(result) });
  }
  const rank = ({ effects: [{ share }] }: Knockout) => (Number.isFinite(share) ? share : -Number.MAX_VALUE);
  return found.sort((a, b) => rank(b) - rank(a));
}

function effect(metric: string, chunk: ChunkSetup, replayed: Replay, result: PathResult): Effect {
  const [full, without] = [valueOf(replayed, metric), valueOf(result, metric)];
  const difference = full - without;
  return { metric, full, without, difference, share: difference / (full - restOf(metric, chunk)) };
}

/** What a metric is when nothing happens: the level at t = 0 of prices, rates and yields, 0 for moves, sales and counts. */
export function restOf(metric: string, { configuration: { markets, rates } }: Pick<ChunkSetup, "configuration">): number {
  const name = metric.replace(/^frozen[._]/, "");
  if (/^usdjpy(_low)?(\.end|\.min|@\d+)$/.test(name)) return markets.usdjpy;
  const yields: Readonly<Record<string, number>> = { ust_yield: rates.ust_yield, jgb_yield: rates.jgb_yield, us_rate: rates.us_policy, jp_rate: rates.jp_policy };
  const level = /^(ust_yield|jgb_yield|us_rate|jp_rate)(\.end|\.min|@\d+)$/.exec(name)?.[1];
  return level === undefined ? 0 : yields[level];
}
