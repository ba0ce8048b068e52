import { fileURLToPath } from "node:url";
import { BadInput, type Finding } from "../config/errors.ts";
import { KINDS } from "../model/agents/index.ts";
import type { Kind } from "../model/agents/kind.ts";
import { checkEntryPoint } from "./entryPoint.ts";
import { checkKind } from "./checkKind.ts";
import { checkSource } from "./checkSource.ts";
import { importModule } from "./importModule.ts";
import { type KindModule, type Model, modelWith } from "./model.ts";
import { digestOf, readModules } from "./readModules.ts";

/**
 * The model with the kinds of the user's modules, after the built-in ones and in the order given.
 * A module is checked as text before it is run, and what it exports before it is used.
 *
 * @param modules paths or file URLs
 * @throws BadInput with what is wrong in the first module that cannot be used
 */
export async function loadModel(modules: readonly (string | URL)[]): Promise<Model> {
  const taken = new Map(KINDS.map(({ name }) => [name, "is a kind that comes with the program"]));
  const loaded: KindModule[] = [];
  for (const module of modules) {
    const path = String(module).startsWith("file:") ? fileURLToPath(module) : String(module);
    const one = await loadModule(path, taken);
    taken.set(one.kind.name, `is the kind in ${path}`);
    loaded.push(one);
  }
  return modelWith(loaded);
}

async function loadModule(file: string, taken: ReadonlyMap<string, string>): Promise<KindModule> {
  const refuse = (findings: readonly Finding[]) => {
    if (findings.length > 0) throw new BadInput(findings.map((finding) => ({ file, ...finding })));
  };
  const modules = readModules(file);
  refuse(checkSource(modules));
  refuse(await checkEntryPoint(modules));
  const value = await importModule(modules);
  refuse(checkKind(value, taken, modules));
  const digest = digestOf(modules);
  refuse(checkUnchanged(value as Kind, digest));
  return { kind: value as Kind, url: modules[0].url, digest };
}

/** The digest with which each kind was first loaded: Node.js runs a module once, however often it is imported. */
const loadedAs = new WeakMap<Kind, string>();

function checkUnchanged(kind: Kind, digest: string): Finding[] {
  const first = loadedAs.get(kind) ?? digest;
  loadedAs.set(kind, first);
  if (first === digest) return [];
  return [{ path: "", message: "its code has changed since this process has loaded it", hint: "Start the program anew" }];
}
