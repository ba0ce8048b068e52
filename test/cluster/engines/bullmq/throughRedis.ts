import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll } from "vitest";
import { offerPlan } from "../../../../src/cluster/engines/bullmq/offeredPlan.ts";
import { Results, type Room, type ShardBytes } from "../../../../src/cluster/engines/bullmq/results.ts";
import { shardPath } from "../../../../src/cluster/layout.ts";
import type { ShardPlan } from "../../../../src/cluster/openPlan.ts";
import { scratchFolder } from "../../../cli/yenwind.ts";
import { GRID, planOf } from "../../../sweep/tinySweep.ts";
import { compute, tinyPlan } from "../../tinyPlan.ts";
import { type RedisServer, startRedis } from "./redisServer.ts";

/** Within a `describe`: a Redis that is empty for every test, and one plan in two places, here and far, where its first shards are done. */
export function throughRedis() {
  const folder = scratchFolder();
  let redis: RedisServer;
  let client: Redis;
  let far: ShardPlan;
  let number = 0;
  const newPlan = () => tinyPlan(planOf(folder, GRID, { set: ["run.paths=40"] }), join(folder, `plans-${number++}`), { paths: 20 });
  beforeAll(async () => {
    redis = await startRedis();
    client = new Redis(redis.url(0));
    far = await newPlan();
    await compute(far, [0, 1, 2]);
  });
  afterEach(() => client.flushall());
  afterAll(async () => {
    client.disconnect();
    await redis.stop();
  });
  return {
    url: () => redis.url(0),
    client: () => client,
    far: () => far,
    /** The same plan in another folder, offered, and its results. */
    async here(room?: Room) {
      const plan = await newPlan();
      await offerPlan(client, plan);
      return { plan, results: new Results(client, plan.header.hash, room) };
    },
    newFolder() {
      const path = join(folder, `folder-${number++}`);
      mkdirSync(path);
      return path;
    },
  };
}

/** What a shard has left on the disk. */
export function bytesOf({ folder }: Pick<ShardPlan, "folder">, shard: number): ShardBytes {
  const [data, summary, done] = (["data", "summary", "done"] as const).map((file) => readFileSync(shardPath(folder, shard, file)));
  return { data, summary, done };
}
