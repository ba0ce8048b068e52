import type { Kind } from "../../../src/model/agents/kind.ts";
import type { ScriptedEvent } from "../../../src/model/markets/events.ts";
import { MARKETS } from "../../../src/model/markets/names.ts";
import { type PlainWorld, testWorld } from "../../world.ts";

/** No random news, no drift, no meetings, no chance of an intervention: what moves was scripted. */
export const QUIET: Record<string, unknown> = {
  "shocks.random": false,
  "calendar.boj_meetings": [],
  "calendar.fed_meetings": [],
  "policy.intervention.hazard": 0,
  ...Object.fromEntries(MARKETS.map((market) => [`markets.${market}.drift`, 0])),
};

/** A world in which only the script and the given kinds move prices. */
export function quietWorld(events: readonly ScriptedEvent[] = [], changes: Record<string, unknown> = {}, kinds: readonly Kind[] = []): PlainWorld {
  return testWorld({ kinds, changes: { ...QUIET, ...changes }, events });
}
