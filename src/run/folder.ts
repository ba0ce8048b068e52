import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { BadInput } from "../config/errors.ts";

/** @throws BadInput that blames `--out` */
export function refuseFolder(folder: string, message: string, hint: string): never {
  throw new BadInput([{ path: "--out", message: `${folder} ${message}`, hint }]);
}

/** Make a folder where there is none. @throws BadInput unless it can be written then */
export function makeWritable(folder: string): void {
  if (existsSync(folder) && !statSync(folder).isDirectory()) refuseFolder(folder, "exists and is not a folder", "Choose another --out.");
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    refuseFolder(folder, `cannot be written: ${(error as Error).message}`, "Choose another --out, or make the folder writable.");
  }
}

/** Make a folder and those above it. Node's own recursive mkdir never returns below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}
