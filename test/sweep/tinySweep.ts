import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readManifest } from "../../src/arrow/manifest.ts";
import { readTable } from "../../src/arrow/table.ts";
import { readSweepFile } from "../../src/config/sweepFile.ts";
import { builtInModel } from "../../src/kinds/model.ts";
import { planSweep, type PlanOptions, type SweepPlan } from "../../src/sweep/plan.ts";
import { simulateSweep, type SweepOptions, type SweepResult } from "../../src/sweep/simulateSweep.ts";
import { TINY } from "../cli/yenwind.ts";

/** Two parameters of the tiny configuration, four points; few metrics and statistics, so that files are small. */
export const GRID = `
base: tiny.yaml
design: grid
parameters:
  spread: { path: events.0.policy.basis_points, unit: basis points, values: [0, 50] }
  depth: { path: markets.fx.depth, values: [1000, 4000] }
metrics: [usdjpy.*, all.us_equity.forced.worst3d, defaults]
statistics: [mean, q95, es95, prob>0]
`;

/** The base of the sweeps: values that tests speak of, whatever the defaults are, and scripted events, so that they can be parameters. */
export const TINY_BASE = `${TINY.replace("hedge_fund: {", "hedge_fund: { yen_loans: 125, debt_to_equity: { lognormal: { median: 3.5, sigma: 0.35, min: 1, max: 12 } }, margin_buffer: { lognormal: { median: 0.35, sigma: 0.5 } }, drawdown_stop: { lognormal: { median: 0.55, sigma: 0.3, min: 0.05, max: 0.95 } },")}markets: { fx: { depth: 2000, transient_share: 0.4, half_life: 10, drift: 0.024 } }\nshocks: { stochastic_volatility: { yen_squeeze_rate: 1.3, risk_off_rate: 0.7 } }\nevents:\n  - { day: 1, round: 1, policy: { bank: boj, basis_points: 25 } }\n  - { day: 2, round: 1, news: { fx: -0.06, equity: -0.06 } }\n`;

/** Write the tiny base and a sweep of it. @returns the sweep file */
export function sweepFile(folder: string, text = GRID, name = "tiny-sweep.yaml", base = TINY_BASE): string {
  writeFileSync(join(folder, "tiny.yaml"), base);
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** The text of a small sweep that is right, but for lines added or replaced by their first word. */
export function textWith(changes: Readonly<Record<string, string>>): string {
  const lines: Record<string, string> = {
    base: "base: tiny.yaml",
    design: "design: grid",
    parameters: "parameters:",
    depth: "  depth: { path: markets.fx.depth, values: [1000, 4000] }",
    metrics: "metrics: [usdjpy.end]",
    ...changes,
  };
  return Object.values(lines).map((line) => `${line}\n`).join("");
}

/** Plan the sweep of a text. */
export function planOf(folder: string, text = GRID, options: Partial<PlanOptions> = {}): SweepPlan {
  return planSweep(readSweepFile(sweepFile(folder, text)), { model: builtInModel, ...options });
}

/** Run a plan in this thread unless said otherwise. */
export function simulateTiny(plan: SweepPlan, folder: string, options: Partial<SweepOptions> = {}): Promise<SweepResult> {
  const given = { file: plan.file.file, kinds: [], set: [], until: null };
  return simulateSweep(plan, { folder, given, threads: 0, ...options });
}

/** SHA-256 of every file that the manifest lists, as found on the disk, which must be as the manifest says. */
export function digests(folder: string): Record<string, string> {
  return Object.fromEntries(
    readManifest(folder).files.map(({ name, sha256 }) => {
      const found = createHash("sha256").update(readFileSync(join(folder, name))).digest("hex");
      if (found !== sha256) throw new Error(`${name} is not what its manifest says`);
      return [name, sha256];
    }),
  );
}

/** Rows of an Arrow file as plain objects. */
export function rowsOf(folder: string, name: string): Record<string, any>[] {
  return readTable(join(folder, name)).toArray().map((row) => row.toJSON() as Record<string, any>);
}

/** Whole lines of the journal, read as JSON. */
export function journal(folder: string): Record<string, any>[] {
  return readFileSync(join(folder, "journal.jsonl"), "utf8").split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as Record<string, any>);
}
