import { readFileSync, realpathSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { BadInput } from "../config/errors.ts";
import { assemble } from "../kernel/assemble.ts";
import { compile, intermediate, type Kernel, type KindSource } from "../kernel/compile.ts";
import { findDecide, findKinds } from "../kernel/findKinds.ts";
import type { CompiledKernel } from "../kernel/kernelBackEnd.ts";
import { KernelError } from "../kernel/kernelError.ts";
import { type Found, Modules } from "../kernel/modules.ts";
import { show } from "../kernel/show.ts";
import type { Model } from "../kinds/model.ts";
import { KINDS } from "../model/agents/index.ts";
import type { Kind } from "../model/agents/kind.ts";
import type { Values } from "../model/parameter.ts";
import type { ModelConfiguration } from "../model/parameters.ts";

/** What runs the agents' rules: the kernel, or the rules themselves. Speed only: changes no bit. */
export const BACK_ENDS = ["wasm", "js"] as const;
export type BackEndName = (typeof BACK_ENDS)[number];

/** The compiled sources, also when this file runs as TypeScript. */
const compiled = new URL(import.meta.url.endsWith(".ts") ? "../../dist/src/" : "../", import.meta.url);
const agents = new URL("model/agents/", compiled);

/** Kinds to compile, built-in or of the user's modules. */
type Rules = Pick<Model, "kinds" | "modules">;

/** The rules of every kind of a model: where they are written. */
export interface RuleSources {
  readonly modules: Modules;
  readonly kinds: readonly KindSource[];
  readonly settle: Found;
}

/**
 * Find the rules of a model in its source files.
 *
 * @param scalars names of a kind's scalars
 * @throws BadInput naming line, column and construct when a kind of the user's is not written as `kind({ … })`
 */
export function findRules(model: Rules, scalars: (kind: Kind) => readonly string[]): RuleSources {
  return refusing(model, () => {
    const modules = new Modules(sourceReader(model), resolve);
    const builtIn = findKinds(modules, new URL("index.js", agents).href, "KINDS").map((found, k) => [KINDS[k], found] as const);
    const own = model.modules.map(({ kind, sources: [{ url }] }) => [kind, modules.exported(url, "default")!] as const);
    const written = new Map([...builtIn, ...own]);
    return {
      modules,
      kinds: model.kinds.map((kind) => ({ kind, scalars: scalars(kind), decide: findDecide(modules, written.get(kind)!) })),
      settle: modules.exported(new URL("settle.js", agents).href, "settle")!,
    };
  });
}

/**
 * Translate the rules of a configured model to the text of a WebAssembly module.
 *
 * @param skip for runs that leave out agents that cannot act
 * @throws BadInput naming file, line and construct of a rule of the user's that the kernel cannot compile
 */
export function translateKernel(model: Rules, { agents: parameters, calendar }: ModelConfiguration, skip = false): Kernel {
  const { modules, kinds, settle } = findRules(model, (kind) =>
    Object.keys(kind.scalars(parameters[kind.name] as Values<typeof kind.parameters>, calendar.rounds_per_day)),
  );
  return refusing(model, () => compile(modules, kinds, settle, skip));
}

/** What becomes of the rules of one kind: the intermediate form as text, and WebAssembly. @throws BadInput as `translateKernel` */
export function describeKernel(model: Rules, name: string): { readonly intermediate: string; readonly wat: string } {
  const { modules, kinds, settle } = findRules(model, scalarsByDefault);
  const source = kinds.find(({ kind }) => kind.name === name)!;
  return refusing(model, () => {
    const rules = intermediate(modules, source, settle);
    const text = `decide ${name}\n${show(rules.decide, "  ")}\n\nsettle ${name}\n${show(rules.settle, "  ")}`;
    return { intermediate: text, wat: compile(modules, [source], settle).text };
  });
}

/** Names of a kind's scalars; they do not depend on the parameters. */
export function scalarsByDefault(kind: Kind): string[] {
  const defaults = Object.fromEntries(Object.entries(kind.parameters).map(([name, parameter]) => [name, parameter.default]));
  return Object.keys(kind.scalars(defaults as Values<typeof kind.parameters>, 1));
}

/** Translate and assemble. @throws BadInput as `translateKernel` */
export async function compileKernel(model: Rules, configuration: ModelConfiguration, skip = false): Promise<CompiledKernel> {
  const { text, plan } = translateKernel(model, configuration, skip);
  return { module: await assemble(text), plan };
}

function sourceReader({ modules }: Rules): (url: string) => string {
  const texts = new Map(modules.flatMap(({ sources }) => sources.map(({ url, text }) => [url, text])));
  return (url) => texts.get(url) ?? readFileSync(new URL(url), "utf8");
}

/** Of what modules import, the kernel needs files of this package and of the user's kinds. */
function resolve(specifier: string, from: string): string {
  if (specifier === "yenwind/kind") return new URL("kind.js", compiled).href;
  return pathToFileURL(realpathSync(fileURLToPath(new URL(specifier, from)))).href;
}

/** A rule of the user's that cannot be compiled is bad input; one of ours is a defect. */
function refusing<T>({ modules }: Rules, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    const source = modules.flatMap(({ sources }) => sources).find(({ url }) => url === error.url);
    if (source === undefined) throw error;
    const { line, column, construct, hint } = error;
    const excerpt = source.text.split(/\r?\n/)[line - 1];
    throw new BadInput([{ file: source.file, line, column, excerpt, path: "", message: `the kernel cannot compile ${construct}`, hint }]);
  }
}
