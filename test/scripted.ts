import { eventTypes, type EventType, type ScriptedEvent } from "../src/model/markets/events.ts";
import { defaultsOf } from "./world.ts";

type Given = { readonly [K in EventType]?: Record<string, number | string | boolean> };

/** A scripted event; what is not given has its declared default. */
export function scripted(day: number, round: number, given: Given): ScriptedEvent {
  const complete = Object.entries(given).map(([type, values]) => [type, { ...defaultsOf(eventTypes[type as EventType]), ...values }]);
  return { day, round, ...(Object.fromEntries(complete) as Omit<ScriptedEvent, "day" | "round">) };
}
