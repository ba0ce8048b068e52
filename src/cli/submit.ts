import { Command, Option } from "commander";
import { CREDENTIALS } from "../cluster/engines/bullmq/redis.ts";
import { openPlan } from "../cluster/openPlan.ts";
import { mergePlan } from "./merge.ts";
import { EXIT_CODES, jsonOption, kindOption, wholeNumber } from "./options.ts";
import { redisOption } from "./redisOption.ts";
import { submitQueue } from "./submitQueue.ts";

export interface SubmitCommandOptions {
  readonly engine: "bullmq";
  readonly redis: string;
  readonly attempts: number;
  readonly merge: boolean;
  readonly out: string;
  readonly kind: readonly string[];
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export const submit = new Command("submit")
  .description("Have the shards of a plan computed by an engine, watch them, and merge them when they are done.")
  .argument("<plan>", "folder of the plan, for example plans/spread-and-hike-1a2b3c4d")
  .addOption(new Option("--engine <name>", "what distributes the shards: bullmq, a queue in Redis (docs/cluster/bullmq.md)").choices(["bullmq"]).makeOptionMandatory())
  .addOption(redisOption())
  .option("--attempts <n>", "times that a shard is tried before it counts as failed", wholeNumber(1, 1000), 5)
  .option("--out <dir>", "folder in which the folder of the merged sweep is made", "results")
  .option("--no-merge", "leave the shards as they are when they are done")
  .addOption(kindOption())
  .addOption(jsonOption())
  .option("--quiet", "no progress on stderr")
  .addHelpText(
    "after",
    `
Workers, yenwind worker, take the shards from the queue; they may come and go at any time. The queue holds nothing but
numbers of shards: the folder of the plan says what is done. Submitting again is harmless, from anywhere and at any
time: it adds what is missing, and tries again what has failed. A Redis that has lost its memory is filled again.
Ctrl-C ends the watching; the workers go on with what is in the queue.

User name and password of the Redis: ${CREDENTIALS.join(", ")} (environment).

Examples:
  yenwind submit plans/my-1a2b3c4d --engine bullmq --redis redis://queue.example:6379
  YENWIND_REDIS_PASSWORD=… yenwind submit plans/my-1a2b3c4d --engine bullmq --redis rediss://queue.example:6379 --no-merge

Exit code 1 also says that shards have failed, or that points have.
${EXIT_CODES}`,
  )
  .action(submitAction);

async function submitAction(folder: string, options: SubmitCommandOptions): Promise<void> {
  const plan = await openPlan(folder, { kinds: options.kind.length === 0 ? undefined : options.kind });
  if (await submitQueue(plan, options)) await mergePlan(plan, options);
}
