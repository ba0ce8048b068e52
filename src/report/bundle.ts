import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { FileError } from "../arrow/fileError.ts";

/** Script and style of pages, as `npm run build` leaves them in dist/page. */
export interface Bundle {
  readonly script: string;
  readonly style: string;
}

/** dist/page, from the sources (`src/report`) as from the compiled tree (`dist/src/report`). */
const folder = new URL(import.meta.url.endsWith(".ts") ? "../../dist/page/" : "../../page/", import.meta.url);

/** @param name of the page that they are for @throws FileError when the program was not built */
export function readBundle(page: "report" | "explore" = "report"): Bundle {
  const read = (name: string) => {
    const path = fileURLToPath(new URL(name, folder));
    try {
      return readFileSync(path, "utf8");
    } catch (cause) {
      throw new FileError("read", path, cause);
    }
  };
  // A script that spells the end of its own element would end there.
  return { script: read(`${page}.js`).replaceAll(/<(?=\/script|!--)/gi, String.raw`\x3c`), style: read(`${page}.css`) };
}
