import { existsSync } from "node:fs";
import { join } from "node:path";
import { readManifest } from "../src/arrow/manifest.ts";
import { canonicalJson } from "../src/config/canonical.ts";
import type { SweepPlan } from "../src/sweep/plan.ts";

/** Does a folder hold just the results of a plan: its declaration, its base and its model version? */
export function isCurrentSweep(folder: string, plan: SweepPlan): boolean {
  if (!existsSync(join(folder, "manifest.json"))) return false;
  const { sweep, configuration, modelVersion } = readManifest(folder);
  const same = (a: object, b: object) => canonicalJson(a) === canonicalJson(JSON.parse(JSON.stringify(b)));
  return sweep !== undefined && same(sweep, plan.file.declaration) && same(configuration, plan.base.configuration) && modelVersion === plan.model.version;
}
