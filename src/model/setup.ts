import type { InitialWorld } from "./agents/initialWorld.ts";
import type { Kind } from "./agents/kind.ts";
import { exp, pow } from "./elementary.ts";
import type { ScriptedEvent } from "./markets/events.ts";
import { initialAverages, pastCloses, TREND_DAYS } from "./markets/history.ts";
import { type Market, MARKETS } from "./markets/names.ts";
import type { ModelConfiguration } from "./parameters.ts";
import { correlatedNormals } from "./shocks/correlatedNormals.ts";
import { SHOCK_LAWS, type ShockInputs } from "./shocks/index.ts";
import type { ReturnHistory, ShockModel } from "./shocks/shockModel.ts";
import { speedPerRound } from "./speed.ts";
import { TRADING_DAYS_PER_YEAR } from "./units.ts";

/** What a path needs and no path changes: the configuration as arrays and per-round rates. */
export interface ModelSetup {
  readonly configuration: ModelConfiguration;
  readonly kinds: readonly Kind[];
  readonly days: number;
  readonly rounds: number;
  /** Per market: drift per round, policy betas, volatility per √day, depth, haircut, τ, κ per round. */
  readonly drift: Float64Array;
  readonly betaUs: Float64Array;
  readonly betaJp: Float64Array;
  readonly sigma: Float64Array;
  readonly depth: Float64Array;
  readonly haircut: Float64Array;
  readonly tau: Float64Array;
  readonly kappa: Float64Array;
  /** λ of the perceived variance per round (R3). */
  readonly memory: number;
  /** Base prices [6]: USDJPY for fx, 1 elsewhere. */
  readonly base: Float64Array;
  readonly pastCloses: Float64Array;
  readonly averages: Float64Array;
  readonly meetings: { readonly boj: ReadonlySet<number>; readonly fed: ReadonlySet<number> };
  /** Scripted events by round number, counted from 0. */
  readonly script: ReadonlyMap<number, readonly ScriptedEvent[]>;
  shockModel(): ShockModel;
}

/** Derive everything that depends on the configuration alone. @throws RangeError on an impossible correlation matrix */
export function modelSetup(
  configuration: ModelConfiguration,
  kinds: readonly Kind[],
  events: readonly ScriptedEvent[] = [],
  history?: ReturnHistory,
): ModelSetup {
  const { calendar, markets, shocks } = configuration;
  const rounds = calendar.rounds_per_day;
  const perMarket = (value: (name: Market) => number) => Float64Array.from(MARKETS, value);
  const sigma = perMarket((m) => markets[m].volatility);
  const normals = correlatedNormals(shocks.calm_correlation, shocks.stress_correlation);
  const inputs: ShockInputs = { shocks, sigma, rounds, normals, history };
  const script = new Map<number, ScriptedEvent[]>();
  for (const event of events) {
    const round = (event.day - 1) * rounds + event.round - 1;
    script.set(round, [...(script.get(round) ?? []), event]);
  }
  const closes = pastCloses(markets);
  return {
    configuration,
    kinds,
    days: calendar.days,
    rounds,
    drift: perMarket((m) => markets[m].drift / TRADING_DAYS_PER_YEAR / rounds),
    betaUs: perMarket((m) => markets[m].beta_us),
    betaJp: perMarket((m) => markets[m].beta_jp),
    sigma,
    depth: perMarket((m) => markets[m].depth),
    haircut: perMarket((m) => markets[m].haircut),
    tau: perMarket((m) => markets[m].transient_share),
    kappa: perMarket((m) => speedPerRound(1 - pow(0.5, 1 / markets[m].half_life), rounds)),
    memory: pow(configuration.impact.volatility_memory, 1 / rounds),
    base: Float64Array.from(MARKETS, (_, m) => (m === 0 ? markets.usdjpy : 1)),
    pastCloses: closes,
    averages: initialAverages(closes, rounds),
    meetings: { boj: new Set(calendar.boj_meetings), fed: new Set(calendar.fed_meetings) },
    script,
    shockModel: () => SHOCK_LAWS[shocks.model](inputs),
  };
}

/** The market at t = 0 as the opening books of the agents see it. */
export function initialWorld(setup: ModelSetup): InitialWorld {
  const { configuration, rounds, averages, sigma } = setup;
  const trend = (m: number): [number, number, number] => {
    const z = TREND_DAYS.map((days, h) => trendDistance(0, averages[m * 3 + h], sigma[m], days));
    return [z[0], z[1], z[2]];
  };
  const record = (values: Float64Array) => Object.fromEntries(MARKETS.map((name, m) => [name, values[m]])) as Record<Market, number>;
  return {
    usdjpy: configuration.markets.usdjpy,
    rounds,
    usRate: configuration.rates.us_policy,
    jpRate: configuration.rates.jp_policy,
    ustYield: configuration.rates.ust_yield,
    jgbYield: configuration.rates.jgb_yield,
    haircut: record(setup.haircut),
    sigma: record(setup.sigma),
    trend: { fx: trend(0), ust: trend(1), tech: trend(2), equity: trend(3) },
  };
}

/** Distance of a log price from its average in units of volatility over the horizon (R13). */
export function trendDistance(logPrice: number, average: number, sigma: number, days: number): number {
  return sigma > 0 ? (logPrice - average) / (sigma * Math.sqrt(days)) : 0;
}

/** Growth of a bank account over one round at a rate in percent a year. */
export function accrual(rate: number, rounds: number): number {
  return exp(rate / 100 / TRADING_DAYS_PER_YEAR / rounds);
}
