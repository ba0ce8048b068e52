import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll } from "vitest";
import { shardPath } from "../../../../src/cluster/layout.ts";
import type { ShardPlan } from "../../../../src/cluster/openPlan.ts";
import { readMarkers } from "../../../../src/cluster/runningMarker.ts";
import type { SweepPlan } from "../../../../src/sweep/plan.ts";
import { onlyRun, scratchFolder, start, type Started } from "../../../cli/yenwind.ts";
import { GRID, planOf } from "../../../sweep/tinySweep.ts";
import { all, content, oneMachine, tinyPlan } from "../../tinyPlan.ts";
import { type RedisServer, startRedis } from "./redisServer.ts";

/** Of each of four points. */
export const PATHS = 600;

/** Within a `describe`: a Redis, and a sweep with the files that one machine gives it. */
export function withQueue() {
  const folder = scratchFolder();
  const started: Started[] = [];
  let redis: RedisServer;
  let sweep: SweepPlan;
  let expected: object;
  let number = 0;
  beforeAll(async () => {
    redis = await startRedis(["--databases", "32"]);
    sweep = planOf(folder, GRID, { set: [`run.paths=${PATHS}`] });
    expected = await oneMachine(sweep, join(folder, "one-machine"));
  });
  afterEach(() => started.splice(0).forEach(({ child }) => child.kill("SIGKILL")));
  afterAll(() => redis?.stop());

  const run = (args: readonly string[], env: Record<string, string> = {}): Started => {
    const process = start(args, { env });
    started.push(process);
    return process;
  };

  return {
    folder,
    expected: () => expected,
    /** A plan in a folder of its own, and a database of its own for its queue. */
    async plan({ of = sweep, paths = PATHS / 4, kinds = [] }: { readonly of?: SweepPlan; readonly paths?: number; readonly kinds?: readonly string[] } = {}) {
      const place = join(folder, `place-${++number}`);
      mkdirSync(place);
      const url = redis.url(number);
      const plan = await tinyPlan(of, join(place, "plans"), { paths }, kinds);
      const temporary = join(place, "temporary");
      mkdirSync(temporary);
      const any = ["worker", "--redis", url, "--threads", "1", "--lock-seconds", "1", "--json", "--quiet"];
      const worker = (...more: string[]) => run([...any, "--plans", join(place, "plans"), ...more]);
      /** One that does not see the folder of the plan; what it writes is in `temporary`. */
      const distant = (...more: string[]) => run([...any, ...more], { TMPDIR: temporary });
      const submit = (...more: string[]) => run(["submit", plan.folder, "--engine", "bullmq", "--redis", url, "--out", join(place, "results"), ...more]);
      return { plan, place, url, temporary, worker, distant, submit, results: () => content(onlyRun(join(place, "results"))) };
    },
  };
}

/** Wait for something that others do. */
export async function holds(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(10);
}

export const isDone = (plan: Pick<ShardPlan, "folder">, shard: number): boolean => existsSync(shardPath(plan.folder, shard, "done"));
export const doneOf = (plan: ShardPlan): number[] => all(plan).filter((shard) => isDone(plan, shard));

/** Do something to a process in the middle of a shard, and undo it when it came too late. @returns the shard, which is not done */
export async function amidShard(plan: Pick<ShardPlan, "folder">, { child }: Started, act: () => void, undo?: () => void): Promise<number> {
  const marker = () => readMarkers(plan.folder).find(({ pid }) => pid === child.pid);
  for (;;) {
    await sleep(5);
    if (marker() === undefined) continue;
    act();
    const shard = marker()?.shard;
    if (shard !== undefined && !isDone(plan, shard)) return shard;
    if (undo === undefined) throw new Error("the shard was done before");
    undo();
  }
}
