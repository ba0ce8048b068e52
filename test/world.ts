import { KINDS } from "../src/model/agents/index.ts";
import type { Kind } from "../src/model/agents/kind.ts";
import type { Books, OpeningColumns } from "../src/model/books.ts";
import type { Draws } from "../src/model/draws.ts";
import type { ScriptedEvent } from "../src/model/markets/events.ts";
import { isParameter, type ParameterTree } from "../src/model/parameter.ts";
import { agentParameters, type ModelConfiguration, modelParameters } from "../src/model/parameters.ts";
import { type PlainBook, PlainBackEnd } from "../src/model/plainBackEnd.ts";
import { createWorlds, resetWorlds, runRound, type World } from "../src/model/round.ts";
import { modelSetup } from "../src/model/setup.ts";
import { PathDraws } from "../src/paths/runPaths.ts";
import { drawPopulation } from "../src/population/drawPopulation.ts";
import { keyFromSeed } from "../src/random/key.ts";
import { createRandom } from "../src/random/stream.ts";

type Tree = { [key: string]: unknown };

/** The declared defaults of a tree of parameters. */
export function defaultsOf(tree: ParameterTree): Tree {
  return Object.fromEntries(
    Object.entries(tree).map(([name, node]) => [name, isParameter(node) ? node.default : defaultsOf(node)]),
  );
}

/** Values that tests speak of, whatever the calibrated defaults are. */
const FIXED: Readonly<Record<string, unknown>> = {
  "markets.fx.depth": 2000,
  "markets.fx.transient_share": 0.4,
  "markets.fx.half_life": 10,
  "markets.fx.drift": 0.024,
  "shocks.stochastic_volatility.yen_squeeze_rate": 1.3,
  "shocks.stochastic_volatility.risk_off_rate": 0.7,
  "policy.intervention.joint_signal": 0.02,
  "policy.intervention.rate_check_signal": 0.016,
  "agents.hedge_fund.yen_loans": 125,
  "agents.hedge_fund.debt_to_equity": { lognormal: { median: 3.5, sigma: 0.35, min: 1, max: 12 } },
  "agents.hedge_fund.margin_buffer": { lognormal: { median: 0.35, sigma: 0.5 } },
  "agents.hedge_fund.drawdown_stop": { lognormal: { median: 0.55, sigma: 0.3, min: 0.05, max: 0.95 } },
  "agents.hedge_fund.futures_share": 0.032,
  "agents.trend_follower.sensitivity": { lognormal: { median: 1.2, sigma: 0.3 } },
  "agents.trend_follower.speed": { uniform: { low: 0.2, high: 0.5 } },
  "agents.bank.response": 0.008,
  "agents.life_insurer.repatriation_response": 0.004,
};

/** The default configuration with values replaced by dotted path; it bypasses ranges, so tests can go to limits. */
export function configurationWith(changes: Record<string, unknown> = {}, kinds: readonly Kind[] = KINDS): ModelConfiguration {
  const configuration: Tree = { ...defaultsOf(modelParameters), agents: defaultsOf(agentParameters(kinds)) };
  const fixed = Object.entries(FIXED).filter(([path]) => !path.startsWith("agents.") || kinds.some(({ name }) => path.startsWith(`agents.${name}.`)));
  for (const [path, value] of [...fixed, ...Object.entries(changes)]) {
    const keys = path.split(".");
    const last = keys.pop()!;
    let node: Tree = configuration;
    for (const key of keys) {
      if (!(key in node)) throw new Error(`no such parameter: ${path}`);
      node = node[key] as Tree;
    }
    if (!(last in node)) throw new Error(`no such parameter: ${path}`);
    node[last] = value;
  }
  return configuration as unknown as ModelConfiguration;
}

export interface TestWorldOptions {
  readonly changes?: Record<string, unknown>;
  readonly events?: readonly ScriptedEvent[];
  readonly kinds?: readonly Kind[];
  readonly seed?: string;
  readonly path?: number;
  readonly frozen?: boolean;
  readonly opening?: readonly OpeningColumns[];
  readonly draws?: Draws;
}

/** Few agents of every kind: the same totals, quick to run. */
export const FEW_AGENTS: Record<string, unknown> = {
  "agents.hedge_fund.count": 60,
  "agents.trend_follower.count": 8,
  "agents.retail_trader.count": 20,
  "agents.life_insurer.count": 6,
  "agents.pension_fund.count": 10,
  "agents.investment_trust.count": 6,
  "agents.bank.count": 4,
};

/** A world of the plain back end: its books have their columns as arrays. */
export type PlainWorld = Omit<World, "books"> & { readonly books: Omit<Books, "kinds"> & { readonly kinds: readonly PlainBook[] } };

/** A world at t = 0 of one path. */
export function testWorld({ changes, events, kinds = KINDS, seed = "test", path = 0, frozen = false, opening, draws }: TestWorldOptions = {}): PlainWorld {
  const setup = modelSetup(configurationWith(changes, kinds), kinds, events);
  const pathDraws = new PathDraws(createRandom(keyFromSeed(seed)));
  pathDraws.path = path;
  const [world] = createWorlds(setup, new PlainBackEnd(setup, opening ?? drawPopulation(setup)), [draws ?? pathDraws]);
  pathDraws.world = world;
  resetWorlds([world], frozen);
  return world as PlainWorld;
}

/** Run rounds; `each` sees the world after every one. */
export function runRounds<W extends World>(world: W, rounds: number, each: (world: W) => void = () => {}): W {
  for (let n = 0; n < rounds; n++) {
    runRound([world]);
    each(world);
  }
  return world;
}
