import { z } from "zod";
import { eventTypes } from "../model/markets/events.ts";
import type { ParameterTree } from "../model/parameter.ts";
import { eventTree } from "./declarations.ts";
import { documentation } from "./parameterText.ts";

const names = Object.keys(eventTypes);

/** The list `events`: each entry has `day`, `round` (default 1) and exactly one event type. */
export function eventsSchema(sectionSchema: (tree: ParameterTree) => z.ZodType<Record<string, unknown>>) {
  const { day, round } = eventTree;
  const types = Object.entries(eventTypes).map(([name, tree]) => [name, sectionSchema(tree).optional()] as const);
  const event = z
    .strictObject({
      day: z.number().min(day.min).max(day.max).int().describe(documentation(day)),
      round: z.number().min(round.min).max(round.max).int().default(1).describe(documentation(round)),
      ...Object.fromEntries(types),
    })
    .superRefine((given, context) => {
      const [first, second] = names.filter((name) => Object.hasOwn(given, name));
      const expected = `exactly one of ${names.join(", ")}`;
      if (first === undefined) {
        context.addIssue({ code: "custom", path: [], message: "the event has no type", params: { expected } });
      } else if (second !== undefined) {
        const message = `the event already is of type ${first}; two events can share a day and a round`;
        context.addIssue({ code: "custom", path: [second], message, params: { expected, at: "key" } });
      }
    })
    .meta({ oneOf: names.map((name) => ({ required: [name] })) });
  return z.array(event).default([]).describe("Dated events of the scenario; random shocks run on top of them.");
}
