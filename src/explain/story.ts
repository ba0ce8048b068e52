import { MARKETS } from "../model/markets/names.ts";
import { driversOf, driverText, returnOf } from "./drivers.ts";
import type { PathEvent } from "./events.ts";
import type { DayStory, Facts } from "./explanation.ts";
import { countedAgents, dollars, list, MARKET_NAMES, named, number, percent, share, SOURCE_NAMES } from "./wording.ts";

/** Moves of a day, log return in percent, from which on it is told. */
const LARGE = { fx: 1, ust: 1, tech: 2.5, equity: 2, jgb: 1.5, other: 2 } as const;
/** Forced sales of a day, as a share of those of the path, from which on it is told. */
const MUCH = 0.01;
/** Defaults of a day, as a share of those of the path, from which on they are told. */
const MANY = 0.02;
/** Orders of a kind in a market, in USD bn, from which on they are told; of at most so many kinds. */
const [FLOW, KINDS] = [1, 3];

/** The days on which something happened: a large move, a policy maker, forced sales, a default. */
export function storyOf(facts: Facts): DayStory[] {
  const stories: DayStory[] = [];
  for (let day = 1; day <= facts.days + 1; day++) {
    const events = facts.events.filter((event) => event.day === day);
    const lines = [...official(events), ...(day <= facts.days ? [...moves(facts, day), ...forcedSales(facts, events, day)] : []), ...defaults(facts, events)];
    if (lines.length === 0) continue;
    if (day <= facts.days) lines.push(...otherOrders(facts, events));
    stories.push({ day, title: titleOf(facts, day), lines });
  }
  return stories;
}

function titleOf(facts: Facts, day: number): string {
  if (day > facts.days) return "After the last round";
  const { usdjpy } = facts.daily;
  return `Day ${day}: USDJPY ${number(usdjpy[day - 1], 2)} → ${number(usdjpy[day], 2)} (${percent(returnOf(facts, "fx", day, day))})`;
}

/** Central banks, the Ministry of Finance, scripted news. */
function official(events: readonly PathEvent[]): string[] {
  return events.flatMap(({ event, what, value, usd, move, market }) => {
    if (event === "policy") return [`${capital(SOURCE_NAMES[what])} surprises by ${signedBp(100 * value)} bp; that moves USDJPY by ${percent(move)}.`];
    if (event === "intervention") return [`The Ministry of Finance decides to sell ${dollars(usd)} for yen.`];
    if (event === "signal") return [`Announcements move USDJPY by ${percent(move)}.`];
    if (event === "scripted_news") return [`The script moves ${MARKET_NAMES[market as keyof typeof MARKET_NAMES]} by ${percent(move)}.`];
    return [];
  });
}

function moves(facts: Facts, day: number): string[] {
  const large = MARKETS.filter((market) => Math.abs(returnOf(facts, market, day, day)) >= LARGE[market]);
  return large.map((market) => {
    const total = returnOf(facts, market, day, day);
    return `${capital(MARKET_NAMES[market])} ${percent(total)}: ${driverText(driversOf(facts, market, day, day))}.`;
  });
}

function forcedSales({ cascade, kinds }: Facts, events: readonly PathEvent[], day: number): string[] {
  const sellers = cascade.sellersByDay.filter((one) => one.day === day);
  const sum = sellers.reduce((total, { usd }) => total + usd, 0);
  if (sum === 0 || sum < MUCH * cascade.forced) return [];
  const of = (name: string) => kinds.find((kind) => kind.name === name)!;
  const lines = sellers.filter(({ usd }) => usd >= 0.02 * sum).map(({ kind, agents, usd }) => {
    const orders = events.filter((event) => event.event === "order" && event.forced && event.kind === kind);
    const causes = [...new Set(orders.map(({ what }) => what.replaceAll("_", " ")))];
    const yen = orders.filter(({ market }) => market === "fx").reduce((total, order) => total + order.usd, 0);
    const assets = orders.filter(({ market }) => market !== "fx");
    const into = assets.length === 0 ? " for yen" : yen > 0 ? ` of assets and ${dollars(yen)} for yen` : " of assets";
    return `${countedAgents(agents, of(kind))} ${agents === 1 ? "is" : "are"} forced to sell (${list(causes)}): ${dollars(usd)}${into}${moved(orders)}.`;
  });
  const nodes = cascade.nodes.filter((node) => node.day === day);
  const triggered = nodes.reduce((total, node) => total + node.triggered, 0);
  if (triggered >= 0.005 * sum) lines.push(`${share(triggered / sum)} of that because earlier forced sales had moved prices.`);
  return lines;
}

/** `; that moves USDJPY by −1.2 %, technology equity by −0.3 %` */
function moved(orders: readonly PathEvent[]): string {
  const parts = MARKETS.flatMap((market) => {
    const move = orders.filter((order) => order.market === market).reduce((sum, order) => sum + order.move, 0);
    return Math.abs(move) >= 0.05 ? [`${MARKET_NAMES[market]} by ${percent(move)}`] : [];
  });
  return parts.length === 0 ? "" : `; that moves ${list(parts)}`;
}

function defaults({ kinds, events: all }: Facts, events: readonly PathEvent[]): string[] {
  const count = (some: readonly PathEvent[]) => some.reduce((sum, { event, agents }) => sum + (event === "default" ? agents : 0), 0);
  const today = count(events);
  if (today === 0 || today < MANY * count(all)) return [];
  const left = kinds.map((kind) => ({ kind, agents: count(events.filter(({ kind: name }) => name === kind.name)) })).filter(({ agents }) => agents > 0);
  return [`Defaults: ${list(left.map(({ kind, agents }) => countedAgents(agents, kind)))}.`];
}

/** What is not forced: sales and purchases of kinds, the largest kinds first. */
function otherOrders({ kinds }: Facts, events: readonly PathEvent[]): string[] {
  const own = events.filter(({ event, forced }) => event === "order" && !forced);
  const flows = kinds.map((kind) => {
    const parts = MARKETS.map((market) => ({ market, usd: own.filter((event) => event.kind === kind.name && event.market === market).reduce((sum, { usd }) => sum + usd, 0) }));
    const told = parts.filter(({ usd }) => Math.abs(usd) >= FLOW).sort((a, b) => Math.abs(b.usd) - Math.abs(a.usd));
    return { kind, told, size: told.reduce((sum, { usd }) => sum + Math.abs(usd), 0) };
  });
  return flows.filter(({ size }) => size > 0).sort((a, b) => b.size - a.size).slice(0, KINDS).map(({ kind, told }) => {
    const s = kind.official ? "s" : "";
    const words = (sells: boolean) => told.filter(({ usd }) => usd > 0 === sells).map(({ market, usd }) => (market === "fx" ? `${dollars(Math.abs(usd))} ${sells ? "for" : "with"} yen` : `${dollars(Math.abs(usd))} of ${MARKET_NAMES[market]}`));
    const [sold, bought] = [words(true), words(false)];
    const parts = [...(sold.length > 0 ? [`sell${s} ${list(sold)}`] : []), ...(bought.length > 0 ? [`buy${s} ${list(bought)}`] : [])];
    return `${capital(named(kind))} ${parts.join(kind.official ? "; it " : "; they ")}.`;
  });
}

const capital = (text: string): string => text[0].toUpperCase() + text.slice(1);
const signedBp = (value: number): string => `${value > 0 ? "+" : ""}${number(value, 1)}`;
