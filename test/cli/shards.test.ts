import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { shardPath } from "../../src/cluster/layout.ts";
import { digests, GRID, sweepFile } from "../sweep/tinySweep.ts";
import { onlyRun, scratchFolder, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const file = sweepFile(folder, GRID);
/** Plan into a folder of its own. @returns the plan */
async function planned(name: string): Promise<string> {
  const out = join(folder, name);
  expect(await yenwind(["plan", file, "--paths", "8", "--paths-per-shard", "4", "--out", out])).toMatchObject({ code: 0, stderr: "" });
  return onlyRun(out);
}
const shard = (plan: string, words: readonly string[], env: Record<string, string> = {}) => yenwind(["shard", plan, ...words, "--threads", "1", "--backend", "js", "--quiet"], { env });
const json = async (words: readonly string[]) => JSON.parse((await yenwind([...words, "--json"])).stdout) as Record<string, any>;

describe("from a plan to the files of the sweep", () => {
  let plan: string;
  let whole: Record<string, string>;
  beforeAll(async () => {
    plan = await planned("plans");
    const out = join(folder, "one-machine");
    expect(await yenwind(["sweep", file, "--paths", "8", "--out", out, "--quiet"])).toMatchObject({ code: 0 });
    whole = digests(onlyRun(out));
  });

  test("plan says what there is and what comes next; planned again, it stays", async () => {
    const again = await yenwind(["plan", file, "--paths", "8", "--paths-per-shard", "4", "--out", join(folder, "plans")]);
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(again.stdout).toContain(`The plan is there already: ${plan}\n`);
    expect(again.stdout).toMatch(/points +4, 8 paths each\n +shards +8 \(0 to 7\), 4 paths each\n/);
    expect(again.stdout).toContain(`yenwind shard ${plan} 0-7\n`);
    const facts = await json(["plan", file, "--paths", "8", "--shards", "3", "--out", join(folder, "other")]);
    expect(facts).toMatchObject({ points: 4, paths: 8, shards: 2, kept: false, estimate: { secondsPerAgentRound: expect.any(Number) } });
  });

  test("the plan has the rights that any folder has: others compute it, too", () => {
    const any = join(folder, "any");
    mkdirSync(any);
    expect(statSync(plan).mode).toBe(statSync(any).mode);
  });

  test("nothing is done: status lists all shards, merge names them and writes nothing", async () => {
    const status = await yenwind(["status", plan]);
    expect(status).toMatchObject({ code: 0, stderr: "" });
    expect(status.stdout).toMatch(/░{40} +0 % of 8 shards\n/);
    expect(status.stdout).toContain("to submit: --array=0-7\n");
    const merge = await yenwind(["merge", plan, "--out", join(folder, "early"), "--quiet"]);
    expect(merge).toMatchObject({ code: 1, stderr: "" });
    expect(merge.stdout).toContain("8 shards are missing: 0-7\n");
    expect(existsSync(join(folder, "early"))).toBe(false);
  });

  test("shards by list and by the number of a task; status counts, and lists what is left", async () => {
    const first = await shard(plan, ["5,0-1"]);
    expect(first).toMatchObject({ code: 0, stderr: "", stdout: "3 of 3 shards computed (5,0-1)\n" });
    expect(await json(["shard", plan, "0-2", "--quiet"])).toMatchObject({ done: [2], kept: [0, 1], failed: [], left: [] });
    expect((await yenwind(["status", plan, "--list"])).stdout).toBe("3-4,6-7\n");
    expect((await yenwind(["status", plan, "--list", "--per-task", "2"])).stdout).toBe("1-3\n");
    expect((await yenwind(["status", plan, "--list", "--per-task", "2", "--offset", "6"])).stdout).toBe("0\n");
    expect(await json(["status", plan])).toMatchObject({ shards: 8, done: 4, complete: false, missing: "3-4,6-7", array: "3-4,6-7", counts: { failed: 0, missing: 4 } });
    expect(await shard(plan, ["--per-task", "2", "--offset", "2"], { SLURM_ARRAY_TASK_ID: "2" })).toMatchObject({ code: 0, stdout: "2 of 2 shards computed (6-7)\n" });
    expect(await shard(plan, [], { JOB_COMPLETION_INDEX: "3" })).toMatchObject({ code: 0, stdout: "1 of 1 shards computed (3)\n" });
    expect(await shard(plan, [], { AWS_BATCH_JOB_ARRAY_INDEX: "4" })).toMatchObject({ code: 0 });
    expect(await shard(plan, [], { AWS_BATCH_JOB_ARRAY_INDEX: "8" })).toMatchObject({ code: 0, stdout: expect.stringContaining("no shards") });
    expect((await yenwind(["status", plan, "--list"])).stdout).toBe("");
    expect((await yenwind(["status", plan])).stdout).toMatch(/█{40} +100 % of 8 shards[^]*All shards are done: yenwind merge/);
  });

  test("merged, they are the files of the sweep", async () => {
    const merge = await yenwind(["merge", plan, "--out", join(folder, "merged"), "--quiet"]);
    expect(merge).toMatchObject({ code: 0, stderr: "" });
    expect(digests(onlyRun(join(folder, "merged")))).toEqual(whole);
  });

  test("a damaged shard is told by status --check and by merge, and computed again", async () => {
    const data = shardPath(plan, 6, "data");
    const before = readFileSync(data);
    writeFileSync(data, before.subarray(0, -1));
    expect((await yenwind(["status", plan, "--check"])).stdout).toContain("damaged: 6\n");
    const merge = await yenwind(["merge", plan, "--out", join(folder, "damaged"), "--quiet"]);
    expect(merge).toMatchObject({ code: 2, stdout: "" });
    expect(merge.stderr).toMatch(/shard 6, computed on .*6\.arrow is not what its record says/);
    expect(await shard(plan, ["6"])).toMatchObject({ code: 0 });
    expect(readFileSync(data)).toEqual(before);
  });
});

test.each([
  [["plan", file, "--shards", "3", "--paths-per-shard", "4"], /say the same thing in three ways/],
  [["shard", folder, "0"], /holds no plan/],
  [["status", folder], /holds no plan/],
  [["merge", folder], /holds no plan/],
])("%j is refused", async (words, message) => {
  expect(await yenwind(words)).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(message) });
});
