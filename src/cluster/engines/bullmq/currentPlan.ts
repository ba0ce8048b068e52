import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Redis } from "ioredis";
import { BadInput } from "../../../config/errors.ts";
import type { BackEndName } from "../../../run/kernel.ts";
import { findPlan } from "../../findPlan.ts";
import { shardPath } from "../../layout.ts";
import { NeededShards } from "../../neededShards.ts";
import { openPlan } from "../../openPlan.ts";
import { openShardRunner, type ShardRunner } from "../../runShard.ts";
import { fetchPlan } from "./offeredPlan.ts";
import { Results } from "./results.ts";
import { sendShard } from "./sendShard.ts";

export interface CurrentPlanOptions {
  /** Folder in which the folders of plans are; without it, plans and results go through Redis. */
  readonly plans: string | undefined;
  readonly client: Redis;
  readonly threads: number;
  readonly backEnd: BackEndName;
  /** Modules of the user's kinds, where they are not where they were when the plan was made. */
  readonly kinds: readonly string[] | undefined;
  /** Finished paths. */
  readonly progress: Int32Array<SharedArrayBuffer>;
  readonly note: (text: string) => void;
}

export interface OpenPlan {
  readonly hash: string;
  readonly folder: string;
  readonly runner: ShardRunner;
  /** Is a shard needed yet, as far as can be seen here? */
  readonly isNeeded: (shard: number) => boolean;
  /** Take a shard that is done to where it is awaited. @returns false when told to stop on the way */
  readonly deliver: (shard: number, stop: () => boolean) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** The plan that was last computed of, whose threads stay open. */
export class CurrentPlan {
  readonly #options: CurrentPlanOptions;
  readonly #refused = new Set<string>();
  #open: OpenPlan | undefined;

  constructor(options: CurrentPlanOptions) {
    this.#options = options;
  }

  /** @throws BadInput when the plan is not to be had, or for another model */
  async open(hash: string): Promise<OpenPlan> {
    if (this.#open?.hash === hash) return this.#open;
    await this.close();
    const { plans } = this.#options;
    this.#open = await (plans === undefined ? this.#fetched(hash) : this.#found(plans, hash));
    this.#refused.delete(hash);
    return this.#open;
  }

  /** Is it the first time that this plan is refused? */
  isNew(hash: string): boolean {
    return !this.#refused.has(hash) && this.#refused.add(hash) !== undefined;
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.close();
  }

  async #found(plans: string, hash: string): Promise<OpenPlan> {
    const { kinds, ...options } = this.#options;
    const plan = await openPlan(findPlan(plans, hash), { kinds });
    const runner = await openShardRunner(plan, options);
    const needed = new NeededShards(plan);
    return { hash, folder: plan.folder, runner, isNeeded: (shard) => needed.isNeeded(shard), deliver: async () => true, close: () => runner.close() };
  }

  /** Modules of kinds are code, and do not travel: those that a plan needs have to be here. */
  async #fetched(hash: string): Promise<OpenPlan> {
    const { client, kinds = [], note, ...options } = this.#options;
    const folder = mkdtempSync(join(tmpdir(), "yenwind-plan-"));
    const remove = (): void => rmSync(folder, { recursive: true, force: true });
    try {
      const { kinds: wanted } = await fetchPlan(client, hash, folder);
      if (wanted.length > 0 && kinds.length === 0) {
        throw new BadInput([{ path: "--kind", message: `the plan has kinds of its own (${wanted.map(({ name }) => name).join(", ")}), whose modules do not go through Redis`, hint: "Give the modules, which have to be on this machine, or share the folder of the plan (--plans)." }]);
      }
      const plan = await openPlan(folder, { kinds });
      const runner = await openShardRunner(plan, options);
      const results = new Results(client, plan.header);
      return {
        hash, folder, isNeeded: () => true,
        runner: { ...runner, run: (shard, given) => (makeFolderOf(folder, shard), runner.run(shard, given)) },
        deliver: (shard, stop) => sendShard({ folder, shard, results, stop, note }),
        async close() {
          await runner.close();
          remove();
        },
      };
    } catch (error) {
      remove();
      throw error;
    }
  }
}
