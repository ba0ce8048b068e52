import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Where a compiled worker lies: beside the compiled engine, also when the engine itself
 * runs from its TypeScript sources (worker threads need JavaScript).
 *
 * @param name `chunk` for the chunks of one run, `unit` for units of a sweep.
 * @param from the module asking; `src/pool/` of the sources or of the compiled tree.
 * @throws Error if the engine has not been built.
 */
export function workerUrl(name: "chunk" | "unit", from: string = import.meta.url): URL {
  const compiledTree = new URL(from.endsWith(".ts") ? "../../dist/" : "../../", from);
  const worker = new URL(`workers/${name}.worker.js`, compiledTree);
  if (!existsSync(worker)) {
    throw new Error(`the compiled worker ${fileURLToPath(worker)} is missing: run "npm run build"`);
  }
  return worker;
}
