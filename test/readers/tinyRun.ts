import { join } from "node:path";
import { DataType } from "apache-arrow";
import { readTable } from "../../src/arrow/table.ts";
import { completeRun } from "../../src/run/prepare.ts";
import { runFolder } from "../../src/run/runFolder.ts";
import { simulateToFolder } from "../../src/run/simulateToFolder.ts";

export const FILES = ["agents.arrow", "exceedance.arrow", "histogram.arrow", "liquidation.arrow", "paths.arrow", "timeline.arrow", "worst.arrow"];

/** Few agents, few paths, few days: every file has its rows and the test is over soon. */
export const tiny = completeRun({
  name: "tiny",
  description: "A run to be read back",
  run: { seed: "円 and é", paths: 5, chunk_paths: 2 },
  calendar: { days: 3 },
  agents: {
    hedge_fund: { count: 10 },
    trend_follower: { count: 3 },
    retail_trader: { count: 4 },
    life_insurer: { count: 3 },
    pension_fund: { count: 4 },
    investment_trust: { count: 2 },
    bank: { count: 2 },
  },
  events: [{ day: 1, round: 3, news: { fx: -0.08, tech: -0.12, equity: -0.08, other: -0.06 } }],
});

/** Simulate it below a folder. @returns the run folder */
export async function writeTinyRun(out: string): Promise<string> {
  await simulateToFolder(tiny, { out, threads: 0 });
  return runFolder(out, tiny);
}

export interface FileContents {
  readonly metadata: Record<string, string>;
  readonly fields: { name: string; type: string; unit: string; description: string; dictionary: string[] | null }[];
  /** Values by column; NaN stays NaN. */
  readonly columns: (number | string)[][];
}

/** One file as apache-arrow reads it: what the other readers are held against. */
export function contents(folder: string, name: string): FileContents {
  const table = readTable(join(folder, name));
  return {
    metadata: Object.fromEntries(table.schema.metadata),
    fields: table.schema.fields.map((field, c) => ({
      name: field.name,
      type: String(field.type),
      unit: field.metadata.get("unit") ?? "",
      description: field.metadata.get("description") ?? "",
      dictionary: DataType.isDictionary(field.type) ? [...table.getChildAt(c)!.data[0]!.dictionary!] as string[] : null,
    })),
    columns: table.schema.fields.map((_, c) => [...table.getChildAt(c)!] as (number | string)[]),
  };
}
