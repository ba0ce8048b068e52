import { join } from "node:path";
import { checkFiles } from "../arrow/checkFiles.ts";
import type { Manifest } from "../arrow/manifest.ts";
import { BadInput } from "../config/errors.ts";

const RUN_FILES = ["paths.arrow", "liquidation.arrow", "exceedance.arrow", "worst.arrow", "histogram.arrow", "timeline.arrow", "agents.arrow"];
const SWEEP_FILES = ["points.arrow", "paths.arrow", "summary.arrow"];

/** @throws BadInput unless the folder is that of a run or sweep, with its files as the manifest describes them */
export function checkFolder(folder: string, manifest: Manifest): void {
  const has = (name: string) => manifest.files.some((file) => file.name === name);
  const refuse = (message: string, hint: string) => {
    throw new BadInput([{ path: "", message, hint }]);
  };
  if (manifest.calibration !== undefined) refuse(`${folder} is the folder of a calibration, which has no report`, "yenwind calibrate prints what came out; runs and sweeps have reports.");
  if (has("facts.arrow")) refuse(`${folder} is the folder of a fact sheet, which has no report`, `Read ${join(folder, "facts.md")}; runs and sweeps have reports.`);
  const missing = (manifest.sweep === undefined ? RUN_FILES : SWEEP_FILES).filter((name) => !has(name));
  if (missing.length > 0) refuse(`${folder} has no ${missing.join(", ")}: another version of the program wrote it`, "Run it again with this one.");
  // Sizes and digests: what a page would show of damaged files would be wrong without a sign of it.
  const differing = checkFiles(folder, manifest);
  if (differing.length > 0) {
    throw new BadInput(differing.map(({ name, property, expected, actual }) => ({
      file: join(folder, name),
      path: "",
      message: property === "presence" ? "the file is missing" : `the file is damaged: ${property} ${actual}, the manifest says ${expected}`,
      hint: "Run it again, or take the file from a copy.",
    })));
  }
}
