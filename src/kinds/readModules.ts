import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type AnyNode, type Node, parse, type Program } from "acorn";
import { BadInput, type Finding } from "../config/errors.ts";
import { readText } from "../config/extends.ts";
import { place } from "./places.ts";

/** What a kind imports from this package. */
export const ENTRY_POINT = "yenwind/kind";

/** One file of a kind's code: its name as in messages, its address, its text, and the text's syntax. */
export interface SourceModule {
  readonly file: string;
  readonly url: string;
  readonly text: string;
  readonly program: Program;
}

/**
 * The module of a kind and every file that it imports, itself first, then in the order of the import
 * statements. That is all of its code: nothing else but `yenwind/kind` may be imported.
 *
 * @param file as the user named it
 * @throws BadInput at a file that is missing or is no ES module, a syntax error, and an import of other code
 */
export function readModules(file: string): SourceModule[] {
  const modules = new Map<string, SourceModule>();
  const visit = (path: string, blame: Omit<Finding, "message"> = { file: path, path: "" }): void => {
    const text = readText(path, blame);
    const url = pathToFileURL(realpathSync(path)).href;
    if (modules.has(url)) return;
    if (!/\.m?js$/.test(path)) throw new BadInput([{ ...blame, ...notJavaScript(path) }]);
    const module = { file: path, url, text, program: parseModule(path, text) };
    modules.set(url, module);
    for (const { value: specifier, start } of importsOf(module.program)) {
      const at = { ...place(module, start), value: specifier };
      if (/^\.\.?\//.test(specifier)) visit(fileURLToPath(new URL(specifier, url)), at);
      else if (specifier !== ENTRY_POINT) throw new BadInput([{ ...at, ...foreign(specifier) }]);
    }
  };
  visit(file);
  return [...modules.values()];
}

/** Eight hexadecimal digits that change with the text of any of the modules, but not with the ends of its lines. */
export function digestOf(modules: readonly Pick<SourceModule, "text">[]): string {
  const texts = modules.map(({ text }) => text.replaceAll("\r\n", "\n"));
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex").slice(0, 8);
}

/** The module names in the import and export statements of a program, and where they stand. */
export function importsOf(program: Program): { value: string; start: number }[] {
  return program.body.flatMap((statement) =>
    "source" in statement && statement.source ? [{ value: String(statement.source.value), start: statement.source.start }] : [],
  );
}

/** Call `visit` with a node and everything below it, in the order of the text. */
export function walk(node: Node, visit: (node: AnyNode) => void): void {
  visit(node as AnyNode);
  for (const child of Object.values(node).flat()) if (isNode(child)) walk(child, visit);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

function parseModule(file: string, text: string): Program {
  try {
    return parse(text, { ecmaVersion: "latest", sourceType: "module" });
  } catch (error) {
    const { message, pos } = error as SyntaxError & { pos: number };
    throw new BadInput([{ ...place({ file, text }, pos), message: `syntax error: ${message.replace(/ \(\d+:\d+\)$/, "")}` }]);
  }
}

function notJavaScript(path: string): Pick<Finding, "message" | "expected" | "hint"> {
  const hint = /\.[cm]?tsx?$/.test(path) ? "Compile TypeScript first, for example with tsc" : undefined;
  return { message: `${path} is not a JavaScript module`, expected: "a file that ends in .mjs or .js", hint };
}

const foreign = (specifier: string) => ({
  message: `a kind cannot import ${JSON.stringify(specifier)}: its code is part of the model version`,
  expected: `"${ENTRY_POINT}", or a file such as "./rules.mjs"`,
});
