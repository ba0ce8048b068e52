import { join } from "node:path";
import type { Manifest } from "../arrow/manifest.ts";
import { openColumns } from "../arrow/readColumn.ts";
import type { Bundle } from "./bundle.ts";
import { documentOf, type Page } from "./document.ts";
import { headlines } from "./headline.ts";
import { readRun } from "./readRun.ts";
import { readSweep } from "./readSweep.ts";
import { runHtml } from "./runHtml.ts";
import { sweepHtml } from "./sweepHtml.ts";

/**
 * The report of the folder of a run or a sweep: one HTML file that needs nothing else. It is a function of the files,
 * the program and `shown` alone.
 *
 * @param shown the folder as commands in the page name it
 * @throws FileError when a file cannot be read; Error when it lacks a column
 */
export function reportOf(folder: string, shown: string, manifest: Manifest, bundle: Bundle): string {
  return documentOf(pageOf(folder, shown, manifest), bundle);
}

/** Title, contents and data of a report, as `reportOf` puts them into one file. @throws as it does */
export function pageOf(folder: string, shown: string, manifest: Manifest): Page {
  if (manifest.sweep !== undefined) {
    const data = readSweep(folder, shown, manifest);
    return { title: `${data.scenario} – yenwind`, body: sweepHtml(data, manifest), data };
  }
  const data = { ...readRun(folder, manifest), folder: shown };
  const paths = openColumns(join(folder, "paths.arrow"));
  try {
    return { title: `${data.scenario} – yenwind`, body: runHtml(data, manifest, headlines(data, paths)), data };
  } finally {
    paths.close();
  }
}
