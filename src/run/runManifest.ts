import { existsSync } from "node:fs";
import { type Manifest, readManifest } from "../arrow/manifest.ts";
import { BadInput } from "../config/errors.ts";

/** The manifest of a run folder that a user names. @throws BadInput when there is no such folder, or no complete run in it */
export function runManifest(folder: string): Manifest {
  if (!existsSync(folder)) {
    throw new BadInput([{ path: "", message: `there is no such folder: ${folder}`, hint: "Give a run folder, for example results/baseline-1a2b3c4d." }]);
  }
  try {
    return readManifest(folder);
  } catch (error) {
    throw new BadInput([{ path: "", message: (error as Error).message }]);
  }
}
