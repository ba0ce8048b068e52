import { join } from "node:path";
import { writeAtomically } from "../arrow/atomicFile.ts";
import { type FileEntry, writeManifest } from "../arrow/manifest.ts";
import { configurationHash } from "../config/canonical.ts";
import type { Model } from "../kinds/model.ts";
import { hostFacts } from "../run/host.ts";
import type { BackEndName } from "../run/kernel.ts";
import { loadRun } from "../run/prepare.ts";
import { claimNew, runFolder } from "../run/runFolder.ts";
import { factPage } from "./page.ts";
import { sheetPictures } from "./pictures.ts";
import { ScenarioPool } from "./scenarioPool.ts";
import { runScenarios, type ScenarioWork, workFor } from "./runScenarios.ts";
import { COMPUTATIONS, type Sheet, sheetOf } from "./sheet.ts";
import { writeSheet } from "./tables.ts";

export interface FactsPlan {
  readonly model: Model;
  /** Folder of the configurations. */
  readonly configs: string;
  readonly seed: string;
  /** Overrides for every scenario. */
  readonly set: readonly string[];
  /** Times as many paths as the scenarios say. */
  readonly effort: number;
  /** One sheet per seed: `seed`, then `seed 2`, `seed 3`, … */
  readonly seeds: number;
  /** The work for each seed. */
  readonly work: readonly { readonly seed: string; readonly scenarios: ScenarioWork }[];
  readonly paths: number;
  readonly hash: string;
}

/** What must be simulated for the fact sheet. @throws BadInput when a configuration is wrong */
export function planFacts(options: Pick<FactsPlan, "model" | "configs" | "set" | "effort" | "seeds"> & { readonly seed: string | undefined }): FactsPlan {
  const { model, configs, set, effort, seeds } = options;
  const seed = options.seed ?? (loadRun(join(configs, "baseline.yaml"), set, model).configuration.run as { seed: string }).seed;
  const names = Array.from({ length: seeds }, (_, n) => (n === 0 ? seed : `${seed} ${n + 1}`));
  const work = names.map((name) => ({ seed: name, scenarios: workFor(COMPUTATIONS, { configs, set: [...set, `run.seed=${JSON.stringify(name)}`], model, effort }) }));
  const paths = work.reduce((sum, { scenarios }) => sum + scenarios.reduce((all, one) => all + one.paths, 0), 0);
  const hash = configurationHash({ seeds: names, scenarios: work[0].scenarios.map(({ name, loaded, paths: own }) => ({ name, hash: loaded.hash, paths: own })) });
  return { ...options, seed, work, paths, hash };
}

export interface FactsOptions {
  readonly out: string;
  readonly overwrite: boolean;
  /** Worker threads; 0 runs in this thread. Speed only: changes no bit. */
  readonly threads: number;
  readonly backEnd?: BackEndName;
  /** Finished paths, counted by the workers as they go. */
  readonly progress?: Int32Array<SharedArrayBuffer>;
}

export interface FactsResult {
  readonly folder: string;
  readonly plan: FactsPlan;
  /** Of the first seed. */
  readonly sheet: Sheet;
  /** Of all seeds. */
  readonly sheets: readonly { readonly seed: string; readonly sheet: Sheet }[];
  readonly seconds: number;
  readonly files: readonly FileEntry[];
  /** By file name. */
  readonly pictures: Readonly<Record<string, string>>;
}

/** Name of the page within the folder. */
export const PAGE = "facts.md";

/**
 * Simulate the scenarios of the fact sheet and judge every fact and target by them. The folder `facts-<hash>` then has
 * facts.arrow, backtest.arrow, fans.arrow, the page with its pictures, and a manifest.
 *
 * @throws BadInput when the folder exists (without `overwrite`) or cannot be written; WorkerFailure when a path fails;
 *   FileError when the disk fails
 */
export async function simulateFacts(plan: FactsPlan, options: FactsOptions): Promise<FactsResult> {
  const began = performance.now();
  const { model, hash, seed } = plan;
  const folder = runFolder(options.out, { name: "facts", hash });
  const release = claimNew(folder, options.overwrite);
  try {
    const scenario = (name: string) => plan.work[0].scenarios.find((one) => one.name === name)!;
    const base = scenario("baseline").loaded;
    const sheets: { seed: string; sheet: Sheet }[] = [];
    const pool = await ScenarioPool.open(base, options);
    try {
      for (const { seed: own, scenarios } of plan.work) sheets.push({ seed: own, sheet: sheetOf(await runScenarios(pool, scenarios)) });
    } finally {
      await pool.close();
    }
    const simulated = performance.now();
    const [{ sheet }] = sheets;
    const metadata = { name: "facts", configuration_hash: hash, model_version: model.version, seed };
    const pictures = sheetPictures(sheet, `${scenario("august-2024").paths} paths, seed “${seed}”, model version ${model.version}`);
    const files = writeSheet(folder, sheet, metadata);
    for (const [name, text] of Object.entries({ [PAGE]: factPage(plan, sheets), ...pictures })) writeAtomically(join(folder, name), [Buffer.from(text)]);
    writeManifest(folder, {
      schemaVersion: 1,
      configuration: base.configuration,
      configurationHash: hash,
      modelVersion: model.version,
      seed,
      counts: { scenarios: plan.work[0].scenarios.length, paths: plan.paths, seeds: plan.seeds },
      host: hostFacts(options.threads),
      timings: { simulate: (simulated - began) / 1000, tables: (performance.now() - simulated) / 1000 },
      files,
    });
    return { folder, plan, sheet, sheets, seconds: (performance.now() - began) / 1000, files, pictures };
  } finally {
    release();
  }
}
