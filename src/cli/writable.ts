import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { BadInput } from "../config/errors.ts";

/**
 * The file of --write, checked before anything is computed: a file of the user's is never replaced.
 *
 * @throws BadInput unless the file is new, in a folder that exists
 */
export function checkWritable(file: string): void {
  const refuse = (message: string, hint: string) => {
    throw new BadInput([{ path: "--write", message, hint }]);
  };
  if (existsSync(file)) refuse(`${file} exists already`, "Choose another name, or remove it.");
  if (!existsSync(dirname(file))) refuse(`there is no folder ${dirname(file)}`, "Make it, or choose another name.");
}
