import { join } from "node:path";

/** Shards whose files share a folder: no folder of a plan holds more than a few thousand names. */
export const SHARDS_PER_FOLDER = 1000;

/** The files of a plan, within its folder. */
export const PLAN_FILE = "plan.json";
export const BASE_FILE = "base.json";
export const POINTS_FILE = "points.arrow";
export const SHARDS_FILE = "shards.arrow";
export const RETURNS_FILE = "returns.json";
/** Who is at work; and what is not finished yet. Both may be removed when nothing runs. */
export const RUNNING_FOLDER = "running";
export const TEMPORARY_FOLDER = "tmp";

/** What a shard can have on the disk, by the ending of its name. */
export const ENDINGS = { data: ".arrow", summary: ".json", done: ".done.json", failed: ".failed.json" } as const;
export type ShardFile = keyof typeof ENDINGS;

/** The folder of shards 1000 n … 1000 n + 999: `shards/n`. */
export function folderOfShards(plan: string, n: number): string {
  return join(plan, "shards", String(n));
}

/** Folders that a number of shards is spread over. */
export function foldersFor(shards: number): number {
  return Math.ceil(shards / SHARDS_PER_FOLDER);
}

/** Name of a file of a shard within its folder. */
export function shardFileName(shard: number, file: ShardFile): string {
  return `${shard}${ENDINGS[file]}`;
}

/** Path of a file of a shard: `shards/12/12345.arrow`. */
export function shardPath(plan: string, shard: number, file: ShardFile): string {
  return join(folderOfShards(plan, Math.floor(shard / SHARDS_PER_FOLDER)), shardFileName(shard, file));
}
