import type { Finding } from "../config/errors.ts";
import { suggestion } from "../config/nearest.ts";
import { ACCOUNTS, flowNames, type Kind, STATUS } from "../model/agents/kind.ts";
import { marketView } from "../model/markets/view.ts";
import { functionUses } from "./functionUses.ts";
import { place, type SourceText } from "./syntax.ts";

/** The arguments of `decide` and `prepare`: what each of them has, and whether all of that must be named. */
interface Argument {
  readonly what: string;
  readonly known: readonly string[];
  readonly required: readonly string[];
}

/**
 * That `decide` and `prepare` name only what there is (elsewhere a misspelt name would read as undefined,
 * and its agents never act), and that `decide` orders and adds up what flows and counters declare.
 *
 * @param scalars names of the kind's scalars
 * @param sources texts in which the functions stand, to tell the line
 */
export function checkCode(kind: Kind, scalars: readonly string[], sources: readonly SourceText[]): Finding[] {
  const flows = flowNames(kind);
  const orders = [...new Set(flows.map(({ market }) => `order_${market}`))];
  const sums = [...flows.flatMap(({ net, gross }) => (gross === undefined ? [net] : [net, gross])), ...Object.keys(kind.counters)];
  const columns = [...Object.keys(ACCOUNTS), ...orders, ...Object.keys(STATUS), ...Object.keys(kind.columns)];
  const a = { what: "an account, a status, a column of the kind, or an order in a market of its flows", known: columns, required: orders };
  const m = { what: "something agents see of the markets", known: Object.keys(marketView), required: [] };
  const k = { what: "a scalar of the kind", known: scalars, required: [] };
  const f = { what: "a sum of the kind's flows or a counter", known: sums, required: sums };
  return [
    ...checkFunction("decide", kind.decide.toString(), [undefined, a, m, k, f], sources),
    ...(kind.prepare ? checkFunction("prepare", kind.prepare.toString(), [k, m], sources) : []),
  ];
}

function checkFunction(
  path: string,
  text: string,
  args: readonly (Argument | undefined)[],
  sources: readonly SourceText[],
): Finding[] {
  const code = functionUses(text);
  if (code === undefined) return [{ path, message: "its code cannot be read", expected: "a function written in the module" }];
  if (!code.plain) return [{ path, message: "it does not answer at once", expected: "a function that is neither async nor a generator" }];
  return args.flatMap((argument, position): Finding[] => {
    const uses = argument && code.uses(position);
    if (!uses) return [];
    const { members, complete } = uses;
    const unknown = [...members].filter(([name]) => !argument.known.includes(name));
    const idle = complete ? argument.required.filter((name) => !members.has(name)) : [];
    return [
      ...unknown.map(([name, offset]): Finding => ({
        ...locate(text, offset, sources),
        path,
        value: name,
        message: `${uses.argument}.${name} is not ${argument.what}`,
        hint: suggestion(name, argument.known),
      })),
      ...idle.map((name): Finding => ({ path, message: `it never names ${name}, which flows and counters declare`, expected: "each of them to be written" })),
    ];
  });
}

function locate(text: string, offset: number, sources: readonly SourceText[]): Partial<Finding> {
  for (const source of sources) {
    const at = source.text.indexOf(text);
    if (at >= 0) return place(source, at + offset);
  }
  return {};
}
