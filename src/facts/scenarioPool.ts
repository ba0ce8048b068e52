import { configurationHash } from "../config/canonical.ts";
import { differencesBetween } from "../config/difference.ts";
import { moduleUrls } from "../kinds/model.ts";
import { compileKernel, type BackEndName } from "../run/kernel.ts";
import type { Loaded, RunConfiguration } from "../run/prepare.ts";
import type { ReturnHistory } from "../model/shocks/shockModel.ts";
import type { ThreadPool } from "../pool/threadPool.ts";
import { unitResult } from "../sweep/pointRunner.ts";
import { openUnitPool } from "../sweep/runUnits.ts";
import { allEnded } from "./allEnded.ts";
import type { ScenarioPaths } from "./scenarioPaths.ts";

/** Paths to simulate of a configuration, and what to keep of them. */
export interface Work {
  readonly configuration: RunConfiguration;
  /** What `historical_bootstrap` draws from. */
  readonly history: ReturnHistory | undefined;
  readonly paths: number;
  /** Columns of paths.arrow, and daily values `variable@day`. */
  readonly metrics: readonly string[];
}

export interface ScenarioPoolOptions {
  /** Worker threads; 0 runs in this thread. Speed only: changes no bit. */
  readonly threads: number;
  readonly backEnd?: BackEndName | undefined;
  /** Finished paths, counted by the workers as they go. */
  readonly progress?: Int32Array<SharedArrayBuffer> | undefined;
}

/** Days that a thread simulates in one portion: about half a second with the agents of the baseline. */
const PORTION_DAYS = 2500;

/** Simulates paths of many configurations on the same threads; what is kept stays in memory. */
export class ScenarioPool {
  readonly #base: RunConfiguration;
  readonly #pool: ThreadPool;
  #next = 0;

  private constructor(base: RunConfiguration, pool: ThreadPool) {
    this.#base = base;
    this.#pool = pool;
  }

  /** @param base the configuration that the others are told apart from, and whose model they share */
  static async open({ configuration, model }: Loaded, { threads, backEnd, progress }: ScenarioPoolOptions): Promise<ScenarioPool> {
    const base = configuration as unknown as RunConfiguration;
    const kernel = backEnd === "js" ? undefined : await compileKernel(model, base);
    return new ScenarioPool(base, openUnitPool({ base, kindModules: moduleUrls(model), kernel }, model.kinds, threads, progress));
  }

  /**
   * Simulate paths 0 … paths − 1; what they give depends on the configuration alone.
   *
   * @throws WorkerFailure naming the first path that failed, once all others have ended
   */
  async run({ configuration, history, paths, metrics }: Work): Promise<ScenarioPaths> {
    const differences = differencesBetween(this.#base, configuration);
    const point = { id: configurationHash({ differences, metrics }), differences, history, metrics };
    const portion = Math.max(2, 2 * Math.round(PORTION_DAYS / configuration.calendar.days / 2));
    const columns = new Map(metrics.map((name) => [name, new Float64Array(paths)]));
    const firsts = Array.from({ length: Math.ceil(paths / portion) }, (_, n) => n * portion);
    await allEnded(
      firsts.map(async (first) => {
        const count = Math.min(portion, paths - first);
        const { values } = unitResult(await this.#pool.run(this.#next++, { ...point, first, count }));
        metrics.forEach((name, m) => columns.get(name)!.set(values.subarray(m * count, (m + 1) * count), first));
      }),
    );
    return {
      configuration,
      paths,
      column: (name) => {
        const values = columns.get(name);
        if (values === undefined) throw new Error(`${name} of ${configuration.name} was not kept`);
        return values;
      },
    };
  }

  /** Ends the threads, once everything has settled. */
  close(): Promise<void> {
    return this.#pool.close();
  }
}
