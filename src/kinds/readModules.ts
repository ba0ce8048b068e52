import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Literal, parse, type Program } from "acorn";
import { BadInput, type Finding } from "../config/errors.ts";
import { readText } from "../config/extends.ts";
import { place, type SourceText } from "./syntax.ts";

/** What a kind imports from this package. */
export const ENTRY_POINT = "yenwind/kind";

/** One file of a kind's code, as text and as syntax. */
export interface SourceModule extends SourceText {
  readonly url: string;
  readonly program: Program;
}

/**
 * The module of a kind and every file that it imports, itself first, then in the order of the import
 * statements. That is all of its code: nothing else but `yenwind/kind` may be imported.
 *
 * @param file as the user named it
 * @throws BadInput when a file is missing or is no ES module, at the line and column of a syntax error, and
 *   at every import of other code
 */
export function readModules(file: string): SourceModule[] {
  const modules = new Map<string, SourceModule>();
  const findings: Finding[] = [];
  const visit = (path: string, blame: Omit<Finding, "message"> = { file: path, path: "" }): void => {
    const text = readText(path, blame);
    const url = pathToFileURL(realpathSync(path)).href;
    if (modules.has(url)) return;
    if (!/\.m?js$/.test(path)) throw new BadInput([{ ...blame, ...notJavaScript(path) }]);
    const module = { file: path, url, text, program: parseModule({ file: path, text }) };
    modules.set(url, module);
    for (const { value, start } of importsOf(module.program)) {
      const specifier = String(value);
      if (specifier === ENTRY_POINT) continue;
      const at = { ...place(module, start), value: specifier };
      if (/^\.\.?\//.test(specifier)) visit(fileURLToPath(new URL(specifier, url)), at);
      else findings.push({ ...at, ...foreign(specifier) });
    }
  };
  visit(file);
  if (findings.length > 0) throw new BadInput(findings);
  return [...modules.values()];
}

/** Eight hexadecimal digits that change with the text of any of the modules, but not with the ends of its lines. */
export function digestOf(modules: readonly SourceText[]): string {
  const texts = modules.map(({ text }) => text.replaceAll("\r\n", "\n"));
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex").slice(0, 8);
}

/** The module names in the import and export statements of a program. */
export function importsOf(program: Program): Literal[] {
  return program.body.flatMap((statement) => ("source" in statement && statement.source ? [statement.source] : []));
}

function parseModule(source: SourceText): Program {
  let program: Program;
  try {
    program = parse(source.text, { ecmaVersion: "latest", sourceType: "module" });
  } catch (error) {
    const { message, pos } = error as SyntaxError & { pos: number };
    throw new BadInput([{ ...place(source, pos), message: `syntax error: ${message.replace(/ \(\d+:\d+\)$/, "")}` }]);
  }
  if (program.body.some(({ type }) => /^(Import|Export)/.test(type))) return program;
  const message = "it is not an ES module: it exports nothing";
  throw new BadInput([{ file: source.file, path: "", message, expected: "export default kind({ … })", hint: COMMON_JS.exec(source.text) ? "module.exports and require belong to CommonJS" : undefined }]);
}

const COMMON_JS = /\b(module\.exports|exports\.\w+ =|require\()/;

function notJavaScript(path: string): Pick<Finding, "message" | "expected" | "hint"> {
  const hint = /\.[cm]?tsx?$/.test(path) ? "Compile TypeScript first, for example with tsc" : undefined;
  return { message: `${path} is not a JavaScript module`, expected: "a file that ends in .mjs or .js", hint };
}

function foreign(specifier: string): Pick<Finding, "message" | "expected" | "hint"> {
  const own = specifier === "yenwind" || specifier.startsWith("yenwind/");
  return {
    message: `a kind cannot import ${JSON.stringify(specifier)}: its code is part of the model version`,
    expected: `"${ENTRY_POINT}", or a file such as "./rules.mjs"`,
    hint: own ? undefined : "Write what is needed into a file beside this one",
  };
}
