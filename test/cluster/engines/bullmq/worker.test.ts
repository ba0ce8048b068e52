import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { TEMPORARY_FOLDER } from "../../../../src/cluster/layout.ts";
import { listShards } from "../../../../src/cluster/shardStates.ts";
import { start } from "../../../cli/yenwind.ts";
import { GRID, planOf } from "../../../sweep/tinySweep.ts";
import { oneMachine } from "../../tinyPlan.ts";
import { amidShard, doneOf, isDone, withQueue } from "./queuedPlan.ts";
import { noRedis } from "./redisServer.ts";

describe.skipIf(noRedis !== undefined)(`workers of a queue${noRedis === undefined ? "" : ` (skipped: ${noRedis})`}`, () => {
  const queue = withQueue();

  test("SIGTERM: the shard at work goes back at once, and costs no attempt", async () => {
    const { plan, worker, submit, results } = await queue.plan({ paths: 800 });
    const submitted = submit("--attempts", "1", "--quiet");
    const leaving = worker();
    let began = 0;
    const shard = await amidShard(plan, leaving, () => {
      leaving.child.kill("SIGTERM");
      began = performance.now();
    });
    const { code, stdout } = await leaving.ended;
    expect(performance.now() - began).toBeLessThan(5000);
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 130, stopped: 1, failed: 0 });
    expect(isDone(plan, shard)).toBe(false);
    const staying = worker();
    expect(await submitted.ended).toMatchObject({ code: 0 });
    expect(results()).toEqual(queue.expected());
    staying.child.kill("SIGTERM");
    expect(await staying.ended).toMatchObject({ code: 0 });
  });

  test("what fails is tried again; what has failed for good is told, and tried again when submitted again", async () => {
    const { plan, worker, submit, results } = await queue.plan({ paths: 800 });
    const scratch = join(plan.folder, TEMPORARY_FOLDER);
    rmSync(scratch, { recursive: true });
    writeFileSync(scratch, "no folder");
    const working = worker();
    const { code, stdout, stderr } = await submit("--attempts", "2", "--json").ended;
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 1, complete: false, failed: `0-${plan.shards.count - 1}`, left: "" });
    expect(stderr).toMatch(/shard \d+ failed: .*(EEXIST|ENOTDIR)/);
    rmSync(scratch);
    expect(await submit("--quiet").ended).toMatchObject({ code: 0 });
    expect(results()).toEqual(queue.expected());
    working.child.kill("SIGTERM");
    expect(JSON.parse((await working.ended).stdout)).toMatchObject({ done: plan.shards.count, failed: 2 * plan.shards.count });
  });

  test("with a precision, shards behind it are not computed, and the files are those of one machine", async () => {
    const precise = planOf(queue.folder, `${GRID}until: mean(usdjpy.end) within 0.35\n`, { set: ["run.paths=1500"] });
    const { plan, worker, submit, results } = await queue.plan({ of: precise, paths: 100 });
    const workers = [worker(), worker()];
    expect(await submit("--quiet").ended).toMatchObject({ code: 0 });
    expect(results()).toEqual(await oneMachine(precise, join(queue.folder, "precise")));
    workers.forEach(({ child }) => child.kill("SIGTERM"));
    const counts = (await Promise.all(workers.map(({ ended }) => ended))).map(({ stdout }) => JSON.parse(stdout) as { done: number; needless: number });
    const sum = (of: "done" | "needless") => counts.reduce((total, count) => total + count[of], 0);
    expect(sum("done")).toBe(doneOf(plan).length);
    expect(sum("done")).toBeLessThan(plan.shards.count);
    expect(sum("needless")).toBeGreaterThan(0);
  });

  test("a plan that a worker does not have is left to those that do", async () => {
    const { plan, place, url, worker, submit, results } = await queue.plan();
    const elsewhere = start(["worker", "--redis", url, "--plans", join(place, "results"), "--threads", "1"]);
    const submitted = submit("--quiet", "--attempts", "1");
    await elsewhere.stderrShows(`plan ${plan.header.hash.slice(0, 8)} is left to other workers: --plans: there is no plan`);
    const here = worker();
    expect(await submitted.ended).toMatchObject({ code: 0 });
    expect(results()).toEqual(queue.expected());
    for (const { child, ended } of [elsewhere, here]) {
      child.kill("SIGTERM");
      expect(await ended).toMatchObject({ code: 0 });
    }
    expect(listShards(plan.folder, plan.shards.count).has(0, "failed")).toBe(false);
  });
});
