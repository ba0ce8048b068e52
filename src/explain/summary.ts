import { driversOf, driverText, returnOf, worstThreeDays } from "./drivers.ts";
import type { Facts } from "./explanation.ts";
import type { Knockout } from "./knockouts.ts";
import { amount, dollars, list, named, number, percent, share, SHOWN_SHARE } from "./wording.ts";

/** A path in three sentences: what the markets did, who sold under force and why, and what it would have been without. */
export function summaryOf(facts: Facts): string[] {
  return [whatHappened(facts), whoSold(facts), whatIf(facts)];
}

function whatHappened(facts: Facts): string {
  const { path, days, daily } = facts;
  const { from, to } = worstThreeDays(facts);
  const [start, end, lowest] = [daily.usdjpy[0], daily.usdjpy[days], Math.min(daily.usdjpy[0], ...daily.usdjpy_low)];
  const rest = `technology equity ${percent(returnOf(facts, "tech", from, to))} and other US equity ${percent(returnOf(facts, "equity", from, to))}`;
  return `On path ${path} USDJPY goes from ${number(start, 2)} to ${number(end, 2)} within ${days === 1 ? "1 day" : `${days} days`} (${percent(returnOf(facts, "fx", 1, days))}), ${number(lowest, 2)} at the lowest; its worst three days end on day ${to} and bring ${percent(returnOf(facts, "fx", from, to))} (${driverText(driversOf(facts, "fx", from, to), 4)}), ${rest}.`;
}

function whoSold({ cascade, kinds }: Facts): string {
  const { forced, branching, generations, sellersByDay } = cascade;
  if (forced === 0) return "Nobody is forced to sell.";
  const byKind = kinds
    .map((kind) => ({ kind, usd: sellersByDay.filter((one) => one.kind === kind.name).reduce((sum, { usd }) => sum + usd, 0) }))
    .filter(({ usd }) => usd >= 0.005 * forced)
    .sort((a, b) => b.usd - a.usd);
  const deep = generations.findLastIndex((usd) => usd >= SHOWN_SHARE * forced);
  const who = list(byKind.map(({ kind, usd }) => (byKind.length === 1 ? named(kind) : `${named(kind)} ${dollars(usd)}`)));
  const chain = deep > 0 ? `, down to generation ${deep}` : "";
  const part = branching < 0.0005 ? "none" : share(branching);
  return `${dollars(forced)} are sold under force (${who}), ${part} of that because earlier forced sales had moved prices${chain}.`;
}

function whatIf({ metric, knockouts, kinds }: Facts): string {
  const of = (name: string) => knockouts.find((one) => one.name === name);
  const leading = knockouts.find(({ name }) => name.startsWith("without "))!;
  const kind = kinds.find(({ name }) => leading.name === `without ${name}`)!;
  const told = (knockout: Knockout, words: string) => `${amount(knockout.effects[0].without)} ${words}`;
  const parts = [told(leading, `without ${named(kind)}`)];
  const others: readonly (readonly [string, string])[] = [
    ["no interventions", "without interventions"],
    ["no forced sales", "if nobody were forced to sell"],
    ["no feedback", "if agents moved no price"],
  ];
  for (const [name, words] of others) {
    const knockout = of(name);
    if (knockout !== undefined && knockout.effects[0].difference !== 0) parts.push(told(knockout, words));
  }
  return `${metric.name} is ${amount(metric.value)} (${metric.unit}); on the same random numbers it is ${list(parts)}.`;
}
