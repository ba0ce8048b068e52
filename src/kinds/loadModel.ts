import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { BadInput, type Finding } from "../config/errors.ts";
import { KINDS } from "../model/agents/index.ts";
import type { Kind } from "../model/agents/kind.ts";
import { MODEL_VERSION } from "../model/version.ts";
import { checkKind } from "./checkKind.ts";
import { checkSource } from "./checkSource.ts";
import { type KindModule, type Model, modelWith } from "./model.ts";
import { place, placeOfError, placeOfProperty } from "./places.ts";
import { digestOf, ENTRY_POINT, importsOf, readModules, type SourceModule } from "./readModules.ts";

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
    const file = String(module).startsWith("file:") ? fileURLToPath(module) : String(module);
    const one = await loadModule(file, taken);
    taken.set(one.kind.name, `is the kind in ${file}`);
    loaded.push(one);
  }
  return modelWith(loaded);
}

async function loadModule(file: string, taken: ReadonlyMap<string, string>): Promise<KindModule> {
  const refuse = (findings: readonly Finding[]) => {
    if (findings.length > 0) throw new BadInput(findings);
  };
  const sources = readModules(file);
  refuse(checkSource(sources));
  refuse(await checkEntryPoint(sources));
  const kind = (await importDefault(sources)) as Kind;
  refuse(checkKind(kind, taken, sources).map((finding) => ({ ...placeOfProperty(sources[0], finding.path), ...finding })));
  const digest = digestOf(sources);
  refuse(checkUnchanged(file, kind, digest));
  return { kind, sources, digest };
}

/** That `yenwind/kind` is found from where the modules lie, and that its rules are those of this program. */
async function checkEntryPoint(sources: readonly SourceModule[]): Promise<Finding[]> {
  for (const source of sources) {
    const imported = importsOf(source.program).find(({ value }) => value === ENTRY_POINT);
    if (imported === undefined) continue;
    const at = place(source, imported.start);
    let file: string;
    try {
      file = createRequire(source.url).resolve(ENTRY_POINT);
    } catch {
      return [{ ...at, message: `${ENTRY_POINT} cannot be found from here`, hint: `Run "npm install ${ownPackage()}" in its folder` }];
    }
    const { MODEL_VERSION: version } = (await import(pathToFileURL(file).href)) as { MODEL_VERSION?: string };
    if (version === MODEL_VERSION) continue;
    const message = `${ENTRY_POINT} is ${file}, whose rules are of model version ${version}; this program has version ${MODEL_VERSION}`;
    return [{ ...at, message, hint: "Install the same yenwind there, or run that one" }];
  }
  return [];
}

/** The folder of this package. */
const ownPackage = () => dirname(createRequire(import.meta.url).resolve("yenwind/package.json"));

async function importDefault(sources: readonly SourceModule[]): Promise<unknown> {
  const [{ file, url }] = sources;
  try {
    return ((await import(url)) as { default: unknown }).default;
  } catch (error) {
    const message = `cannot be loaded: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
    // The text is a module, or it would not have been read: Node.js has taken it for something else.
    const hint = /outside a module|Unexpected token 'export'/.test(message) ? "Let its name end in .mjs" : undefined;
    throw new BadInput([{ file, path: "", ...placeOfError(error, sources), message, hint }]);
  }
}

/** The digest with which each kind was first loaded: Node.js runs a module once, however often it is imported. */
const loadedAs = new WeakMap<Kind, string>();

function checkUnchanged(file: string, kind: Kind, digest: string): Finding[] {
  const first = loadedAs.get(kind) ?? digest;
  loadedAs.set(kind, first);
  if (first === digest) return [];
  return [{ file, path: "", message: "its code has changed since this process has loaded it", hint: "Start the program anew" }];
}
