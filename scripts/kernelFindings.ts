import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "../src/kernel/compile.ts";
import { findDecide, findKinds } from "../src/kernel/findKinds.ts";
import { KernelError } from "../src/kernel/kernelError.ts";
import { Modules } from "../src/kernel/modules.ts";
import { KINDS } from "../src/model/agents/index.ts";
import { scalarsByDefault } from "../src/run/kernel.ts";

/**
 * What the kernel cannot compile of the rules of the kinds that come with the program, the first finding of
 * each kind: `src/model/agents/bank.ts:41:5: the kernel cannot compile the operator **. Use …`.
 *
 * @param sources folder of the compiled `src`, with source maps
 */
export function kernelFindings(sources: URL): string[] {
  const modules = new Modules(
    (url) => readFileSync(new URL(url), "utf8"),
    (specifier, from) => new URL(specifier, from).href,
  );
  const at = (path: string) => new URL(path, sources).href;
  const found = findKinds(modules, at("model/agents/index.js"), "KINDS");
  const findings = KINDS.flatMap((kind, k) => {
    try {
      const settle = modules.exported(at("model/agents/settle.js"), "settle")!;
      compile(modules, [{ kind, scalars: scalarsByDefault(kind), decide: findDecide(modules, found[k]) }], settle, true);
      return [];
    } catch (error) {
      if (!(error instanceof KernelError)) throw error;
      return [`${place(error)}: the kernel cannot compile ${error.construct}. ${error.hint}`];
    }
  });
  return [...new Set(findings)];
}

/** Where an error is in the TypeScript source, from the folder that this runs in. */
function place({ url, line, column }: KernelError): string {
  const file = fileURLToPath(url);
  if (!existsSync(`${file}.map`)) return `${relative("", file)}:${line}:${column}`;
  const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, "utf8")) as ConstructorParameters<typeof SourceMap>[0]);
  const entry = map.findEntry(line - 1, column - 1);
  if (!("originalSource" in entry)) return `${relative("", file)}:${line}:${column}`;
  const source = fileURLToPath(new URL(entry.originalSource, url));
  return `${relative("", source)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}
