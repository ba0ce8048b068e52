import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { loadModel } from "../../src/kinds/loadModel.ts";
import type { Model } from "../../src/kinds/model.ts";
import type { SweepPoint } from "../../src/sweep/plan.ts";
import type { UnitFailure } from "../../src/sweep/runUnits.ts";
import type { SweepOptions } from "../../src/sweep/simulateSweep.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { FRAGILE_GRID, fragileKind } from "./fragileKind.ts";
import { digests, journal, planOf, rowsOf, simulateTiny } from "./tinySweep.ts";

const folder = scratchFolder();
let model: Model;
beforeAll(async () => {
  model = await loadModel([fragileKind(folder)]);
});

let number = 0;
async function run(text: string, set: readonly string[] = [], options: Partial<SweepOptions> = {}) {
  const at = join(folder, `run-${number++}`);
  const told: [SweepPoint, UnitFailure][] = [];
  const plan = planOf(folder, text, { model, set });
  const result = await simulateTiny(plan, at, { onFailure: (point, failure) => void told.push([point, failure]), ...options });
  return { at, plan, result, told, points: rowsOf(at, "points.arrow") };
}

/** Numbers of the points that were told of, in order, and at which path they failed. */
const inOrder = (told: readonly [SweepPoint, UnitFailure][]) => told.map(([{ index }, { path }]) => [index, path!]).toSorted(([a], [b]) => a - b);

const states = (points: Record<string, any>[]) => points.map(({ status }) => status as string);

describe("a point that fails takes no other with it", () => {
  let whole: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    whole = await run(FRAGILE_GRID, ["run.paths=60"]);
  });

  test("the others are done, and their paths are those of a sweep in which none fails", async () => {
    expect(states(whole.points)).toEqual(["done", "done", "failed", "failed", "failed", "failed"]);
    expect(whole.result).toMatchObject({ complete: true, state: { done: 2, failed: 4, points: 6 } });
    expect(readManifest(whole.at).counts).toMatchObject({ points: 6, failed_points: 4, paths: 120 });
    const good = await run(FRAGILE_GRID.replace("[0, 4.38, 9]", "[0]"), ["run.paths=60"]);
    expect(rowsOf(whole.at, "paths.arrow")).toEqual(rowsOf(good.at, "paths.arrow"));
  });

  test("points.arrow says at which path it failed first, and why", () => {
    const errors = whole.points.map(({ error, paths }) => [error, paths]);
    expect(errors.slice(0, 2)).toEqual([["", 60], ["", 60]]);
    for (const [error, paths] of errors.slice(2)) {
      expect(error).toMatch(/^path \d+: .* is (NaN|-?Infinity)|accounts do not close/);
      expect(paths).toBe(0);
    }
    const path = (row: number) => Number(/^path (\d+)/.exec(errors[row][0] as string)![1]);
    expect([path(4), path(5)]).toEqual([0, 0]); // on every path
    expect(path(2)).toBeGreaterThan(0); // on some
  });

  test("whatever the threads, and the back end", async () => {
    for (const options of [{ threads: 2 }, { threads: 3, backEnd: "js" as const }]) {
      const other = await run(FRAGILE_GRID, ["run.paths=60"], options);
      expect(other.points).toEqual(whole.points);
      expect(digests(other.at)).toEqual(digests(whole.at));
      expect(inOrder(other.told)).toEqual(inOrder(whole.told));
    }
  });

  test("it is told at once, and again when the sweep is run again; what is done stays", async () => {
    expect(inOrder(whole.told).map(([index]) => index)).toEqual([2, 3, 4, 5]);
    const before = digests(whole.at);
    const told: [SweepPoint, UnitFailure][] = [];
    const again = await simulateTiny(whole.plan, whole.at, { onFailure: (point, failure) => void told.push([point, failure]) });
    expect(again.state).toMatchObject({ done: 2, kept: 2, failed: 4 });
    expect(inOrder(told)).toEqual(inOrder(whole.told));
    expect(digests(whole.at)).toEqual(before);
  });

  test("its configuration is kept, to be run alone", () => {
    for (const index of [2, 3, 4, 5]) {
      const kept = JSON.parse(readFileSync(join(whole.at, "failed", `point-${index}.json`), "utf8"));
      const [breaks_below, depth] = whole.plan.points[index].values;
      expect(kept).toMatchObject({ name: `point-${index}`, markets: { ust: { depth } }, agents: { holder: { breaks_below } } });
    }
    expect(existsSync(join(whole.at, "failed", "point-0.json"))).toBe(false);
  });

  test("where it is the reference, there is nothing to compare with: no contrasts.arrow, all else as without one", async () => {
    const [with_, without] = [await run(`${FRAGILE_GRID}reference: { breaks: 9 }\n`), await run(FRAGILE_GRID)];
    expect(with_.plan.reference!.index).toBe(5);
    expect(existsSync(join(with_.at, "contrasts.arrow"))).toBe(false);
    const { "contrasts.arrow": contrasts, ...others } = digests(without.at);
    expect(contrasts).toBeDefined();
    expect(digests(with_.at)).toEqual(others);
  });

  test("the journal notes the failures", () => {
    expect(journal(whole.at).filter((entry) => "failed" in entry).length).toBeGreaterThanOrEqual(4);
  });
});

describe("a sweep gives up after more failures than are allowed", () => {
  test.each([[0, 1], [1, 2], [3, 4]])("%d allowed: it stops at failure %d, and is not complete", async (failuresAllowed, failed) => {
    const { result, points, at } = await run(FRAGILE_GRID.replace("[0, 4.38, 9]", "[9, 8, 0]"), [], { failuresAllowed });
    expect(result).toMatchObject({ complete: false, state: { failed } });
    expect(states(points).filter((state) => state === "failed")).toHaveLength(failed);
    expect(existsSync(join(at, "manifest.json"))).toBe(false);
  });

  test("as many as are allowed are borne", async () => {
    const { result } = await run(FRAGILE_GRID.replace("[0, 4.38, 9]", "[9, 0]"), [], { failuresAllowed: 2 });
    expect(result).toMatchObject({ complete: true, state: { failed: 2, done: 2 } });
  });
});

describe("a block of a design counts as a whole", () => {
  const parameters = `
base: tiny.yaml
parameters:
  breaks: { path: agents.holder.breaks_below, values: [0, 0, 0, 0, 0, 0, 0, 9] }
  depth: { path: markets.ust.depth, uniform: { low: 8000, high: 12000 } }
metrics: [usdjpy.end]
statistics: [mean]
`;
  test.each<[string, string, number, string[]]>([
    ["Saltelli", "{ saltelli: { base: 16 } }", 4, ["first", "total"]],
    ["Morris", "{ morris: { trajectories: 16, levels: 8 } }", 3, ["mu", "mu_star", "sigma"]],
  ])("%s: those with a failed point are left out, and counted", async (_, design, size, names) => {
    const { at, points } = await run(`design: ${design}${parameters}`, ["run.paths=4"]);
    const blocks = Array.from({ length: points.length / size }, (__, block) => points.slice(block * size, (block + 1) * size));
    const broken = blocks.filter((block) => states(block).includes("failed")).length;
    expect(broken).toBeGreaterThan(0);
    expect(broken).toBeLessThan(blocks.length);
    const rows = rowsOf(at, "sensitivity.arrow").filter(({ index }) => names.includes(index as string));
    expect(rows).toHaveLength(2 * names.length);
    for (const row of rows) expect(row).toMatchObject({ blocks: blocks.length - broken, blocks_left_out: broken });
    // The same numbers as from the whole blocks alone: a constraint takes the others out.
    const alone = await run(`design: ${design}${parameters}constraints: [breaks < 9]\n`, ["run.paths=4"]);
    const numbers = (from: string) => rowsOf(from, "sensitivity.arrow").filter(({ index }) => names.includes(index as string)).map(({ metric, index, parameter, value }) => ({ metric, index, parameter, value }));
    expect(numbers(at)).toEqual(numbers(alone.at));
    expect(rowsOf(alone.at, "sensitivity.arrow")[0]).toMatchObject({ blocks: blocks.length - broken, blocks_left_out: 0 });
  });
});
