import { KINDS } from "../../src/model/agents/index.ts";
import type { ScriptedEvent } from "../../src/model/markets/events.ts";
import { modelSetup } from "../../src/model/setup.ts";
import type { ChunkSetup } from "../../src/paths/chunkRunner.ts";
import { drawPopulation } from "../../src/population/drawPopulation.ts";
import { keyFromSeed } from "../../src/random/key.ts";
import { scripted } from "../scripted.ts";
import { configurationWith, FEW_AGENTS } from "../world.ts";

export const DAYS = 12;
export const EVENTS: readonly ScriptedEvent[] = [
  scripted(2, 2, { news: { fx: -0.06, tech: -0.08, equity: -0.06, jgb_yield_bp: 30 } }),
  scripted(5, 1, { intervention: { usd_bn: 40 } }),
  scripted(7, 1, { news: { fx: 0.03, tech: 0.04 }, policy: { bank: "fed", basis_points: -50 } }),
];

/** A stressed fortnight of a few agents of every kind. */
export function smallSetup(changes: Record<string, unknown> = {}, paths = 7, chunkPaths = 3, firstPath = 0): ChunkSetup {
  const configuration = configurationWith({ ...FEW_AGENTS, "calendar.days": DAYS, "impact.participation": 0.01, ...changes });
  const sound = modelSetup(configurationWith({ ...FEW_AGENTS, "calendar.days": DAYS }), KINDS);
  return { configuration, events: EVENTS, history: undefined, kindModules: [], opening: drawPopulation(sound), key: keyFromSeed("paths"), firstPath, paths, chunkPaths };
}
