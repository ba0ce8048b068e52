import { fileURLToPath } from "node:url";
import { BadInput, type Finding } from "../config/errors.ts";
import type { SourceModule } from "./readModules.ts";

/**
 * Run a module and take its default export.
 *
 * @param modules the module itself first, then all that it imports
 * @throws BadInput when anything throws while loading, at its place in the code where that is known
 */
export async function importModule(modules: readonly SourceModule[]): Promise<unknown> {
  try {
    return ((await import(modules[0].url)) as { default: unknown }).default;
  } catch (error) {
    throw new BadInput([failure(error, modules)]);
  }
}

function failure(error: unknown, modules: readonly SourceModule[]): Finding {
  const [{ file }] = modules;
  // The text is a module, as its syntax tree shows: Node.js must have taken it for something else.
  if (error instanceof SyntaxError && /outside a module|Unexpected token 'export'/.test(error.message)) {
    const message = 'Node.js does not take it for an ES module: its package.json does not say "type": "module"';
    return { file, path: "", message, hint: "Let its name end in .mjs" };
  }
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { ...whereIn(error, modules), message: `threw while loading: ${what}` };
}

/** The first place in the stack that lies in one of the modules. */
function whereIn(error: unknown, modules: readonly SourceModule[]): Omit<Finding, "message"> {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  for (const frame of stack.split("\n")) {
    const module = modules.find(({ url }) => frame.includes(`${url}:`) || frame.includes(`${fileURLToPath(url)}:`));
    const [, line, column = "1"] = /:(\d+)(?::(\d+))?\)?$/.exec(frame) ?? [];
    if (module === undefined || line === undefined) continue;
    const excerpt = module.text.split(/\r?\n/)[Number(line) - 1];
    return { file: module.file, line: Number(line), column: Number(column), excerpt, path: "" };
  }
  return { file: modules[0].file, path: "" };
}
