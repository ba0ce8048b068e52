import { readFileSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { shardPath } from "../../layout.ts";
import type { Results } from "./results.ts";

export interface ShardToSend {
  /** Folder of the plan on this machine. */
  readonly folder: string;
  readonly shard: number;
  readonly results: Results;
  readonly stop: () => boolean;
  readonly note: (text: string) => void;
}

/** Milliseconds between looks whether there is room, and seconds after which it is told that there is none. */
const LOOK_EVERY = 500;
const PATIENCE = 10;

/**
 * Send what a shard has left to Redis, once there is room, and remove it here. What nobody awaits is removed, too.
 *
 * @returns false when told to stop on the way
 */
export async function sendShard({ folder, shard, results, stop, note }: ShardToSend): Promise<boolean> {
  const paths = (["data", "summary", "done"] as const).map((file) => shardPath(folder, shard, file));
  const [data, summary, done] = paths.map((path) => readFileSync(path));
  const result = { data, summary, done };
  for (let looks = 1; await results.isAwaited(); looks++) {
    if (stop()) return false;
    if (await results.hasRoomFor(result)) {
      if (!(await results.send(shard, result, stop))) return false;
      break;
    }
    if (looks === (1000 * PATIENCE) / LOOK_EVERY) note("Redis holds as many results as it may: waiting for yenwind submit to receive them");
    await sleep(LOOK_EVERY);
  }
  for (const path of paths) rmSync(path, { force: true });
  return true;
}
