import { ACCOUNTS, type Kind, ORDERS, STATUS } from "../model/agents/kind.ts";
import { columnNames, sumNames } from "../model/books.ts";
import { emptySettlementView } from "../model/markets/settlementView.ts";
import { marketView } from "../model/markets/view.ts";
import { assume, readsInput } from "./assume.ts";
import { BoxCode } from "./boxes.ts";
import type { Role } from "./expressions.ts";
import { columnFunctions, decideFunction, insideFunction, settleFunction, wakeFunction } from "./functions.ts";
import type { Stmt } from "./ir.ts";
import { LaneCode } from "./lanes.ts";
import { type Layout, layOut, untraded, VECTOR } from "./layout.ts";
import type { Found, Modules } from "./modules.ts";
import { translate } from "./translate.ts";

/** A kind to compile, and where its `decide` is written. */
export interface KindSource {
  readonly kind: Kind;
  readonly scalars: readonly string[];
  readonly decide: Found;
}

/** Where a kind's numbers lie: addresses in bytes, of vectors with a lane per path. */
export interface KindPlan {
  readonly name: string;
  readonly layout: Layout;
  /** First of its scalars, in their order, and of its sums, in the order of `sumNames`. */
  readonly scalars: number;
  readonly sums: number;
  /** Addresses of the inputs that a box bounds, in its order: market inputs lie before `scalars`. None without skipping. */
  readonly box: readonly number[];
  /** Addresses of the flags that the kind reads; `decide` is compiled for each setting of them, the first in the lowest bit. */
  readonly flags: readonly number[];
  /** Addresses of the flags that must be 0 where `decide_<name>.<setting>` stands for `decide_<name>`. */
  readonly idle: readonly number[];
}

/** Where the numbers of all agents lie; records and lists follow behind `end`. */
export interface Plan {
  /** Views of the market and of settlement, fields in the order of their declarations. */
  readonly market: number;
  readonly settlement: number;
  /** The flag that some orders were cut. */
  readonly unfilled: number;
  /** Three vectors for sums over a column. */
  readonly totals: number;
  readonly kinds: readonly KindPlan[];
  /** End of all inputs of `decide`, which lie side by side from 0 on. */
  readonly inputs: number;
  readonly end: number;
}

/** Rules as a WebAssembly module. */
export interface Kernel {
  readonly text: string;
  readonly plan: Plan;
}

/** Inputs that are 0 or 1, and the same in all lanes: what an agent could do depends much on them. */
const FLAGS = ["m.new_day", "m.last_round"];

/** Flags that are mostly 0. */
const IDLE = ["m.unfilled", "m.closing_only"];

const orders = new Set(Object.keys(ORDERS));
const columnRole = (names: Iterable<string>, zero?: ReadonlySet<string>): Role => ({ as: "columns", names: new Set(names), zero });
const inputRole = (prefix: string, names: readonly string[]): Role => ({ as: "inputs", prefix, names: new Set(names) });
const index: Role = { as: "index", names: new Set() };
const settlementNames = Object.keys(emptySettlementView());
const marketNames = Object.keys(marketView);

/** The intermediate form of a kind's `decide`, and of `settle` for the markets in which it trades. */
export function intermediate(modules: Modules, { kind, scalars, decide }: KindSource, settle: Found): { readonly decide: Stmt[]; readonly settle: Stmt[] } {
  const own = (zero?: ReadonlySet<string>) =>
    translate(modules, decide, [
      index,
      columnRole(columnNames(kind), zero),
      inputRole("m", marketNames),
      inputRole("k", scalars),
      { as: "sums", names: new Set(sumNames(kind)) },
    ]);
  let rule = own();
  let zero = untraded(rule);
  // A branch that needs an order in an untraded market is never taken, and what it alone trades is not traded either.
  for (let known = -1; known < zero.size; zero = untraded(rule)) {
    known = zero.size;
    rule = own(zero);
  }
  const common = [...Object.keys(ACCOUNTS), ...orders, ...Object.keys(STATUS)];
  return { decide: rule, settle: translate(modules, settle, [index, columnRole(common, zero), inputRole("s", settlementNames)]) };
}

/**
 * Compile the rules of all kinds.
 *
 * @param settle where `settle` is written
 * @param skip also the functions that say who can act, for back ends that skip the others
 * @throws KernelError for a rule outside the subset of docs/extending.md
 */
export function compile(modules: Modules, kinds: readonly KindSource[], settle: Found, skip = false): Kernel {
  let end = 0;
  const place = (names: readonly string[]): number => {
    const first = end;
    end += names.length * VECTOR;
    return first;
  };
  const market = place(marketNames);
  const scalars = kinds.map((source) => place(source.scalars));
  const inputs = end;
  const settlement = place(settlementNames);
  const totals = place(["sum", "lost", "size"]);
  const sums = kinds.map(({ kind }) => place(sumNames(kind)));

  const functions = [columnFunctions()];
  const plans = kinds.map((source, n): KindPlan => {
    const { name } = source.kind;
    const statements = intermediate(modules, source, settle);
    const layout = layOut(statements.decide, statements.settle);
    const seen = addresses([["m", marketNames, market], ["k", source.scalars, scalars[n]]]);
    const settled = addresses([["s", settlementNames, settlement]]);
    const sumAt = new Map(sumNames(source.kind).map((sum, s) => [sum, sums[n] + s * VECTOR]));
    const [flags, idle] = [FLAGS, IDLE].map((some) => some.filter((flag) => readsInput(statements.decide, flag)));
    const decideIn = settings(flags).map((setting) => assume(statements.decide, new Map([...setting, ...idle.map((flag) => [flag, 0] as const)])));
    const at = (input: string) => seen.get(input)!;
    const lanes = (rule: readonly Stmt[]) => new LaneCode(layout, seen, sumAt).generate(rule);
    functions.push(
      decideFunction(name, lanes(statements.decide), layout, sumAt),
      ...decideIn.map((rule, setting) => decideFunction(`${name}.${setting}`, lanes(rule), layout, sumAt)),
      settleFunction(name, new LaneCode(layout, settled, new Map()).generate(statements.settle, `(v128.load offset=${layout.ordered} (local.get $record))`)),
    );
    const box: number[] = [];
    if (skip) {
      const code = new BoxCode(layout);
      const asleep = settings(flags).map((setting) => code.add(assume(statements.decide, setting)));
      box.push(...code.code.inputs.map(at));
      functions.push(wakeFunction(name, code.code, asleep, layout), insideFunction(name, box.map((input, i) => ({ at: input, inBox: i * VECTOR }))));
    }
    return { name, layout, scalars: scalars[n], sums: sums[n], box, flags: flags.map(at), idle: idle.map(at) };
  });
  const text = `(module\n(import "" "memory" (memory 1))\n${functions.join("\n")}\n)\n`;
  return { text, plan: { market, unfilled: market + marketNames.indexOf("unfilled") * VECTOR, settlement, totals, kinds: plans, inputs, end } };
}

/** Every setting of flags. */
function settings(flags: readonly string[]): ReadonlyMap<string, number>[] {
  return Array.from({ length: 2 ** flags.length }, (_, n) => new Map(flags.map((flag, bit) => [flag, (n >> bit) & 1])));
}

function addresses(groups: readonly (readonly [prefix: string, names: readonly string[], first: number])[]): Map<string, number> {
  return new Map(groups.flatMap(([prefix, names, first]) => names.map((name, n) => [`${prefix}.${name}`, first + n * VECTOR] as const)));
}
