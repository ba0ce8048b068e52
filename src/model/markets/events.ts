import { boolean, choice, number, type ParameterTree, type Values } from "../parameter.ts";

const logReturn = (market: string) =>
  number({ unit: "log return", min: -1, max: 1, default: 0, description: `News on ${market}`, source: "scenario" });
const yieldMove = (market: string) =>
  number({ unit: "basis points", min: -500, max: 500, default: 0, description: `News on the ${market} yield`, source: "scenario" });
const added = (market: string) =>
  number({ unit: "fraction", min: -0.9, max: 0.9, default: 0, description: `Added to the base haircut of ${market}`, source: "scenario" });
const scale = (market: string) =>
  number({ unit: "1", min: 0.01, max: 100, default: 1, description: `Multiplies the base depth of ${market} from now on`, source: "scenario" });

/**
 * The dated events a scenario may script. In the file an event is a mapping with
 * `day` (1 = first day), `round` (1 = first round of the day) and exactly one of these keys.
 */
export const eventTypes = {
  policy: {
    bank: choice({ options: ["boj", "fed"], default: "boj", description: "Whose policy rate moves", source: "scenario" }),
    basis_points: number({ unit: "basis points", min: -300, max: 300, default: 0, description: "Surprise; the policy rate moves by it", source: "scenario" }),
  },
  intervention: {
    usd_bn: number({ unit: "USD bn", min: 0, max: 1000, default: 0, description: "Dollars sold for yen by the Ministry of Finance", source: "scenario" }),
    joint: boolean({ default: false, description: "Together with the US Treasury (R23)", source: "scenario" }),
  },
  rate_check: {
    strength: number({ unit: "1", min: 0, max: 5, default: 1, description: "Multiplies the signal of a rate check (R23); no flow", source: "scenario" }),
  },
  news: {
    fx: logReturn("USDJPY"),
    ust: logReturn("US Treasuries"),
    tech: logReturn("US technology equity"),
    equity: logReturn("other US equity"),
    jgb: logReturn("Japanese government bonds"),
    other: logReturn("carry assets outside the US"),
    ust_yield_bp: yieldMove("US Treasury"),
    jgb_yield_bp: yieldMove("JGB"),
  },
  volatility: {
    h: number({ unit: "log variance", min: -3, max: 5, default: 0, description: "Sets the log-variance state of the shock model", source: "scenario" }),
  },
  margin: {
    fx: added("fx"),
    ust: added("ust"),
    tech: added("tech"),
    equity: added("equity"),
    other: added("other"),
  },
  depth: {
    fx: scale("fx"),
    ust: scale("ust"),
    tech: scale("tech"),
    equity: scale("equity"),
    jgb: scale("jgb"),
    other: scale("other"),
  },
} as const satisfies ParameterTree;

export type EventType = keyof typeof eventTypes;

/** One scripted event: when, and exactly one of the event types. */
export type ScriptedEvent = { readonly day: number; readonly round: number } & {
  readonly [K in EventType]?: Values<(typeof eventTypes)[K]>;
};
