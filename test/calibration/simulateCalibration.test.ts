import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { checkFiles } from "../../src/arrow/checkFiles.ts";
import { readManifest } from "../../src/arrow/manifest.ts";
import { readTable } from "../../src/arrow/table.ts";
import { implausibility } from "../../src/calibration/implausibility.ts";
import { PointFailure } from "../../src/calibration/evaluation.ts";
import { type CalibrationOutcome, calibrationFolder } from "../../src/calibration/simulateCalibration.ts";
import { agrees } from "../../src/facts/measured.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { digests, journal, rowsOf } from "../sweep/tinySweep.ts";
import { planOf, simulateTiny, textWith, toyCatalogue } from "./tinyCalibration.ts";

const folder = scratchFolder();
const text = textWith({ targets: "targets: [leverage, { name: usdjpy_end, metric: usdjpy.end, observed: 147.7, tolerance: 0.5 }]" });
const plan = planOf(folder, text);
const whole = join(folder, "whole");
let outcome: CalibrationOutcome;
beforeAll(async () => void (outcome = await simulateTiny(plan, whole)));

test("points.arrow has every point, with what its targets say and whether it is accepted", () => {
  const rows = rowsOf(whole, "points.arrow");
  expect(rows).toHaveLength(outcome.evaluations.length);
  rows.forEach((row, point) => {
    const { wave, values, measured, accepted } = outcome.evaluations[point];
    const [leverage, end] = measured;
    expect(row).toMatchObject({
      point, wave, yen_loans: values[0], depth: values[1], accepted, error: "",
      "leverage.observed": 0.06, "leverage.median": values[0] / values[1], "leverage.implausibility": implausibility(leverage), "leverage.agrees": agrees(leverage),
      "usdjpy_end.median": end.median, "usdjpy_end.q10": end.q10, "usdjpy_end.q90": end.q90,
      max_implausibility: Math.max(implausibility(leverage), implausibility(end)),
    });
  });
  expect(rows.some(({ accepted }) => accepted)).toBe(true);
});

test("waves.arrow has every wave, and columns have units and descriptions", () => {
  const [first, second] = rowsOf(whole, "waves.arrow");
  expect(first).toMatchObject({ wave: 1, points: 13, order: 2, fitted: 13, candidates: expect.any(Number), share: outcome.waves[0].share, "leverage.smallest": outcome.waves[0].targets[0].smallest });
  expect(second.share).toBeLessThanOrEqual(first.share as number);
  const field = (name: string) => readTable(join(whole, "points.arrow")).schema.fields.find((each) => each.name === name)!.metadata;
  expect(Object.fromEntries(field("depth"))).toMatchObject({ unit: "USD bn per unit log return", description: expect.stringMatching(/.+/) });
  expect(Object.fromEntries(field("usdjpy_end.median"))).toMatchObject({ unit: "yen per dollar", description: expect.stringMatching(/: median over the paths$/) });
});

test("the manifest says what was asked and what came of it", () => {
  const manifest = readManifest(whole);
  expect(checkFiles(whole, manifest)).toEqual([]);
  expect(manifest).toMatchObject({
    configurationHash: plan.hash, calibration: { targets: ["leverage", { name: "usdjpy_end" }], waves: { count: 2, points: 12, seed: "waves" } },
    counts: { paths: 8, points: outcome.evaluations.length, failed_points: 0, waves: 2, accepted_points: outcome.evaluations.filter(({ accepted }) => accepted).length },
  });
  expect(calibrationFolder("out", plan)).toBe(`out/tiny-calibration-${plan.hash.slice(0, 8)}`);
});

describe("a calibration that goes on", () => {
  test.each([1, 11, 12, 20])("after %i points and half a line ends with the same bytes, and computes the rest only", async (kept) => {
    const path = join(folder, `resumed-${kept}`);
    mkdirSync(path);
    const lines = readFileSync(join(whole, "journal.jsonl"), "utf8").split("\n");
    writeFileSync(join(path, "journal.jsonl"), `${lines.slice(0, kept).map((line) => `${line}\n`).join("")}${lines[kept].slice(0, 30)}`);
    copyFileSync(join(whole, "calibration.json"), join(path, "calibration.json"));
    const resumed = await simulateTiny(plan, path);
    expect(resumed.kept).toBe(kept);
    expect(digests(path)).toEqual(digests(whole));
    expect(journal(path)).toHaveLength(lines.length - 1);
  });

  test("after a stop, in which nothing is complete", async () => {
    const path = join(folder, "stopped");
    let done = 0;
    const stopped = await simulateTiny(plan, path, { stop: () => done >= 5, onState: (state) => (done = state.done) });
    expect(stopped).toMatchObject({ complete: false, files: [] });
    expect(stopped.evaluations.length).toBeGreaterThanOrEqual(5);
    expect(existsSync(join(path, "manifest.json"))).toBe(false);
    await simulateTiny(plan, path);
    expect(digests(path)).toEqual(digests(whole));
  });

  test("with threads gives the same bytes", async () => {
    const path = join(folder, "threads");
    await simulateTiny(plan, path, { threads: 2 });
    expect(digests(path)).toEqual(digests(whole));
  });

  test("with another wave keeps the points of the others; --overwrite computes all anew", async () => {
    const path = join(folder, "more");
    await simulateTiny(plan, path);
    const three = planOf(folder, text, { waves: 3 });
    const more = await simulateTiny(three, path);
    expect(more.kept).toBe(outcome.evaluations.length);
    expect(more.evaluations.slice(0, outcome.evaluations.length)).toEqual(outcome.evaluations);
    expect((await simulateTiny(three, path, { overwrite: true })).kept).toBe(0);
    expect(rowsOf(path, "waves.arrow")).toHaveLength(more.waves.length);
  });
});

test("a point that cannot be simulated has a row that says why", async () => {
  const path = join(folder, "failing");
  const failing = await simulateTiny(planOf(folder, textWith({ targets: "targets: [leverage]" })), path, {
    catalogue: {
      ...toyCatalogue,
      open: async (names, request) => {
        const { evaluate, close } = await toyCatalogue.open(names, request);
        return { evaluate: (values, index) => (index === 3 ? Promise.reject(new PointFailure("path 2: not finite")) : evaluate(values, index)), close };
      },
    },
  });
  expect(rowsOf(path, "points.arrow")[3]).toMatchObject({ error: "path 2: not finite", accepted: false, max_implausibility: Infinity, "leverage.median": NaN, "leverage.agrees": false });
  expect(readManifest(path).counts.failed_points).toBe(1);
  expect(failing.complete).toBe(true);
});
