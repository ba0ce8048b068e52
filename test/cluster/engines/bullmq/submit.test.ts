import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { TEMPORARY_FOLDER } from "../../../../src/cluster/layout.ts";
import { GRID, planOf } from "../../../sweep/tinySweep.ts";
import { oneMachine } from "../../tinyPlan.ts";
import { doneOf, PATHS, withQueue } from "./queuedPlan.ts";
import { noRedis } from "./redisServer.ts";

describe.skipIf(noRedis !== undefined)(`a plan in the queue${noRedis === undefined ? "" : ` (skipped: ${noRedis})`}`, () => {
  const queue = withQueue();

  test("what fails is tried again; what has failed for good is told, and tried again when submitted again", async () => {
    const { plan, worker, submit, results } = await queue.plan({ paths: PATHS });
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
});
