import type { Finding } from "../config/errors.ts";
import { suggestion } from "../config/nearest.ts";
import { ACCOUNTS, CAUSES, flowNames, type Kind, ORDERS, STATUS } from "../model/agents/kind.ts";
import { MARKETS } from "../model/markets/names.ts";
import { checkNames, checkProperties, found, isObject, type Properties, text } from "./shape.ts";

/** That flows name known causes and markets. */
export function checkFlows(flows: Properties): Finding[] {
  return Object.entries(flows).flatMap(([cause, markets]): Finding[] => {
    const path = `flows.${cause}`;
    if (!Object.hasOwn(CAUSES, cause)) {
      const expected = `one of ${Object.keys(CAUSES).join(", ")}`;
      return [{ path, message: "there is no such cause, and none can be added", expected, hint: suggestion(cause, Object.keys(CAUSES)) }];
    }
    if (!Array.isArray(markets) || markets.length === 0) {
      return [{ path, value: markets, message: `${found(markets)} is not a list of markets`, expected: `some of ${MARKETS.join(", ")}` }];
    }
    return markets.flatMap((market: unknown, i): Finding[] => {
      const at = { path: `${path}.${i}`, value: market };
      if (markets.indexOf(market) < i) return [{ ...at, message: `${found(market)} is there already` }];
      if (MARKETS.some((name) => name === market)) return [];
      return [{ ...at, message: `there is no market ${found(market)}`, expected: `one of ${MARKETS.join(", ")}`, hint: suggestion(String(market), MARKETS) }];
    });
  });
}

/** That columns and counters say what they are, and that no name has a second meaning. Flows must be in order. */
export function checkColumns(kind: Pick<Kind, "columns" | "counters" | "flows" | "twoSided">): Finding[] {
  const sums = flowNames(kind).flatMap(({ net, gross }) => (gross === undefined ? [net] : [net, gross]));
  const taken = new Map<string, string>([
    ...Object.keys(ACCOUNTS).map((name) => [name, "an account of every agent"] as const),
    ...Object.keys(ORDERS).map((name) => [name, "an order column of every agent"] as const),
    ...Object.keys(STATUS).map((name) => [name, "a status column of every agent"] as const),
    ...sums.map((name) => [name, "a sum of the kind's flows"] as const),
  ]);
  return (["columns", "counters"] as const).flatMap((path) => [
    ...checkNames(kind[path], path),
    ...Object.entries(kind[path]).flatMap(([name, spec]: [string, unknown]): Finding[] => {
      const at = `${path}.${name}`;
      const clash = taken.get(name);
      taken.set(name, `one of ${path} already`);
      if (clash !== undefined) return [{ path: at, message: `the name is taken: it is ${clash}`, hint: "Choose another name" }];
      if (!isObject(spec)) return [{ path: at, value: spec, message: `${found(spec)} is not an object`, expected: "{ unit, description }" }];
      return checkProperties(spec, at, { unit: text, description: text });
    }),
  ]);
}
