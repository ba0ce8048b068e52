import { assemble } from "../../src/kernel/assemble.ts";
import { compile } from "../../src/kernel/compile.ts";
import type { CompiledKernel } from "../../src/kernel/kernelBackEnd.ts";
import { Modules } from "../../src/kernel/modules.ts";
import { ACCOUNTS, type Columns, type Kind, ORDERS, STATUS } from "../../src/model/agents/kind.ts";
import { emptySettlementView, type SettlementView } from "../../src/model/markets/settlementView.ts";
import { holder } from "../kinds/holder.ts";
import { ProgramWriter, type Surroundings } from "./programs.ts";
import { Tape } from "./tape.ts";

const OWN = ["x", "y", "z"];
const SCALARS = ["k0", "k1", "k2"];
const common = [...Object.keys(ACCOUNTS), ...Object.keys(ORDERS), ...Object.keys(STATUS)];
const elements = (names: readonly string[]) => names.map((name) => `a.${name}[i]`);
/** `sold` counts settlements: programs leave it alone. */
const written = common.filter((name) => name !== "sold");

/** Inputs that are 0 or 1: `decide` is compiled for their settings. All but `unfilled` are the same in all lanes. */
export const FLAGS = ["unfilled", "new_day", "last_round", "closing_only"];
const MARKET = ["ust", "tech", "usdjpy", "closing_usd", "sigma_fx", "spread", ...FLAGS];

export const DECIDE: Surroundings = {
  reads: [...elements([...common, ...OWN, ...OWN, ...OWN]), ...MARKET.map((name) => `m.${name}`), ...SCALARS.map((name) => `k.${name}`)],
  columns: [...written, ...OWN, ...OWN, ...OWN],
  sums: ["carry_ust", "carry_ust_gross", "n0", "n1"],
  returns: ["return 0;", "return 1;", "return 2;", "return 1;", "return;"],
};
const SETTLE: Surroundings = {
  reads: [...elements(common), ...Object.keys(emptySettlementView()).map((name) => `s.${name}`)],
  columns: written.filter((name) => !(name in ORDERS)),
  sums: [],
  returns: ["return;"],
};

/** Settlement counts how often it was called, and fills orders; there is nothing to fill where a kind does not trade. */
const FILL = ["a.sold[i] += 1;", "a.waiting[i] -= 1;", ...Object.keys(ORDERS).map((name) => `if (a.${name}[i] !== 0) a.${name}[i] -= s.filled_${name.slice(6)} * a.${name}[i];`)];

type Settle = (i: number, a: Columns, s: SettlementView) => void;

/** Kinds whose `decide` was written by chance, the same rules in both back ends. */
export interface FuzzKinds {
  readonly text: string;
  readonly kinds: readonly Kind[];
  readonly settle: Settle;
  readonly kernel: CompiledKernel;
}

/** The text of one program. */
export const programText = (program: Program, name = "p0", trigger = false): string => writer(program, name).write(`function decide_${name}(i, a, m, k, f)`, { ...DECIDE, trigger });

/** The bytes that a program is written from: those of its constants and rules, and those of the function. */
export type Program = readonly [top: Uint8Array, body: Uint8Array];

const writer = ([top, body]: Program, prefix: string) => new ProgramWriter(new Tape(top), new Tape(body), prefix);

/** Write programs for `decide`, p0 and so on, and one for settlement. */
export function fuzzText(programs: readonly Program[], settlement: Program, trigger = false): string {
  const decides = programs.map((bytes, n) => programText(bytes, `p${n}`, trigger));
  const settle = writer(settlement, "s").write("function settle(i, a, s)", SETTLE, FILL);
  return [...decides, settle].join("\n");
}

/** Compile the functions `decide_<name>` and `settle` of a text, with those for skipping or without, and load them as they stand. */
export async function fuzzKinds(text: string, names: readonly string[], skip = false): Promise<FuzzKinds> {
  const url = `data:text/javascript,${encodeURIComponent(text)}`;
  const loaded = (await import(/* @vite-ignore */ url)) as Record<string, Kind["decide"]> & { readonly settle: Settle };
  const kinds = names.map((name) => fuzzKind(name, loaded[`decide_${name}`]));
  const modules = new Modules(() => text, (specifier) => specifier);
  const found = (name: string) => modules.exported("fuzz.js", name)!;
  const { text: wat, plan } = compile(modules, kinds.map((kind) => ({ kind, scalars: SCALARS, decide: found(`decide_${kind.name}`) })), found("settle"), skip);
  return { text, kinds, settle: loaded.settle, kernel: { module: await assemble(wat), plan } };
}

function fuzzKind(name: string, decide: Kind["decide"]): Kind {
  const spec = { unit: "1", description: "a number" };
  return {
    ...holder,
    name,
    twoSided: true,
    columns: Object.fromEntries(OWN.map((column) => [column, spec])),
    flows: { carry: ["ust"] },
    counters: { n0: spec, n1: spec },
    scalars: () => Object.fromEntries(SCALARS.map((scalar) => [scalar, 0])),
    decide,
  };
}
