import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { completeRun } from "../../src/run/prepare.ts";
import { simulateToFolder } from "../../src/run/simulateToFolder.ts";
import { applyDifferences } from "../../src/config/difference.ts";
import { sweepFolder, type SweepOptions } from "../../src/sweep/simulateSweep.ts";
import type { SweepPlan } from "../../src/sweep/plan.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { digests, GRID, planOf, rowsOf, simulateTiny } from "./tinySweep.ts";

const folder = scratchFolder();
let number = 0;

/** Run a sweep into a folder of its own, or one that is given. @returns the folder, and how many paths were computed */
async function run(plan: SweepPlan, options: Partial<SweepOptions> & { into?: string } = {}): Promise<{ at: string; computed: number }> {
  const at = options.into ?? join(folder, `run-${number++}`);
  const progress = new Int32Array(new SharedArrayBuffer(4));
  const { complete } = await simulateTiny(plan, at, { progress, ...options });
  expect(complete).toBe(true);
  return { at, computed: progress[0] };
}

const RESULTS = ["points.arrow", "paths.arrow", "summary.arrow", "worst.arrow", "contrasts.arrow"];
const SAMPLED = GRID.replace("design: grid", "design: { saltelli: { base: 4, second_order: true } }");
const MORRIS = GRID.replace("design: grid", "design: { morris: { trajectories: 4 } }");

let grid: string;
beforeAll(async () => {
  grid = (await run(planOf(folder))).at;
});

test("a daily value is kept beside columns: on the last day it is the value at the horizon", async () => {
  const { at } = await run(planOf(folder, GRID.replace("metrics: [usdjpy.*", 'metrics: [usdjpy.end, "usdjpy@*", "usdjpy_low@1"')));
  const rows = rowsOf(at, "paths.arrow");
  const days = Object.keys(rows[0]).filter((name) => name.startsWith("usdjpy@"));
  expect(days.length).toBeGreaterThan(2);
  for (const row of rows) {
    expect(row[days.at(-1)!]).toBe(row["usdjpy.end"]);
    expect(row["usdjpy_low@1"]).toBeLessThanOrEqual(row["usdjpy@1"] as number);
  }
  expect(new Set(rows.map((row) => row["usdjpy@1"])).size).toBeGreaterThan(rows.length / 2);
});

describe("the files are the same, byte for byte", () => {
  test("a sweep writes its files, and a manifest that lists them", () => {
    expect(Object.keys(digests(grid))).toEqual(RESULTS);
    expect(readManifest(grid)).toMatchObject({ counts: { points: 4, failed_points: 0, excluded_points: 0, paths: 48 } });
  });

  test.each<[string, Partial<SweepOptions>]>([
    ["on one thread", { threads: 1 }],
    ["on two threads", { threads: 2 }],
    ["on five threads, more than there are points", { threads: 5 }],
    ["with rules in plain JavaScript", { backEnd: "js" }],
    ["with rules in plain JavaScript on two threads", { backEnd: "js", threads: 2 }],
  ])("%s", async (_, options) => {
    expect(digests((await run(planOf(folder), options)).at)).toEqual(digests(grid));
  });

  test("also where points differ in days, rounds, agents, news and the model of the shocks, one after the other", async () => {
    const list = [
      {}, { days: 4 }, { rounds: 3, funds: 31 }, { shocks: "kou" }, { funds: 7, banks: 1 }, { script: [] },
      { days: 4, rounds: 1, shocks: "merton", funds: 25, banks: 6, script: [{ day: 4, round: 1, policy: { bank: "fed", basis_points: -50 } }] }, { funds: 21 },
    ];
    const parameters = {
      days: { path: "calendar.days" }, rounds: { path: "calendar.rounds_per_day" }, funds: { path: "agents.hedge_fund.count" },
      banks: { path: "agents.bank.count" }, script: { path: "events" }, shocks: { path: "shocks.model" },
    };
    const text = JSON.stringify({ base: "tiny.yaml", design: { list }, parameters, metrics: ["usdjpy.end", "all.us_equity.forced.horizon", "defaults"], statistics: ["mean"] });
    const plan = planOf(folder, text);
    const [js, wasm, threads] = [await run(plan, { backEnd: "js" }), await run(plan), await run(plan, { threads: 2 })];
    expect(digests(wasm.at)).toEqual(digests(js.at));
    expect(digests(threads.at)).toEqual(digests(js.at));
    // Each is the same as alone: nothing of a point is left when the next begins.
    const alone = await run(planOf(folder, JSON.stringify({ ...JSON.parse(text), design: { list: list.toReversed() } })));
    const rows = (at: string, point: number) => rowsOf(at, "paths.arrow").filter((row) => row.point === point).map((row) => ({ ...row, point: undefined }));
    list.forEach((_, point) => expect(rows(alone.at, list.length - 1 - point)).toEqual(rows(wasm.at, point)));
  });

  test.each([["a Saltelli design", SAMPLED], ["a Morris design", MORRIS]])("sensitivity too, for %s", async (_, text) => {
    const [none, two] = [await run(planOf(folder, text)), await run(planOf(folder, text), { threads: 2, backEnd: "js" })];
    expect(Object.keys(digests(none.at))).toContain("sensitivity.arrow");
    expect(digests(two.at)).toEqual(digests(none.at));
  });

  test("whatever the order in which units came, and how paths were portioned", async () => {
    const { at } = await run(planOf(folder), { threads: 2, backEnd: "js" });
    const lines = readFileSync(join(at, "journal.jsonl"), "utf8").trimEnd().split("\n");
    writeFileSync(join(at, "journal.jsonl"), lines.toReversed().map((line) => `${line}\n`).join(""));
    const again = await run(planOf(folder), { into: at, backEnd: "js" });
    expect(again.computed).toBe(0);
    expect(digests(at)).toEqual(digests(grid));
    // First five paths per point, then the rest.
    const [few, all] = [{ set: ["run.paths=5"] }, {}];
    const parts = await run(planOf(folder, GRID, few), { backEnd: "js" });
    expect((await run(planOf(folder, GRID, all), { into: parts.at, backEnd: "js" })).computed).toBe(4 * 7);
    expect(digests(parts.at)).toEqual(digests(grid));
  });
});

describe("a point is a run", () => {
  test("its paths are those of its configuration run alone, with common random numbers", async () => {
    const plan = planOf(folder);
    for (const point of plan.points) {
      const configuration = applyDifferences(plan.base.configuration, point.differences) as unknown as Record<string, unknown>;
      const alone = await simulateToFolder(completeRun({ ...configuration, name: `alone-${point.index}` }), { out: folder, threads: 0 });
      const metrics = plan.metrics.map(({ name }) => name);
      const pick = (row: Record<string, unknown>) => metrics.map((name) => row[name]);
      expect(rowsOf(grid, "paths.arrow").filter((row) => row.point === point.index).map(pick)).toEqual(rowsOf(alone.folder, "paths.arrow").map(pick));
    }
  });

  const news = (at: string, point: number) => rowsOf(at, "paths.arrow").filter((row) => row.point === point).map((row) => row["usdjpy.end"]);
  const TWINS = `{ "base": "tiny.yaml", "design": "grid", "metrics": ["usdjpy.end"], "parameters": { "loans": { "path": "agents.hedge_fund.liquid_first", "values": [0.5, 0.51] } } }`;

  test("with independent random numbers, points differ on paths of equal number", async () => {
    const common = await run(planOf(folder, TWINS), { backEnd: "js" });
    const independent = await run(planOf(folder, TWINS, { set: ["run.streams=independent"] }), { backEnd: "js" });
    const apart = (at: string) => news(at, 0).map((value, path) => Math.abs(value - news(at, 1)[path]));
    expect(Math.max(...apart(common.at))).toBeLessThan(0.05); // yen per dollar: the parameter hardly matters
    expect(Math.min(...apart(independent.at))).toBeGreaterThan(0);
    expect(Math.max(...apart(independent.at))).toBeGreaterThan(0.5);
    const grown = await run(planOf(folder, TWINS.replace("[0.5, 0.51]", "[0.4, 0.5, 0.51]"), { set: ["run.streams=independent"] }), { backEnd: "js" });
    expect([news(grown.at, 1), news(grown.at, 2)]).toEqual([news(independent.at, 0), news(independent.at, 1)]);
  });
});

test("an interrupted sweep has no results and no manifest, points.arrow says what is there, and going on gives the same files", async () => {
  const at = join(folder, "stopped");
  let points = 0;
  const stopped = await simulateTiny(planOf(folder), at, { stop: () => points >= 2, onState: ({ done }) => void (points = done) });
  expect(stopped).toMatchObject({ complete: false, state: { done: 2, failed: 0, points: 4 } });
  expect(rowsOf(at, "points.arrow").map(({ status, paths }) => [status, paths])).toEqual([["done", 12], ["done", 12], ["planned", 0], ["planned", 0]]);
  for (const name of ["manifest.json", "paths.arrow", "summary.arrow", "worst.arrow", "contrasts.arrow"]) expect(existsSync(join(at, name))).toBe(false);
  expect((await run(planOf(folder), { into: at })).computed).toBe(24);
  expect(digests(at)).toEqual(digests(grid));
});

test("the name of the folder is that of the sweep and its hash", () => {
  const plan = planOf(folder);
  expect(sweepFolder("results", plan)).toBe(join("results", `tiny-sweep-${plan.hash.slice(0, 8)}`));
});
