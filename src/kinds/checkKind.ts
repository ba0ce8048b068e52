import type { Finding } from "../config/errors.ts";
import { suggestion } from "../config/nearest.ts";
import { ACCOUNTS, CAUSES, flowNames, type Kind, ORDERS, STATUS } from "../model/agents/kind.ts";
import { MARKETS } from "../model/markets/names.ts";
import { pathObservables } from "../model/observables.ts";
import { checkParameters } from "./checkParameters.ts";
import type { SourceModule } from "./readModules.ts";
import { callable, checkNames, checkProperties, flag, found, isObject, list, name, object, type Properties, type Shapes, text } from "./shape.ts";
import { tryOpening } from "./tryOpening.ts";

/** Titles head the rows of the summary. */
const TITLE = /^\P{Cc}{1,32}$/u;
const RULE = /^R([1-9]|1\d|2[0-7])$/;

const PROPERTIES: Shapes = {
  name,
  title: { is: (value) => text.is(value) && TITLE.test(value as string), noun: "a title", expected: "a text of 1 to 32 characters" },
  japanese: { ...flag, expected: "true if its holdings count towards Japan's totals, else false" },
  official: { ...flag, expected: "true if it acts in the frozen twin too, else false" },
  twoSided: { ...flag, expected: "true if it buys as well as sells for the same cause, else false" },
  borrowsYen: { ...flag, expected: "true if it owes yen loans, else false" },
  speculativeShare: callable("a function (p) → share of its yen debt that is speculative, 0 to 1"),
  rules: list("a list of rules", (rule) => RULE.test(rule), 'the rules behind decide, such as ["R13", "R26"], or [] for none'),
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
 * What is wrong with the default export of a user's module, the property named in `path`.
 * What may follow from another finding is left out.
 *
 * @param taken names of kinds before it, and what they are
 * @param sources its code, to find the lines of errors that it throws
 */
export function checkKind(value: unknown, taken: ReadonlyMap<string, string>, sources: readonly SourceModule[] = []): Finding[] {
  if (!isObject(value)) {
    return [{ path: "", value, message: `the default export is ${found(value)}, not a kind`, expected: "kind({ … })" }];
  }
  const properties = checkProperties(value, "", PROPERTIES, OPTIONAL);
  if (properties.length > 0) return properties;
  const kind = value as unknown as Kind;
  const flows = checkFlows(kind.flows);
  const findings = [...checkName(kind.name, taken), ...checkParameters(kind.parameters), ...flows, ...(flows.length > 0 ? [] : checkColumns(kind))];
  return findings.length > 0 ? findings : tryOpening(kind, sources);
}

/** Result columns begin with the name of their kind or with one of these. */
const RESERVED = new Set(["all", ...pathObservables([], 1).map((observable) => observable.name.split(".")[0])]);

function checkName(given: string, taken: ReadonlyMap<string, string>): Finding[] {
  const holder = RESERVED.has(given) ? "begins columns of the result files" : taken.get(given);
  if (holder === undefined) return [];
  return [{ path: "name", value: given, message: `the name ${given} is taken: it ${holder}`, hint: "Choose another name" }];
}

/** That flows name known causes and markets. */
function checkFlows(flows: Properties): Finding[] {
  const causes = Object.keys(CAUSES);
  return Object.entries(flows).flatMap(([cause, markets]): Finding[] => {
    const path = `flows.${cause}`;
    if (!causes.includes(cause)) {
      return [{ path, message: "there is no such cause, and none can be added", expected: `one of ${causes.join(", ")}`, hint: suggestion(cause, causes) }];
    }
    const expected = `some of ${MARKETS.join(", ")}`;
    if (!Array.isArray(markets) || markets.length === 0) return [{ path, value: markets, message: `${found(markets)} is not a list of markets`, expected }];
    const left = new Set<unknown>(MARKETS);
    return markets.flatMap((market: unknown, n): Finding[] => {
      if (left.delete(market)) return [];
      const again = markets.indexOf(market) < n;
      const message = again ? `${found(market)} is there already` : `there is no market ${found(market)}`;
      return [{ path: `${path}.${n}`, value: market, message, expected, hint: again ? undefined : suggestion(String(market), MARKETS) }];
    });
  });
}

/** That columns and counters say what they are, and that no name has a second meaning. */
function checkColumns(kind: Pick<Kind, "columns" | "counters" | "flows" | "twoSided">): Finding[] {
  const sums = flowNames(kind).flatMap(({ net, gross }) => [net, gross]);
  const taken = new Set([...Object.keys({ ...ACCOUNTS, ...ORDERS, ...STATUS }), ...sums]);
  return (["columns", "counters"] as const).flatMap((path) => [
    ...checkNames(kind[path], path),
    ...Object.entries(kind[path]).flatMap(([column, spec]: [string, unknown]): Finding[] => {
      const at = `${path}.${column}`;
      if (taken.has(column)) return [{ path: at, message: "an account, an order, a status, a sum or a column has that name", hint: "Choose another name" }];
      taken.add(column);
      if (!isObject(spec)) return [{ path: at, value: spec, message: `${found(spec)} is not an object`, expected: "{ unit, description }" }];
      return checkProperties(spec, at, { unit: text, description: text });
    }),
  ]);
}
