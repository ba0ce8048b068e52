import { join } from "node:path";
import type { Manifest } from "../arrow/manifest.ts";
import { openColumns } from "../arrow/readColumn.ts";
import type { RunData } from "../page/runData.ts";
import type { RunConfiguration } from "../run/prepare.ts";
import { eventsOf } from "./configurationWords.ts";
import { readAgents } from "./readAgents.ts";
import { readSales } from "./readSales.ts";
import { readTimeline } from "./readTimeline.ts";
import { readTwins } from "./readTwins.ts";

/**
 * What the page of a run shows, from the files of its folder; of paths.arrow, two columns are in memory at a time.
 *
 * @param folder as commands are to name it
 * @throws FileError when a file cannot be read; Error when it lacks a column
 */
export function readRun(folder: string, { configuration, configurationHash, counts }: Manifest): RunData {
  const { name, markets } = configuration as RunConfiguration;
  const notes: string[] = [];
  const paths = openColumns(join(folder, "paths.arrow"));
  try {
    return {
      type: "run",
      scenario: `${name}-${configurationHash.slice(0, 8)}`,
      paths: counts.paths,
      days: counts.days,
      events: eventsOf(configuration as RunConfiguration).map(({ day, name: what }) => ({ day, name: what })),
      folder,
      notes,
      sales: readSales(folder, notes),
      timeline: readTimeline(folder, notes),
      twins: readTwins(paths, markets.usdjpy),
      agents: readAgents(folder),
    };
  } finally {
    paths.close();
  }
}
