import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { GRID, sweepFile } from "../sweep/tinySweep.ts";
import { FRAGILE_GRID, fragileKind } from "../sweep/fragileKind.ts";
import { onlyRun, scratchFolder, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const file = sweepFile(folder, GRID);
const shard = (plan: string, words: readonly string[], env: Record<string, string> = {}) => yenwind(["shard", plan, ...words, "--threads", "1", "--backend", "js", "--quiet"], { env });
const json = async (words: readonly string[]) => JSON.parse((await yenwind([...words, "--json"])).stdout) as Record<string, any>;

describe("a host that cannot compute says so where status finds it", () => {
  test("without the module of a kind, or with another text of it", async () => {
    const kind = fragileKind(folder);
    const fragile = join(folder, "fragile.yaml");
    writeFileSync(fragile, FRAGILE_GRID);
    const out = join(folder, "fragile");
    expect(await yenwind(["plan", fragile, "--kind", kind, "--paths", "4", "--shards", "3", "--out", out])).toMatchObject({ code: 0 });
    const plan = onlyRun(out);
    writeFileSync(kind, `${readFileSync(kind, "utf8")}// changed\n`);
    expect(await shard(plan, ["0"])).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(/holder/) });
    renameSync(kind, `${kind}.gone`);
    expect(await shard(plan, [], { SLURM_ARRAY_TASK_ID: "1" })).toMatchObject({ code: 2, stderr: expect.stringContaining("fragile.mjs") });
    const { failed, failures, array } = await json(["status", plan]);
    expect({ failed, array }).toEqual({ failed: "0-1", array: "0-2" });
    expect(failures).toMatchObject([{ shard: 0, attempt: 1, message: expect.stringMatching(/holder/) }, { shard: 1, message: expect.stringContaining("fragile.mjs") }]);
    expect((await yenwind(["status", plan])).stdout).toMatch(/failed\n +shard 0 +attempt 1 /);
    fragileKind(folder);
    expect(await shard(plan, ["0-2"])).toMatchObject({ code: 0 });
    expect(await json(["status", plan])).toMatchObject({ failed: "", done: 3, complete: true });
  });

  test("with a plan that was damaged on its way", async () => {
    const out = join(folder, "damaged");
    expect(await yenwind(["plan", file, "--paths", "8", "--shards", "4", "--out", out])).toMatchObject({ code: 0 });
    const plan = onlyRun(out);
    const base = join(plan, "base.json");
    const before = readFileSync(base);
    writeFileSync(base, `${before.toString()} `);
    expect(await shard(plan, ["2"])).toMatchObject({ code: 2, stderr: expect.stringContaining("base.json") });
    rmSync(base);
    expect(await shard(plan, ["2"])).toMatchObject({ code: 2 });
    expect(await json(["status", plan])).toMatchObject({ failed: "2", failures: [{ attempt: 2, message: expect.stringContaining("is missing") }] });
  });
});
