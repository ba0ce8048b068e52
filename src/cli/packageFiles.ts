import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Root of the package, from the sources (`src/cli`) as from the compiled tree (`dist/src/cli`). */
const root = new URL(import.meta.url.endsWith(".ts") ? "../../" : "../../../", import.meta.url);

/** The configuration that comes with the program. */
export const baselineFile: string = fileURLToPath(new URL("configs/baseline.yaml", root));

/** The program's version, from package.json. */
export function programVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as { version: string };
  return version;
}
