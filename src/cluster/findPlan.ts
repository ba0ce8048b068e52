import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { FileError } from "../arrow/fileError.ts";
import { BadInput } from "../config/errors.ts";
import { readHeader } from "./header.ts";
import { PLAN_FILE } from "./layout.ts";

/** The folder of a plan, `<folder>/<name>-<hash>`, by its hash. @throws BadInput when it is not there, or has been changed; FileError when the disk fails */
export function findPlan(folder: string, hash: string): string {
  const ending = `-${hash.slice(0, 8)}`;
  for (const name of namesIn(folder)) {
    const path = join(folder, name);
    if (name.endsWith(ending) && existsSync(join(path, PLAN_FILE)) && readHeader(path).hash === hash) return path;
  }
  throw new BadInput([{ path: "--plans", value: folder, message: `there is no plan ${hash.slice(0, 8)} in ${folder}`, hint: "Give the folder in which the folders of plans are: what yenwind plan --out was given." }]);
}

function namesIn(folder: string): string[] {
  try {
    return existsSync(folder) ? readdirSync(folder) : [];
  } catch (cause) {
    throw new FileError("read", folder, cause);
  }
}
