import { existsSync, openSync, readSync, closeSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Command } from "commander";
import { writeAtomically } from "../arrow/atomicFile.ts";
import { BadInput } from "../config/errors.ts";
import { readBundle } from "../report/bundle.ts";
import { checkFolder } from "../report/checkFolder.ts";
import { reportOf } from "../report/reportOf.ts";
import { runManifest } from "../run/runManifest.ts";
import { bytes } from "./numbers.ts";
import { EXIT_CODES, jsonOption } from "./options.ts";
import { answer, answerJson } from "./output.ts";
import { quoted } from "./shellCommand.ts";

interface ReportOptions {
  readonly out?: string;
  readonly overwrite?: boolean;
  readonly json?: boolean;
}

export const report = new Command("report")
  .description("Write a report of a run or a sweep: one HTML file with charts, for a browser, that needs no network.")
  .argument("<run>", "folder of a run or a sweep, for example results/baseline-1a2b3c4d")
  .option("--out <file>", "where to (default: report.html in the folder)")
  .option("--overwrite", "replace a file that is no report")
  .addOption(jsonOption())
  .addHelpText(
    "after",
    `
Of a run: how much is sold by whom, of what, why and when; the tail with its intervals; fan charts of the
markets; what the agents add to each move; the agents at risk; the worst paths. Of a sweep: heat maps, effects,
differences from the reference, sensitivity. Point at a chart for exact numbers; below each is a table of them.
The same folder gives the same report, byte for byte, and a report is replaced by the next.

Examples:
  yenwind report results/baseline-1a2b3c4d
  yenwind report results/spread-and-hike-1a2b3c4d --out spread.html

${EXIT_CODES}`,
  )
  .action(async (folder: string, options: ReportOptions) => {
    const manifest = runManifest(folder);
    checkFolder(folder, manifest);
    const file = options.out ?? join(folder, "report.html");
    checkReplaceable(file, options.overwrite ?? false);
    const page = Buffer.from(reportOf(folder, quoted(folder), manifest, readBundle()));
    writeAtomically(file, [page]);
    if (options.json) await answerJson({ folder, file, bytes: page.length });
    else await answer(`${file}  ${bytes(page.length)}`);
    process.exitCode = 0;
  });

/** A report may be replaced, nothing else. @throws BadInput when the file cannot be written */
function checkReplaceable(file: string, overwrite: boolean): void {
  const refuse = (message: string, hint: string) => {
    throw new BadInput([{ path: "--out", message: `${file} ${message}`, hint }]);
  };
  if (!existsSync(dirname(resolve(file)))) refuse("lies in no folder that exists", "Make the folder, or choose another --out.");
  if (!existsSync(file)) return;
  if (statSync(file).isDirectory()) refuse("is a folder", "Name a file, for example report.html in it.");
  if (!overwrite && !isReport(file)) refuse("exists and is no report of this program", "Choose another --out, or replace it with --overwrite.");
}

function isReport(file: string): boolean {
  const start = Buffer.alloc(2048);
  const descriptor = openSync(file, "r");
  try {
    return start.toString("utf8", 0, readSync(descriptor, start)).includes('<meta name="generator" content="yenwind report">');
  } finally {
    closeSync(descriptor);
  }
}
