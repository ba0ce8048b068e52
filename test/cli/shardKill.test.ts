import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { readHeader } from "../../src/cluster/header.ts";
import { folderOfShards } from "../../src/cluster/layout.ts";
import { planStatus } from "../../src/cluster/shardStates.ts";
import { keyFor } from "../../src/random/key.ts";
import { createRandom } from "../../src/random/stream.ts";
import { digests, GRID, sweepFile } from "../sweep/tinySweep.ts";
import { onlyRun, scratchFolder, start, yenwind } from "./yenwind.ts";

const KILLS = 8;
const folder = scratchFolder();
const file = sweepFile(folder, GRID);
const PATHS = 400;
const shardOf = (plan: string, ...words: string[]) => ["shard", plan, ...words, "--threads", "1", "--backend", "js"];

let whole: Record<string, string>;
beforeAll(async () => {
  const out = join(folder, "one-machine");
  expect(await yenwind(["sweep", file, "--paths", String(PATHS), "--out", out, "--quiet"])).toMatchObject({ code: 0 });
  whole = digests(onlyRun(out));
});

async function planned(name: string, pathsPerShard = 8): Promise<string> {
  const out = join(folder, name);
  expect(await yenwind(["plan", file, "--paths", String(PATHS), "--paths-per-shard", String(pathsPerShard), "--out", out])).toMatchObject({ code: 0 });
  return onlyRun(out);
}

/** Merge, into a folder of its own. */
async function mergedFiles(plan: string, name: string): Promise<Record<string, string>> {
  const out = join(folder, name);
  expect(await yenwind(["merge", plan, "--out", out, "--quiet"])).toMatchObject({ code: 0, stderr: "" });
  return digests(onlyRun(out));
}

/** Every file under a final name is whole: a shard that is done has both files, as its record says. */
function checked(plan: string) {
  const header = readHeader(plan);
  const status = planStatus(plan, header, { check: true });
  expect(status.damaged).toEqual([]);
  return status;
}

test(`kill -9 at ${KILLS} moments while shards are computed: what is done is whole, and the merged files are those of the sweep`, { timeout: 120_000 }, async () => {
  const plan = await planned("killed");
  const { shards } = readHeader(plan).counts;
  const { uniform } = createRandom(keyFor("kill", "shards"));
  const done: number[] = [];
  let next = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const { child, ended } = start(shardOf(plan, `${next % shards}-${shards - 1}`, "--again", "--quiet"));
    // Anywhere in the computing and writing of some shards, once the process is at work.
    while (child.exitCode === null && !readdirSync(join(plan, "running")).some((name) => readFileSync(join(plan, "running", name), "utf8").includes(`"pid":${child.pid},`))) await sleep(2);
    await sleep(1200 * uniform(kill, 0, 0, 0));
    child.kill("SIGKILL");
    expect((await ended).code).toBeNull();
    done.push(checked(plan).done);
    next += 5;
  }
  expect(done.some((count) => count > 0 && count < shards)).toBe(true);
  expect(await yenwind(["merge", plan, "--out", join(folder, "early"), "--quiet"])).toMatchObject({ code: done.at(-1) === shards ? 0 : 1 });
  expect(await yenwind(shardOf(plan, `0-${shards - 1}`, "--quiet"))).toMatchObject({ code: 0 });
  expect(checked(plan)).toMatchObject({ done: shards });
  expect(await mergedFiles(plan, "killed-merged")).toEqual(whole);
});

test("two processes compute the same shards at once, and again: nobody fails, and the files are the same", { timeout: 60_000 }, async () => {
  const plan = await planned("together", 100);
  const { shards } = readHeader(plan).counts;
  const both = [0, 1].map(() => start(shardOf(plan, `0-${shards - 1}`, "--again", "--quiet")).ended);
  for (const { code, stderr } of await Promise.all(both)) expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(checked(plan)).toMatchObject({ done: shards, running: [] });
  expect(readdirSync(join(plan, "tmp"))).toEqual([]);
  expect(readdirSync(folderOfShards(plan, 0))).toHaveLength(3 * shards);
  expect(await mergedFiles(plan, "together-merged")).toEqual(whole);
});
