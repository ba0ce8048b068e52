import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readFileSync, writeFileSync } from "node:fs";
import { looksUpTo } from "../../src/statistics/sequentialLooks.ts";
import { parsePrecision } from "../../src/statistics/precision.ts";
import { createStopping } from "../../src/statistics/stopping.ts";
import type { SweepOptions } from "../../src/sweep/simulateSweep.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { digests, journal, planOf, rowsOf, simulateTiny } from "./tinySweep.ts";

const folder = scratchFolder();
const BUDGET = 900;
const UNTIL = "q95(usdjpy.end) within 0.7";
const SWEEP = `
base: tiny.yaml
design: grid
parameters:
  volatility: { path: markets.fx.volatility, values: [0.002, 0.004, 0.03] }
metrics: [usdjpy.end, defaults]
statistics: [mean, q95]
`;

let number = 0;
async function run(set: readonly string[], until: string | undefined, options: Partial<SweepOptions> = {}, text = SWEEP) {
  const at = join(folder, `run-${number++}`);
  const result = await simulateTiny(planOf(folder, text, { set, until }), at, options);
  return { at, result, points: rowsOf(at, "points.arrow") };
}

const values = (at: string, point: number) => Float64Array.from(rowsOf(at, "paths.arrow").filter((row) => row.point === point).map((row) => row["usdjpy.end"] as number));

describe("a sweep that stops every point when it is precise", () => {
  let found: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    found = await run([`run.paths=${BUDGET}`], UNTIL);
  });

  test("stops calm points early, and gives the others as many paths as it may", () => {
    const paths = found.points.map((point) => point.paths as number);
    expect(paths[0]).toBeLessThan(paths[1]);
    expect(paths[1]).toBeLessThan(BUDGET);
    expect(paths[2]).toBe(BUDGET);
    expect(found.points.map(({ precise, status }) => [precise, status])).toEqual([[true, "done"], [true, "done"], [false, "done"]]);
  });

  test("stops at the first look that is met", () => {
    const sizes = looksUpTo(BUDGET, 16);
    const stopping = createStopping(parsePrecision(UNTIL));
    for (const { point, paths, precise } of found.points) {
      const own = values(found.at, point as number);
      expect(own).toHaveLength(paths as number);
      const met = sizes.filter((size) => size <= (paths as number)).map((size) => stopping.look(sizes.indexOf(size) + 1, own.slice(0, size)).met);
      expect(met).toEqual(met.map((_, j) => (precise as boolean) && j === met.length - 1));
      expect(sizes).toContain(paths);
    }
  });

  test("gives the paths that a sweep of that many gives, and the same summary", async () => {
    const paths = found.points[1].paths as number;
    const fixed = await run([`run.paths=${paths}`], undefined);
    expect(values(fixed.at, 1)).toEqual(values(found.at, 1));
    const summary = (at: string) => rowsOf(at, "summary.arrow").filter(({ point }) => point === 1);
    expect(summary(found.at)).toEqual(summary(fixed.at));
    for (const { n } of summary(found.at)) expect(n).toBe(paths);
  });

  test("contrasts the paths that a point and the reference both have", () => {
    const [reference, , third] = found.points.map((point) => point.paths as number);
    for (const { point, n } of rowsOf(found.at, "contrasts.arrow")) expect(n).toBe(point === 0 ? third : Math.min(reference, found.points[point as number].paths as number));
  });

  test.each<[string, Partial<SweepOptions>]>([["two threads", { threads: 2 }], ["three threads in plain JavaScript", { threads: 3, backEnd: "js" }]])("on %s stops where it stops on one, with the same files", async (_, options) => {
    expect(digests((await run([`run.paths=${BUDGET}`], UNTIL, options)).at)).toEqual(digests(found.at));
  });

  test("goes on after an interruption, and after damage below its first look, with the same files", async () => {
    const at = join(folder, "interrupted");
    const plan = planOf(folder, SWEEP, { set: [`run.paths=${BUDGET}`], until: UNTIL });
    let left = Infinity;
    await simulateTiny(plan, at, { stop: () => left <= 256, onState: ({ pathsLeft }) => void (left = pathsLeft) });
    await simulateTiny(plan, at);
    expect(digests(at)).toEqual(digests(found.at));
    // The later paths of the point are there: they are not to be computed again.
    const { at: place } = journal(at).find(({ point, first }) => point === plan.points[1].id && first > 0 && first < 256)!;
    const bytes = readFileSync(join(at, "units.bin"));
    bytes[(place as number) + 1] ^= 8;
    writeFileSync(join(at, "units.bin"), bytes);
    const progress = new Int32Array(new SharedArrayBuffer(4));
    await simulateTiny(plan, at, { progress });
    expect(digests(at)).toEqual(digests(found.at));
    expect(progress[0]).toBeLessThan(256);
  });

  test("has as many paths as it may where that is fewer than the first look, and is not precise", async () => {
    const { points } = await run(["run.paths=20"], UNTIL, { backEnd: "js" });
    expect(points.map(({ paths, precise }) => [paths, precise])).toEqual([[20, false], [20, false], [20, false]]);
  });

  test("that is asked for less precision has fewer paths, in a folder of its own", async () => {
    const plan = planOf(folder, SWEEP, { set: [`run.paths=${BUDGET}`], until: "q95(usdjpy.end) within 20" });
    expect(plan.hash).not.toBe(planOf(folder, SWEEP, { set: [`run.paths=${BUDGET}`], until: UNTIL }).hash);
    const { points } = await run([`run.paths=${BUDGET}`], "q95(usdjpy.end) within 20", { backEnd: "js" });
    expect(points.map(({ paths }) => paths)).toEqual([256, 256, 256]);
  });
});

test("without a precision every point is as precise as asked for", async () => {
  const { points } = await run(["run.paths=4"], undefined, { backEnd: "js" });
  expect(points.map(({ precise }) => precise)).toEqual([true, true, true]);
});
