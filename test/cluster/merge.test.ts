import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { shardPath } from "../../src/cluster/layout.ts";
import { mergeShards } from "../../src/cluster/merge.ts";
import { loadModel } from "../../src/kinds/loadModel.ts";
import type { WritePlanOptions } from "../../src/cluster/writePlan.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { FRAGILE_GRID, fragileKind } from "../sweep/fragileKind.ts";
import { GRID, planOf, simulateTiny } from "../sweep/tinySweep.ts";
import { sweepFolder } from "../../src/sweep/simulateSweep.ts";
import { all, changeFile, compute, content, merged, oneMachine, tinyPlan } from "./tinyPlan.ts";

const folder = scratchFolder();
let number = 0;
const place = () => {
  const path = join(folder, `place-${number++}`);
  mkdirSync(path);
  return path;
};

/** Points that repeat another, a reference outside the design, a parameter that is a text. */
const ODD = `
base: tiny.yaml
design: { list: [{ depth: 1000 }, { depth: 4000 }, { depth: 1000 }, { depth: 3000 }, { depth: 5000 }] }
parameters:
  depth: { path: markets.fx.depth, values: [1000, 4000] }
  law: { path: shocks.model, values: [stochastic_volatility] }
reference: { depth: 2500 }
metrics: [usdjpy.*, defaults]
statistics: [mean, q95]
`;
const SOBOL = `
base: tiny.yaml
design: { saltelli: { base: 4 } }
parameters:
  depth: { path: markets.fx.depth, loguniform: { low: 1000, high: 4000 } }
  drift: { path: markets.fx.drift, uniform: { low: 0, high: 0.05 } }
metrics: [usdjpy.end]
statistics: [mean, q95]
`;

/** Points that draw from returns of the past: two files, of which one says nothing of most markets. */
const BOOTSTRAP = `
base: tiny.yaml
design: grid
parameters:
  past: { path: shocks.historical_bootstrap.file, values: [yen.csv, yen-and-stocks.csv] }
  law: { path: shocks.model, values: [stochastic_volatility, historical_bootstrap] }
metrics: [usdjpy.*, all.us_equity.forced.worst3d]
statistics: [mean]
`;
const days = (row: (t: number) => string) => Array.from({ length: 30 }, (_, t) => `${t},${row(t)}\n`).join("");
writeFileSync(join(folder, "yen.csv"), `date,usdjpy\n${days((t) => `${150 + (t % 7)}`)}`);
writeFileSync(join(folder, "yen-and-stocks.csv"), `date,usdjpy,ndx\n${days((t) => `${150 - (t % 5)},${1000 + 9 * (t % 4)}`)}`);

const size: fc.Arbitrary<WritePlanOptions["size"]> = fc.oneof(
  fc.record({ paths: fc.integer({ min: 1, max: 120 }) }),
  fc.record({ shards: fc.integer({ min: 1, max: 60 }) }),
);

describe("a merged plan is the sweep of one machine, byte for byte", () => {
  test.each([["grid", GRID], ["odd list", ODD], ["Saltelli", SOBOL], ["returns of the past", BOOTSTRAP]])("%s: for shards of any size, computed in any order and more than once", async (_, text) => {
    const sweep = planOf(folder, text, { set: ["run.paths=25"] });
    const expected = await oneMachine(sweep, place());
    await fc.assert(
      fc.asyncProperty(size, fc.infiniteStream(fc.nat()), async (asked, random) => {
        const plan = await tinyPlan(sweep, place(), asked);
        const order = all(plan).map((shard) => [random.next().value as number, shard]).sort(([a], [b]) => a - b).map(([, shard]) => shard);
        await compute(plan, [...order, order[0]]);
        expect(await merged(plan, place())).toEqual(expected);
      }),
      { numRuns: 6 },
    );
  });

  test("with worker threads, and with the rules as plain JavaScript", async () => {
    const sweep = planOf(folder, GRID, { set: ["run.paths=40"] });
    const plan = await tinyPlan(sweep, place(), { paths: 30 });
    const [first, ...rest] = all(plan);
    await compute(plan, [first], { threads: 2 });
    await compute(plan, rest, { backEnd: "js" });
    expect(await merged(plan, place())).toEqual(await oneMachine(sweep, place()));
  });

  test("with a precision asked for: points are cut off where the sweep stops them, and what is behind need not be there", async () => {
    const sweep = planOf(folder, `${GRID}until: mean(usdjpy.end) within 0.35\n`, { set: ["run.paths=1500"] });
    const expected = await oneMachine(sweep, place());
    const plan = await tinyPlan(sweep, place(), { paths: 100 });
    const outcomes = await compute(plan);
    expect(outcomes.every(({ state }) => state === "done")).toBe(true);
    expect(await merged(plan, place())).toEqual(expected);
    const stopped = (expected as { manifest: { counts: { paths: number } } }).manifest.counts.paths;
    expect(stopped).toBeLessThan(4 * 1500);
    const last = shardPath(plan.folder, plan.shards.count - 1, "done");
    rmSync(last);
    expect(await merged(plan, place())).toEqual(expected);
    rmSync(shardPath(plan.folder, 0, "done"));
    const { result, missing } = await mergeShards(plan, { out: place() });
    expect({ complete: result!.complete, missing }).toEqual({ complete: false, missing: [0, plan.shards.count - 1] });
  });
});

describe("points that fail", () => {
  let kind: string;
  beforeAll(() => void (kind = fragileKind(folder)));

  test.each([["all paths wanted", ""], ["a precision wanted", "until: mean(usdjpy.end) within 1%\n"]])("fail in the merged folder as on one machine: %s", async (_, until) => {
    const model = await loadModel([kind]);
    const sweep = planOf(folder, FRAGILE_GRID.replace("[0, 4.38, 9]", "[0, 4.3, 4.34, 4.38, 9]") + until, { model, set: ["run.paths=600"] });
    const expected = await oneMachine(sweep, place());
    for (const paths of [16, 150, 1200]) {
      const plan = await tinyPlan(sweep, place(), { paths }, [kind]);
      expect((await compute(plan, all(plan), { threads: paths === 150 ? 2 : 0 })).every(({ state }) => state === "done")).toBe(true);
      expect(await merged(plan, place())).toEqual(expected);
    }
    const { failed_points: failed, points } = (expected as { manifest: { counts: Record<string, number> } }).manifest.counts;
    expect(failed).toBeGreaterThan(0);
    expect(failed).toBeLessThan(points);
  });
});

describe("what is not whole is told", () => {
  const sweep = () => planOf(folder, GRID, { set: ["run.paths=20"] });

  test("missing shards: which, and nothing is merged; what is done can be, as an interrupted sweep that goes on", async () => {
    const plan = await tinyPlan(sweep(), place(), { paths: 10 });
    await compute(plan, [0, 1, 3, 6]);
    const out = place();
    expect(await mergeShards(plan, { out })).toMatchObject({ result: undefined, missing: [2, 4, 5, 7] });
    const { result, missing } = await mergeShards(plan, { out, partial: true });
    expect(missing).toEqual([2, 4, 5, 7]);
    expect(result).toMatchObject({ complete: false, state: { done: 1, points: 4 } });
    // One machine computes what is missing; or the shards come later, into the same folder.
    const other = place();
    await mergeShards(plan, { out: other, partial: true });
    await simulateTiny(sweep(), sweepFolder(other, sweep()));
    const expected = await oneMachine(sweep(), place());
    expect(content(sweepFolder(other, sweep()))).toEqual(expected);
    await compute(plan);
    expect(await merged(plan, out)).toEqual(expected);
    expect(await merged(plan, other)).toEqual(expected);
  });

  test("a folder that has some paths of its own keeps them, whatever shards they overlap", async () => {
    const few = planOf(folder, GRID, { set: ["run.paths=13"] });
    const out = place();
    await simulateTiny(few, sweepFolder(out, few));
    const plan = await tinyPlan(sweep(), place(), { paths: 8 });
    await compute(plan);
    expect(await merged(plan, out)).toEqual(await oneMachine(sweep(), place()));
  });

  test.each([
    ["data", "1.arrow is not what its record says"],
    ["summary", "1.json is not what its record says"],
  ] as const)("a damaged file of %s: the shard and its host", async (file, message) => {
    const plan = await tinyPlan(sweep(), place(), { paths: 20 });
    const [, outcome] = await compute(plan);
    changeFile(plan, 1, file, (text) => text.slice(0, 500) + String.fromCharCode(text.charCodeAt(500) ^ 1) + text.slice(501));
    const { host } = (outcome as { record: { host: string } }).record;
    await expect(mergeShards(plan, { out: place() })).rejects.toThrow(`shard 1, computed on ${host}: ${message}`);
    // Computed again without being asked to, since it is not intact.
    expect((await compute(plan)).map(({ state }) => state)).toEqual(["kept", "done", "kept", "kept"]);
    await merged(plan, place());
  });

  test("records of another model, or another plan", async () => {
    const plan = await tinyPlan(sweep(), place(), { paths: 20 });
    await compute(plan);
    changeFile(plan, 2, "done", (text) => text.replace(/"modelVersion":"[^"]*"/, '"modelVersion":"0"').replace(/"host":"[^"]*"/, '"host":"old-node"'));
    await expect(mergeShards(plan, { out: place() })).rejects.toThrow(/shard 2, computed on old-node: it was computed with model version 0, the plan is for /);
    const other = await tinyPlan(planOf(folder, GRID, { set: ["run.paths=20", "run.seed=other"] }), place(), { paths: 20 });
    await compute(other);
    for (const file of ["data", "summary", "done"] as const) copyFileSync(shardPath(other.folder, 2, file), shardPath(plan.folder, 2, file));
    await expect(mergeShards(plan, { out: place() })).rejects.toThrow(new RegExp(`shard 2, computed on .*: it belongs to the plan ${other.header.hash.slice(0, 8)}, this is ${plan.header.hash.slice(0, 8)}`));
  });
});
