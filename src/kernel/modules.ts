import { type AnyNode, type Expression, type Node, parse, type Program } from "acorn";
import { KernelError } from "./kernelError.ts";

/** One JavaScript module: what its names stand for. */
export interface SourceModule {
  readonly url: string;
  /** Functions and constants declared at its top level. */
  readonly declared: ReadonlyMap<string, AnyNode>;
  /** Imported names: local name → name in another module. */
  readonly imported: ReadonlyMap<string, { readonly from: string; readonly name: string }>;
  /** Exported names: exported name → local name, or a name in another module. */
  readonly exported: ReadonlyMap<string, { readonly from?: string; readonly name: string }>;
  /** Modules all of whose names are exported. */
  readonly all: readonly string[];
}

/** A declaration and the module whose names it uses. */
export interface Found {
  readonly module: SourceModule;
  readonly node: AnyNode;
}

/** Source modules, read and parsed once each. */
export class Modules {
  readonly #read: (url: string) => string;
  readonly #resolve: (specifier: string, from: string) => string;
  readonly #parsed = new Map<string, SourceModule>();

  /** @param read text of a module; `resolve` gives the URL of what a module imports */
  constructor(read: (url: string) => string, resolve: (specifier: string, from: string) => string) {
    this.#read = read;
    this.#resolve = resolve;
  }

  /** What a module exports under a name, through imports and re-exports. @throws KernelError for a syntax error */
  exported(url: string, name: string): Found | undefined {
    const module = this.#module(url);
    const entry = module.exported.get(name);
    if (entry?.from !== undefined) return this.exported(this.#resolve(entry.from, url), entry.name);
    if (entry !== undefined) return this.named(module, entry.name);
    for (const from of module.all) {
      const found = this.exported(this.#resolve(from, url), name);
      if (found) return found;
    }
    return undefined;
  }

  /** What a name stands for at the top level of a module. */
  named(module: SourceModule, name: string): Found | undefined {
    const node = module.declared.get(name);
    if (node) return { module, node };
    const entry = module.imported.get(name);
    return entry && this.exported(this.#resolve(entry.from, module.url), entry.name);
  }

  #module(url: string): SourceModule {
    const known = this.#parsed.get(url);
    if (known) return known;
    const module = index(url, parseModule(url, this.#read(url)));
    this.#parsed.set(url, module);
    return module;
  }
}

function parseModule(url: string, text: string): Program {
  try {
    return parse(text, { ecmaVersion: "latest", sourceType: "module", locations: true });
  } catch (error) {
    const { message, loc } = error as SyntaxError & { loc?: { line: number; column: number } };
    const node = loc && ({ loc: { start: loc, end: loc } } as Node);
    throw new KernelError(url, node, message.replace(/ \(\d+:\d+\)$/, ""), "The kernel reads JavaScript modules.");
  }
}

function index(url: string, program: Program): SourceModule {
  const declared = new Map<string, AnyNode>();
  const imported = new Map<string, { from: string; name: string }>();
  const exported = new Map<string, { from?: string; name: string }>();
  const all: string[] = [];
  const name = (node: { type: string; name?: string; value?: unknown }) => node.name ?? String(node.value);

  const declare = (node: AnyNode): string[] => {
    if (node.type === "FunctionDeclaration" && node.id) {
      declared.set(node.id.name, node);
      return [node.id.name];
    }
    // What could be assigned later is not known by its first value.
    if (node.type !== "VariableDeclaration" || node.kind !== "const") return [];
    return node.declarations.flatMap(({ id, init }) => {
      if (id.type !== "Identifier" || !init) return [];
      declared.set(id.name, init);
      return [id.name];
    });
  };

  for (const node of program.body) {
    if (node.type === "ImportDeclaration") {
      for (const s of node.specifiers) {
        if (s.type === "ImportSpecifier") imported.set(s.local.name, { from: String(node.source.value), name: name(s.imported) });
        if (s.type === "ImportDefaultSpecifier") imported.set(s.local.name, { from: String(node.source.value), name: "default" });
      }
    } else if (node.type === "ExportNamedDeclaration") {
      if (node.declaration) for (const local of declare(node.declaration)) exported.set(local, { name: local });
      const from = node.source ? String(node.source.value) : undefined;
      for (const s of node.specifiers) exported.set(name(s.exported), from === undefined ? { name: name(s.local) } : { from, name: name(s.local) });
    } else if (node.type === "ExportAllDeclaration") {
      all.push(String(node.source.value));
    } else if (node.type === "ExportDefaultDeclaration") {
      const value = node.declaration as Expression;
      exported.set("default", { name: value.type === "Identifier" ? value.name : "*default" });
      declared.set("*default", value);
    } else declare(node);
  }
  return { url, declared, imported, exported, all };
}
