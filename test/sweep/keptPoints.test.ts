import { appendFileSync, cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { SweepPlan } from "../../src/sweep/plan.ts";
import type { SweepOptions } from "../../src/sweep/simulateSweep.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { digests, GRID, journal, planOf, rowsOf, simulateTiny } from "./tinySweep.ts";

const folder = scratchFolder();
let number = 0;

/** Run a sweep into a folder of its own, or one that is given. @returns the folder, and how many paths were computed */
async function run(plan: SweepPlan, options: Partial<SweepOptions> & { into?: string } = {}): Promise<{ at: string; computed: number }> {
  const at = options.into ?? join(folder, `run-${number++}`);
  const progress = new Int32Array(new SharedArrayBuffer(4));
  const { complete } = await simulateTiny(plan, at, { progress, backEnd: "js", ...options });
  expect(complete).toBe(true);
  return { at, computed: progress[0] };
}

let grid: string;
beforeAll(async () => {
  grid = (await run(planOf(folder))).at;
});

describe("what was lost is computed again, and the files are the same, byte for byte", () => {
  test.each<[string, (at: string) => void, number]>([
    ["a torn journal", (at) => truncateSync(join(at, "journal.jsonl"), readFileSync(join(at, "journal.jsonl")).length - 7), 1],
    ["a journal that ends in garbage", (at) => appendFileSync(join(at, "journal.jsonl"), "garbage\n"), 0],
    ["a flipped bit in the data", (at) => flip(join(at, "units.bin"), 100), 1],
    ["data that end early", (at) => truncateSync(join(at, "units.bin"), 50), 48],
    ["no data", (at) => truncateSync(join(at, "units.bin"), 0), 48],
    ["no journal", (at) => rmSync(join(at, "journal.jsonl")), 48],
    ["a journal of zeros", (at) => writeFileSync(join(at, "journal.jsonl"), Buffer.alloc(4096)), 48],
  ])("%s", async (_, damage, least) => {
    const at = join(folder, `damaged-${number++}`);
    cpSync(grid, at, { recursive: true });
    const [before] = [journal(at)];
    damage(at);
    const { computed } = await run(planOf(folder), { into: at });
    expect(computed).toBeGreaterThanOrEqual(least);
    expect(computed).toBeLessThanOrEqual(least === 1 ? Math.max(...before.map(({ count }) => count)) : least);
    expect(digests(at)).toEqual(digests(grid));
    expect((await run(planOf(folder), { into: at })).computed).toBe(0); // and is there from then on
    expect(digests(at)).toEqual(digests(grid));
  });
});

function flip(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at] ^= 16;
  writeFileSync(file, bytes);
}

describe("what a folder has is not computed again", () => {
  const pick = (at: string, name: string, keep: (row: Record<string, any>) => boolean) => rowsOf(at, name).filter(keep).map((row) => ({ ...row, point: undefined })); // points have other numbers

  test("when values are added, and the rows of the points that were there stay as they were", async () => {
    const at = join(folder, "grown");
    cpSync(grid, at, { recursive: true });
    const grown = planOf(folder, GRID.replace("[1000, 4000]", "[1000, 2000, 4000]").replace("[0, 50]", "[0, 50, 75]"));
    expect((await run(grown, { into: at })).computed).toBe((9 - 4) * 12);
    const old = (row: Record<string, any>) => grown.points.some(({ index, values: [spread, depth] }) => index === row.point && spread !== 75 && depth !== 2000);
    for (const name of ["paths.arrow", "worst.arrow", "summary.arrow"]) expect(pick(at, name, old)).toEqual(pick(grid, name, () => true));
    expect(digests(at)).toEqual(digests((await run(grown)).at));
  });

  test("when there are to be more paths, of which the first are the same", async () => {
    const at = join(folder, "more-paths");
    cpSync(grid, at, { recursive: true });
    const more = planOf(folder, GRID, { set: ["run.paths=20"] });
    expect((await run(more, { into: at })).computed).toBe(4 * 8);
    const first = (row: Record<string, any>) => row.path < 12;
    expect(pick(at, "paths.arrow", first)).toEqual(pick(grid, "paths.arrow", () => true));
    expect(digests(at)).toEqual(digests((await run(more)).at));
  });

  test("when there are to be fewer paths, or fewer points", async () => {
    const at = join(folder, "fewer");
    cpSync(grid, at, { recursive: true });
    const fewer = planOf(folder, GRID.replace("[0, 50]", "[50]"), { set: ["run.paths=7"] });
    expect((await run(fewer, { into: at })).computed).toBe(0);
    expect(digests(at)).toEqual(digests((await run(fewer)).at));
    expect((await run(planOf(folder), { into: at })).computed).toBe(0);
    expect(digests(at)).toEqual(digests(grid));
  });

  test("unless all is to be computed anew", async () => {
    const at = join(folder, "overwritten");
    cpSync(grid, at, { recursive: true });
    expect((await run(planOf(folder), { into: at, overwrite: true })).computed).toBe(48);
    expect(digests(at)).toEqual(digests(grid));
  });

  test("when two points have the same configuration", async () => {
    const list = `{ "base": "tiny.yaml", "design": { "list": [{ "a": 1000 }, { "b": 1000 }, { "a": 1000, "b": 1000 }, {}] }, "metrics": ["usdjpy.end"], "parameters": { "a": { "path": "markets.fx.depth" }, "b": { "path": "markets.fx.depth" } } }`;
    const { at, computed } = await run(planOf(folder, list));
    expect(new Set(rowsOf(at, "points.arrow").map(({ id }) => id)).size * 12).toBe(computed);
    expect(rowsOf(at, "paths.arrow")).toHaveLength(4 * 12);
  });
});
