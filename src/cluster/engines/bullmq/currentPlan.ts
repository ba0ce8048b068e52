import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Redis } from "ioredis";
import type { BackEndName } from "../../../run/kernel.ts";
import { findPlan } from "../../findPlan.ts";
import { NeededShards } from "../../neededShards.ts";
import { openPlan } from "../../openPlan.ts";
import { openShardRunner, type ShardRunner } from "../../runShard.ts";
import { fetchPlan, isOffered } from "./offeredPlan.ts";
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

  /**
   * @returns undefined when plans go through Redis and nobody asks for this one any more
   * @throws BadInput when the plan is not to be had, or for another model; FileError when the disk fails
   */
  async open(hash: string): Promise<OpenPlan | undefined> {
    const { plans, client } = this.#options;
    const isAsked = plans !== undefined || (await isOffered(client, hash));
    if (isAsked && this.#open?.hash === hash) return this.#open;
    await this.close();
    if (!isAsked) return undefined;
    this.#open = plans === undefined ? await this.#fetched(hash) : await this.#found(plans, hash);
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
    const { kinds } = this.#options;
    const plan = await openPlan(findPlan(plans, hash), { kinds });
    const runner = await openShardRunner(plan, this.#options);
    const needed = new NeededShards(plan);
    return { hash, folder: plan.folder, runner, isNeeded: (shard) => needed.isNeeded(shard), deliver: async () => true, close: () => runner.close() };
  }

  /** Into a temporary folder. Which shards are needed is seen where all results are: there, others are taken out of the queue. */
  async #fetched(hash: string): Promise<OpenPlan> {
    const { client, kinds = [], note } = this.#options;
    const folder = mkdtempSync(join(tmpdir(), "yenwind-plan-"));
    const remove = (): void => rmSync(folder, { recursive: true, force: true });
    try {
      await fetchPlan(client, hash, folder);
      const plan = await openPlan(folder, { kinds });
      const runner = await openShardRunner(plan, this.#options);
      const results = new Results(client, hash);
      return {
        hash, folder, runner, isNeeded: () => true,
        deliver: (shard, stop) => sendShard({ folder, shard, results, stop, note }),
        close: () => runner.close().finally(remove),
      };
    } catch (error) {
      remove();
      throw error;
    }
  }
}
