import { compile, type KindSource } from "../../src/kernel/compile.ts";
import { KernelError } from "../../src/kernel/kernelError.ts";
import { Modules } from "../../src/kernel/modules.ts";
import { holder } from "../kinds/holder.ts";

const SETTLE = "export function settle(i, a, s) { a.waiting[i] = 0; }";

/** Compile a module with `decide`; other modules by their names. @throws KernelError */
export function compileText(text: string, others: Readonly<Record<string, string>> = {}): string {
  const texts: Record<string, string> = { ...others, "kind.mjs": text, "settle.mjs": SETTLE };
  const modules = new Modules((url) => texts[url], (specifier) => specifier.replace("./", ""));
  const spec = { unit: "1", description: "a number" };
  const source: KindSource = {
    kind: { ...holder, columns: { x: spec, y: spec }, counters: { n0: spec } },
    scalars: ["k0"],
    decide: modules.exported("kind.mjs", "decide")!,
  };
  return compile(modules, [source], modules.exported("settle.mjs", "settle")!).text;
}

/** The refusal of a text in which « marks the place that should be named; undefined where it is compiled. */
export function refusal(marked: string, others?: Readonly<Record<string, string>>): { readonly place: string; readonly expected: string; readonly error: KernelError } | undefined {
  const before = marked.split("«")[0].split("\n");
  try {
    compileText(marked.replace("«", ""), others);
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    return { place: `${error.line}:${error.column}`, expected: `${before.length}:${before.at(-1)!.length + 1}`, error };
  }
  return undefined;
}
