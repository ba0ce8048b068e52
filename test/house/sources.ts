import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, posix, relative, resolve, sep } from "node:path";
import { parseSync } from "vite";

export const root = resolve(import.meta.dirname, "../..");

export interface Import {
  /** Path from the root for a file of ours, `node:` name for a built-in module, the package's name, or an expression. */
  readonly target: string;
  readonly from: "ours" | "node" | "package" | "computed";
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** Free-standing names in the code, and members as `object.member`; comments and strings do not count. */
  readonly names: ReadonlySet<string>;
}

/** Paths of the files below a folder that end in `ending`, from the root; none when the folder is missing. */
export function filesBelow(folder: string, ending = ".ts"): string[] {
  let entries: string[];
  try {
    entries = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  } catch {
    return [];
  }
  return entries.filter((name) => name.endsWith(ending)).map((name) => posix.join(folder, name.split(sep).join("/"))).sort();
}

/** Parse one TypeScript file. */
export function readSource(path: string): SourceFile {
  return parseSource(path, readFileSync(join(root, path), "utf8"));
}

/** The same for a text that lies nowhere: `path` says what its relative imports are relative to. */
export function parseSource(path: string, text: string): SourceFile {
  const { module, program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const imports: Import[] = module.staticImports.map(({ moduleRequest, entries }) => ({
    ...locate(path, moduleRequest.value),
    typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
  }));
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) {
      if (moduleRequest) imports.push({ ...locate(path, moduleRequest.value), typeOnly: isType });
    }
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const argument = text.slice(moduleRequest.start, moduleRequest.end);
    const literal = /^(["'])(.*)\1$/.exec(argument)?.[2];
    imports.push({ ...(literal === undefined ? { target: argument, from: "computed" } : locate(path, literal)), typeOnly: false });
  }
  const names = new Set<string>();
  collectNames(program as unknown as Node, names);
  return { path, text, lines: text.split("\n").length - 1, imports, names };
}

function locate(path: string, specifier: string): Pick<Import, "target" | "from"> {
  if (specifier.startsWith(".")) {
    const target = relative(root, resolve(root, dirname(path), specifier)).split(sep).join("/");
    return { target, from: "ours" };
  }
  const bare = specifier.replace(/^node:/, "");
  if (builtinModules.includes(bare)) return { target: `node:${bare}`, from: "node" };
  return { target: specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/"), from: "package" };
}

type Node = { readonly type: string } & Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;
const nameOf = (node: unknown): string | undefined =>
  isNode(node) && node.type === "Identifier" ? (node.name as string) : undefined;

/** `a.b` gives "a.b" and not "a" or "b"; `x ** y` gives "**"; a key or a type's member gives nothing. */
function collectNames(node: Node, names: Set<string>): void {
  if (node.type === "Identifier") names.add(node.name as string);
  const isMember = node.type === "MemberExpression" && node.computed !== true;
  const object = isMember ? nameOf(node.object) : undefined;
  if (isMember) names.add(`${object ?? ""}.${nameOf(node.property) ?? ""}`);
  if (node.operator === "**" || node.operator === "**=") names.add("**");
  for (const [key, child] of Object.entries(node)) {
    if (isMember && (key === "property" || (key === "object" && object !== undefined))) continue;
    if (key === "key" && node.computed !== true) continue;
    for (const each of Array.isArray(child) ? child : [child]) if (isNode(each)) collectNames(each, names);
  }
}
