import type { Kind } from "../../src/model/agents/kind.ts";
import { kind, ORDERED, REST } from "../../src/model/agents/kind.ts";
import type { ScriptedEvent } from "../../src/model/markets/events.ts";
import { integer, number, perAgent } from "../../src/model/parameter.ts";
import type { ChunkSetup } from "../../src/paths/chunkRunner.ts";
import { chunkSetupOf } from "../../src/paths/chunkSetup.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { configurationWith, FEW_AGENTS } from "../world.ts";

export { FEW_AGENTS };

interface Given {
  readonly kinds?: readonly Kind[];
  readonly changes?: Record<string, unknown>;
  readonly events?: readonly ScriptedEvent[];
  readonly seed?: string;
}

/** Everything that a path needs, of a world that tests describe. */
export function chunkOf({ kinds = KINDS, changes = {}, events = [], seed = "test" }: Given = {}): ChunkSetup {
  const run = { seed, paths: 4, chunk_paths: 2, streams: "common" };
  return chunkSetupOf({ ...configurationWith(changes, kinds), name: "test", events, run }, kinds, [], undefined);
}

/** Changes for a world whose markets move by the script and the agents alone, linearly; interest is zero. */
export const STILL: Record<string, unknown> = {
  "calendar.days": 2,
  "calendar.rounds_per_day": 4,
  "calendar.boj_meetings": [],
  "calendar.fed_meetings": [],
  "shocks.random": false,
  "impact.depth_elasticity": 0,
  "impact.margin_elasticity": 0,
  "impact.linear_until": 1e9,
  "impact.participation": 1e9,
  "policy.intervention.hazard": 0,
  "rates.us_policy": 0,
  "rates.jp_policy": 0,
  ...Object.fromEntries(["fx", "ust", "tech", "equity", "jgb", "other"].map((market) => [`markets.${market}.drift`, 0])),
};

interface SellerParameters {
  /** Price of tech below which it sells; with `above`, above which. */
  readonly level: number;
  readonly above?: boolean;
  readonly units: number;
  readonly held?: number;
  /** Rounds in which it sells, at most. */
  readonly times?: number;
}

/** A kind of one agent that holds technology equity and is forced to sell some of it when its price falls below a level. */
export function seller(name: string, { level, above = false, units, held = 10, times = 1 }: SellerParameters): Kind {
  return kind({
    name,
    title: `Sellers ${name}`,
    japanese: false,
    official: false,
    twoSided: false,
    borrowsYen: false,
    speculativeShare: () => 0,
    rules: [],
    parameters: {
      count: integer({ unit: "agents", min: 1, max: 1, default: 1, description: "There is one", source: "test" }),
      size: perAgent({ unit: "1", min: 1, max: 1, default: 1, description: "Size", source: "test" }),
      level: number({ unit: "1", min: 0, max: 2, default: level, description: "Level", source: "test" }),
      units: number({ unit: "units", min: 0, max: 1e6, default: units, description: "Units sold", source: "test" }),
    },
    columns: { done: { unit: "rounds", description: "Rounds in which it has sold" } },
    flows: { stop_loss: ["tech"] },
    counters: { stops: { unit: "stops", description: "Stops in a round" } },
    open: () => ({ tech: held, done: 0 }),
    scalars: (p) => ({ level: p.level, units: p.units }),
    decide(i, a, m, k, f) {
      if (m.closing_only === 1 || a.done[i] >= times || (above ? m.tech <= k.level : m.tech >= k.level)) return REST;
      a.done[i] += 1;
      a.order_tech[i] = -k.units;
      f.stop_loss_tech -= k.units;
      f.stops += 1;
      return ORDERED;
    },
  });
}
