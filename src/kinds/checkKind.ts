import type { Finding } from "../config/errors.ts";
import type { Kind } from "../model/agents/kind.ts";
import { pathObservables } from "../model/observables.ts";
import { checkCode } from "./checkCode.ts";
import { checkParameters } from "./checkParameters.ts";
import { checkColumns, checkFlows } from "./checkTrades.ts";
import { callable, checkProperties, flag, found, isObject, NAME, NAME_EXPECTED, object, type Properties, type Shapes } from "./shape.ts";
import type { SourceText } from "./syntax.ts";
import { tryOpening } from "./tryOpening.ts";

/** Titles head the rows of the summary. */
const TITLE = /^\P{Cc}{1,32}$/u;
const RULE = /^R([1-9]|1\d|2[0-7])$/;

const PROPERTIES: Shapes = {
  name: { is: (value) => typeof value === "string" && NAME.test(value), noun: "a name", expected: NAME_EXPECTED },
  title: { is: (value) => typeof value === "string" && TITLE.test(value.trim()), noun: "a title", expected: "a text of 1 to 32 characters" },
  japanese: { ...flag, expected: "true if its holdings count towards Japan's totals, else false" },
  official: { ...flag, expected: "true if it acts in the frozen twin too, else false" },
  twoSided: { ...flag, expected: "true if it buys as well as sells for the same cause, else false" },
  borrowsYen: { ...flag, expected: "true if it owes yen loans, else false" },
  speculativeShare: callable("a function (p) → share of its yen debt that is speculative, 0 to 1"),
  rules: {
    is: (value) => Array.isArray(value) && value.every((rule) => typeof rule === "string" && RULE.test(rule)),
    noun: "a list of rules",
    expected: 'the rules behind decide, such as ["R13", "R26"], or [] for none',
  },
  parameters: object("an object of parameters, count and size among them"),
  columns: object("an object of { unit, description }, {} for none"),
  flows: object('an object of markets by cause, such as { stop_loss: ["tech"] }'),
  counters: object("an object of { unit, description }, {} for none"),
  open: callable("a function (agent, p, world) → accounts and columns at t = 0"),
  scalars: callable("a function (p, rounds) → numbers that all its agents share"),
  decide: callable("a function (i, a, m, k, f) → REST, ORDERED or DEFAULTED"),
};
const OPTIONAL: Shapes = { prepare: callable("a function (k, m) that renews scalars every round") };

/**
 * Everything that is wrong with the default export of a user's module, the property named in `path`.
 * What follows from another finding is left out.
 *
 * @param taken names of kinds before it, and what they are
 * @param sources texts in which its functions stand, to tell the line
 */
export function checkKind(value: unknown, taken: ReadonlyMap<string, string>, sources: readonly SourceText[] = []): Finding[] {
  if (!isObject(value)) {
    return [{ path: "", value, message: `the default export is ${found(value)}, not a kind`, expected: "kind({ … }), or the plain object" }];
  }
  const properties = checkProperties(value, "", PROPERTIES, OPTIONAL);
  const inOrder = (...names: string[]) => properties.every(({ path }) => !names.includes(path));
  const parameters = inOrder("parameters") ? checkParameters(value.parameters as Properties) : [];
  const flows = inOrder("flows") ? checkFlows(value.flows as Properties) : [];
  const kind = value as unknown as Kind;
  const columns = flows.length === 0 && inOrder("flows", "columns", "counters") ? checkColumns(kind) : [];
  const findings = [...properties, ...(inOrder("name") ? checkName(kind.name, taken) : []), ...parameters, ...flows, ...columns];
  if (findings.length > 0) return findings;
  const { findings: opening, scalars } = tryOpening(kind);
  const holdings = checkHoldings(kind);
  return opening.length > 0 ? [...holdings, ...opening] : [...holdings, ...checkCode(kind, scalars, sources)];
}

/** Result columns begin with the name of their kind or with one of these. */
const RESERVED = new Set(["all", ...pathObservables([], 1).map(({ name }) => name.split(".")[0])]);

function checkName(name: string, taken: ReadonlyMap<string, string>): Finding[] {
  const holder = RESERVED.has(name) ? "begins columns of the result files" : taken.get(name);
  if (holder === undefined) return [];
  return [{ path: "name", value: name, message: `the name ${name} is taken: it ${holder}`, hint: "Choose another name" }];
}

/** Holdings of these names are added up against Japan's totals. */
function checkHoldings({ japanese, parameters }: Kind): Finding[] {
  return ["treasuries", "us_equity"].flatMap((name) => {
    if (!japanese || parameters[name] === undefined || parameters[name].type === "number") return [];
    const message = "it is not one number, but the sum over Japan's kinds must fit into totals";
    return [{ path: `parameters.${name}`, message, expected: 'number({ unit: "USD bn", … })' }];
  });
}
