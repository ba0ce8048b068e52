import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CurrentPlan } from "../../../../src/cluster/engines/bullmq/currentPlan.ts";
import { fetchPlan, offerPlan, withdrawPlan } from "../../../../src/cluster/engines/bullmq/offeredPlan.ts";
import { type PlanHeader, planHash } from "../../../../src/cluster/header.ts";
import { loadModel } from "../../../../src/kinds/loadModel.ts";
import { FRAGILE_GRID, fragileKind } from "../../../sweep/fragileKind.ts";
import { planOf } from "../../../sweep/tinySweep.ts";
import { tinyPlan } from "../../tinyPlan.ts";
import { noRedis } from "./redisServer.ts";
import { throughRedis } from "./throughRedis.ts";

describe.skipIf(noRedis !== undefined)(`a plan from Redis${noRedis === undefined ? "" : ` (skipped: ${noRedis})`}`, () => {
  const through = throughRedis();
  const files = (folder: string) => readdirSync(folder).filter((name) => /\.(json|arrow)$/.test(name)).toSorted();

  test("has the files that it has at home, but for what that machine alone is told", async () => {
    const { plan } = await through.here();
    const folder = through.newFolder();
    await fetchPlan(through.client(), plan.header.hash, folder);
    expect(files(folder)).toEqual(files(plan.folder));
    for (const { name } of plan.header.files) expect(readFileSync(join(folder, name))).toEqual(readFileSync(join(plan.folder, name)));
    expect(plan.header.given.file).not.toBe("");
    expect(JSON.parse(readFileSync(join(folder, "plan.json"), "utf8"))).toEqual({ ...plan.header, given: { file: "", kinds: [], set: [], until: null }, estimate: null });
  });

  test("is refused when a bit of it is wrong or missing, and is whole once it is offered again", async () => {
    const { plan } = await through.here();
    const { hash } = plan.header;
    for (const name of ["plan.json", "points.arrow", "shards.arrow", "base.json"]) {
      for (const damage of [() => through.client().setrange(`yenwind:plan:${hash}:${name}`, 40, "\u0001"), () => through.client().del(`yenwind:plan:${hash}:${name}`)]) {
        const folder = through.newFolder();
        await damage();
        await expect(fetchPlan(through.client(), hash, folder)).rejects.toThrow(/damaged/);
        expect(readdirSync(folder)).toEqual([]);
        await offerPlan(through.client(), plan);
        await fetchPlan(through.client(), hash, folder);
      }
    }
  });

  test("is refused when it names a file that plans do not have, though its hash is right", async () => {
    const { plan } = await through.here();
    const header = { ...plan.header, files: [{ ...plan.header.files[0], name: "../evil.arrow" }] } satisfies PlanHeader;
    const hash = planHash(header);
    await through.client().set(`yenwind:plan:${hash}:plan.json`, JSON.stringify({ ...header, hash }));
    await through.client().set(`yenwind:plan:${hash}:../evil.arrow`, readFileSync(join(plan.folder, plan.header.files[0].name)));
    const folder = through.newFolder();
    await expect(fetchPlan(through.client(), hash, folder)).rejects.toThrow(/damaged/);
    expect(readdirSync(folder)).toEqual([]);
  });

  describe("of a worker", () => {
    const { TMPDIR } = process.env;
    let temporary: string;
    beforeEach(() => void (process.env.TMPDIR = temporary = through.newFolder()));
    afterEach(() => {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
    });
    const currentPlan = (kinds?: readonly string[]) =>
      new CurrentPlan({ plans: undefined, client: through.client(), threads: 0, backEnd: "js", kinds, progress: new Int32Array(new SharedArrayBuffer(4)), note: () => {} });

    test("is in a temporary folder until it is closed, or nobody asks for it any more", async () => {
      const { plan } = await through.here();
      const { hash } = plan.header;
      const current = currentPlan();
      const open = await current.open(hash);
      expect(await current.open(hash)).toBe(open);
      expect(readdirSync(temporary).length).toBe(1);
      await withdrawPlan(through.client(), hash);
      expect(await current.open(hash)).toBe(undefined);
      expect(readdirSync(temporary)).toEqual([]);
      await offerPlan(through.client(), plan);
      expect((await (await current.open(hash))!.runner.run(0)).state).toBe("done");
      await current.close();
      expect(readdirSync(temporary)).toEqual([]);
    });

    test("needs the modules of its kinds where the worker is: they are code, and do not come with it", async () => {
      const home = through.newFolder();
      const kind = fragileKind(home);
      const plan = await tinyPlan(planOf(home, FRAGILE_GRID, { model: await loadModel([kind]), set: ["run.paths=8"] }), join(home, "plans"), { paths: 4 }, [kind]);
      await offerPlan(through.client(), plan);
      for (const key of await through.client().keys("*")) expect((await through.client().getBuffer(key))!.includes("fragile.mjs")).toBe(false);
      await expect(currentPlan().open(plan.header.hash)).rejects.toThrow(/it has the kind holder \(code [0-9a-f]+\), which is not given\. .*--kind/);
      expect(readdirSync(temporary)).toEqual([]);
      const other = join(through.newFolder(), "other.mjs");
      writeFileSync(other, readFileSync(kind));
      const current = currentPlan([other]);
      expect((await (await current.open(plan.header.hash))!.runner.run(0)).state).toBe("done");
      await current.close();
    });
  });
});
