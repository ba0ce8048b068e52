import { bool, category, type Field, float64, text, uint32 } from "../arrow/field.ts";
import { CAUSES, type Kind } from "../model/agents/kind.ts";
import { MARKETS } from "../model/markets/names.ts";
import { CHANNELS } from "./attribution.ts";
import { PARTS } from "./decomposition.ts";
import { EVENTS } from "./events.ts";
import { EXOGENOUS, ORDERS } from "./sources.ts";

const day = uint32("day", "trading day", "Day, from 1 on");
const usd = (name: string, description: string): Field => float64(name, "USD bn", description);

/**
 * Fields of every file of an explanation, for the kinds of its run.
 *
 * @param groups of forced sellers, in code order
 */
export function explainFields(kinds: readonly Pick<Kind, "name" | "counters">[], groups: readonly string[]) {
  const names = kinds.map(({ name }) => name);
  const group = (name: string, description: string) => category(name, `${description}: a kind, or one of the largest sellers by itself as \`<kind>#<agent>\`; none: nobody.`, ["none", ...groups]);
  const what = [...new Set(["none", ...Object.keys(CAUSES), "bank_of_japan", "federal_reserve", ...kinds.flatMap(({ counters }) => Object.keys(counters))])];
  return {
    events: [
      uint32("day", "trading day", "Day, from 1 on; the day after the last: defaults that the last trades caused"),
      uint32("round", "round", "Round of the day, from 1 on"),
      category("event", "What happened.", EVENTS),
      category("kind", "Kind that acted; none: nobody.", ["none", ...names]),
      category("market", "Market traded or moved; none: no single one.", ["none", ...MARKETS]),
      category("what", "Cause of the orders, name of the counter, or bank; none else.", what),
      bool("forced", "Whether the orders are forced"),
      uint32("agents", "agents", "Agents that ordered or defaulted; 0 else"),
      usd("usd", "Dollars sold net of purchases at execution prices (order), or decided to be sold (intervention); 0 else"),
      float64("move", "%", "Log return of the market by it, impact of orders included; of USDJPY for policy; 0 for counters, defaults and decisions to intervene"),
      float64("value", "of the counter, or percentage points", "Value of the counter, or surprise of the bank; 0 else"),
    ],
    decomposition: [
      day,
      category("market", "Market.", MARKETS),
      category("source", "What moved it: something exogenous, or the orders of a kind.", [...EXOGENOUS, ...names]),
      category("orders", "Which orders of the kind; none: it is no kind.", ORDERS),
      category("part", "move: what it added; decay: what came back of its earlier transient moves.", PARTS),
      float64("log_return", "%", "Log return of the market on the day by it; rows of a day and market add up to its return"),
    ],
    nodes: [
      day,
      group("seller", "Who sold under force"),
      usd("usd", "Dollars sold under force: of assets, or for yen by kinds that hold no assets"),
      usd("triggered", "What of it other forced sales have led to"),
      float64("generation", "generations", "Mean generation of a dollar of it; 0: no forced sale has led to it"),
    ],
    edges: [
      uint32("from_day", "trading day", "Day on which the others sold"),
      group("from", "Whose forced sales have led to it"),
      uint32("to_day", "trading day", "Day on which it was sold"),
      group("to", "Who sold under force because of them"),
      category("market", "Market whose price they moved.", MARKETS),
      category("channel", "How that led to it: price, holdings lost value; margin, haircuts rose with volatility.", CHANNELS),
      usd("usd", "Dollars sold under force because of them"),
    ],
    sellers: [
      category("kind", "Kind of agent.", names),
      uint32("agent", "index", "Number of the agent within its kind"),
      usd("usd", "Dollars that it sold under force"),
      usd("triggered", "What of it other forced sales have led to"),
      uint32("orders", "rounds", "Rounds in which it sold under force"),
      uint32("first_day", "trading day", "Day of the first of them"),
    ],
    knockouts: [
      text("knockout", "What the path was run without"),
      text("description", "The same in words"),
      text("metric", "Number that is compared: a column of paths.arrow, or variable@day"),
      text("unit", "Its unit"),
      float64("full", "of the metric", "On the path as it was"),
      float64("without", "of the metric", "On the path without it, same random numbers"),
      float64("difference", "of the metric", "full − without"),
      float64("share", "1", "difference over what full is above rest: 0, or the level at t = 0 of a price or rate; NaN where it is at rest"),
    ],
  } as const satisfies Record<string, readonly Field[]>;
}
