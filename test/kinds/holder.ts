import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Kind } from "../../src/model/agents/kind.ts";

const file = new URL("fixtures/holder.mjs", import.meta.url);

/** A valid kind of the user's: a plain object, whose module imports nothing. */
export const holder = ((await import(file.href)) as { default: Kind }).default;

/** The text of its module. */
export const HOLDER: string = readFileSync(file, "utf8");

/** Its module with parts of the text replaced, each of which must be there. */
export function holderWith(...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`holder.mjs has no ${from}`);
    return text.replace(from, to);
  }, HOLDER);
}

/** Put this package beside the files of a folder, as `npm install` does. */
export function installBeside(folder: string): void {
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(resolve(import.meta.dirname, "../.."), join(folder, "node_modules/yenwind"), "dir");
}
