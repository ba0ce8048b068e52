import { differencesBetween } from "../config/difference.ts";
import { KINDS } from "../model/agents/index.ts";
import type { RunConfiguration } from "../run/prepare.ts";
import { count } from "../page/show.ts";
import { completeRun } from "../run/prepare.ts";

const NEWS: Readonly<Record<string, string>> = {
  fx: "USDJPY", ust: "US Treasuries", tech: "US technology equity", equity: "other US equity", jgb: "Japanese government bonds", other: "other assets",
};

const LAWS: Readonly<Record<string, string>> = {
  stochastic_volatility: "stochastic volatility with jumps",
  historical_bootstrap: "blocks drawn from a history of daily moves",
  merton: "jump diffusion of Merton",
  kou: "jump diffusion of Kou",
  regime_switching: "calm and turbulent regimes",
};

type Event = Readonly<Record<string, unknown>> & { readonly day: number; readonly round: number };

/** A scripted event in a few words. */
export function eventWords(event: Event): string {
  const [type, value] = Object.entries(event).find(([key, given]) => key !== "day" && key !== "round" && given !== undefined) ?? ["", {}];
  const given = (value ?? {}) as Readonly<Record<string, unknown>>;
  const moved = Object.entries(given).filter(([, amount]) => amount !== 0);
  switch (type) {
    case "policy":
      return `${given.bank === "boj" ? "Bank of Japan" : "Federal Reserve"} ${signed(given.basis_points as number)} basis points`;
    case "intervention":
      return `intervention of USD ${String(given.usd_bn)} bn${given.joint === true ? ", joint" : ""}`;
    case "rate_check":
      return `rate check, strength ${String(given.strength)}`;
    case "news":
      return `news: ${moved.map(([market, amount]) => (market.endsWith("_bp") ? `${market.slice(0, 3).toUpperCase()} yield ${signed(amount as number)} bp` : `${NEWS[market] ?? market} ${signed(100 * (amount as number))} %`)).join(", ")}`;
    case "volatility":
      return `log variance of the news set to ${String(given.h)}`;
    case "margin":
      return `haircuts: ${moved.map(([market, amount]) => `${NEWS[market] ?? market} ${signed(100 * (amount as number))} points`).join(", ")}`;
    case "depth":
      return `depth: ${Object.entries(given).filter(([, scale]) => scale !== 1).map(([market, scale]) => `${NEWS[market] ?? market} × ${String(scale)}`).join(", ")}`;
    default:
      return type;
  }
}

const signed = (value: number) => `${value < 0 ? "−" : "+"}${Number(Math.abs(value).toPrecision(4))}`;

/** The scripted events of a configuration, in their order. */
export function eventsOf({ events }: RunConfiguration): { day: number; round: number; name: string }[] {
  return ((events ?? []) as unknown as readonly Event[]).map((event) => ({ day: event.day, round: event.round, name: eventWords(event) }));
}

/** Agents of all kinds. */
export function agentCount({ agents }: RunConfiguration): number {
  return Object.values(agents as unknown as Record<string, { readonly count: number }>).reduce((sum, { count: own }) => sum + own, 0);
}

/** A few sentences on what is simulated. */
export function simulatedWords(configuration: RunConfiguration): string[] {
  const { calendar, markets, rates, shocks } = configuration;
  const law = LAWS[shocks.model] ?? shocks.model.replaceAll("_", " ");
  return [
    `${calendar.days} trading days of ${calendar.rounds_per_day} rounds each, ${count(agentCount(configuration))} agents.`,
    `At the start USDJPY is ${markets.usdjpy}; policy rates are ${rates.us_policy} % in the US and ${rates.jp_policy} % in Japan, ten-year yields ${rates.ust_yield} % and ${rates.jgb_yield} %.`,
    shocks.random ? `Random news follow a law of ${law}.` : "There are no random news: only what is scripted, policy and interventions.",
    `The Bank of Japan may decide on ${dayList(calendar.boj_meetings)}, the Federal Reserve on ${dayList(calendar.fed_meetings)}.`,
  ];
}

const dayList = (days: readonly number[]) => (days.length === 0 ? "no day" : `${days.length === 1 ? "day" : "days"} ${days.join(", ")}`);

/** Parameters that differ from the program's defaults, other than name, description and events; kinds of the user's own are left out. */
export function changedParameters(configuration: RunConfiguration): { path: string; before: string; after: string }[] {
  const known = new Set(["name", "description", "run", "events"]);
  const named = ({ agents, ...rest }: Record<string, unknown>) => ({
    ...Object.fromEntries(Object.entries(rest).filter(([key]) => !known.has(key))),
    agents: Object.fromEntries(Object.entries(agents as object).filter(([kind]) => KINDS.some(({ name }) => name === kind))),
  });
  const defaults = completeRun({ name: "defaults" }).configuration as unknown as Record<string, unknown>;
  const show = (value: unknown) => (value === undefined ? "–" : typeof value === "string" ? value : JSON.stringify(value));
  return differencesBetween(named(defaults), named(configuration as unknown as Record<string, unknown>)).map(({ path, before, after }) => ({ path: path.join("."), before: show(before), after: show(after) }));
}
