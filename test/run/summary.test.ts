import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { readColumn } from "../../src/arrow/readColumn.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import type { Distribution } from "../../src/run/distribution.ts";
import { readSummary, type RunSummary, SUMMARY_ASSETS } from "../../src/run/summary.ts";
import { simulateTiny, tinyRun } from "./tinyRun.ts";

const scratch = mkdtempSync(join(tmpdir(), "yenwind-summary-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Forty days, so that every kind has reason to trade. */
const set = ["calendar.days=40", "run.paths=21"];
let folder: string;
let summary: RunSummary;
beforeAll(async () => {
  folder = await simulateTiny(scratch, set);
  summary = readSummary(folder, KINDS);
});

const column = (name: string) => [...readColumn(join(folder, "paths.arrow"), name)];
const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;

/** With 21 paths the 5, 50 and 95 % quantiles are order statistics, and the worst 1 % is the largest value. */
function expectDistribution(actual: Distribution, values: readonly number[]): void {
  const x = values.toSorted((a, b) => a - b);
  const expected = {
    mean: mean(values),
    q01: 0.8 * x[0] + 0.2 * x[1],
    q05: x[1],
    q50: x[10],
    q95: x[19],
    q99: 0.2 * x[19] + 0.8 * x[20],
    es99: x[20],
  };
  for (const [name, value] of Object.entries(expected)) {
    expect(actual[name as keyof Distribution], name).toBeCloseTo(value, 8);
  }
}

test("says what was simulated", () => {
  expect(summary).toMatchObject({
    folder, scenario: "tiny", configurationHash: tinyRun(set).hash, seed: "yenwind",
    paths: 21, requestedPaths: 21, agents: 48, days: 40, roundsPerDay: 2,
  });
  expect(summary.files).toEqual(readManifest(folder).files);
});

test("dollars sold are those of paths.arrow, for every kind and asset that trade, and add up over kinds", () => {
  for (const row of summary.sold) expectDistribution(row, column(`${row.kind}.${row.asset}.all.horizon`));
  for (const asset of SUMMARY_ASSETS) {
    const rows = summary.sold.filter((row) => row.asset === asset);
    const all = rows.find(({ kind }) => kind === "all")!;
    expect(all.mean).not.toBe(0);
    expect(rows.filter(({ kind }) => kind !== "all").reduce((sum, row) => sum + row.mean, 0)).toBeCloseTo(all.mean, 8);
  }
  expect(new Set(summary.sold.map(({ kind }) => kind))).toEqual(new Set([...KINDS.map(({ name }) => name), "all"]));
});

test("causes add up: single causes to forced and other, these to everything", () => {
  for (const asset of SUMMARY_ASSETS) {
    const rows = summary.causes.filter((row) => row.asset === asset);
    const group = (name: string) => rows.find(({ cause }) => cause === name)!;
    const singles = (forced: boolean) => rows.filter((row) => row.forced === forced && row.cause !== "forced" && row.cause !== "other");
    for (const [name, forced] of [["forced", true], ["other", false]] as const) {
      expect(singles(forced).length).toBeGreaterThan(0);
      expect(singles(forced).reduce((sum, row) => sum + row.mean, 0)).toBeCloseTo(group(name).mean, 8);
    }
    const forced = column(`all.${asset}.forced.horizon`);
    expectDistribution(group("forced"), forced);
    expectDistribution(group("other"), column(`all.${asset}.all.horizon`).map((x, i) => x - forced[i]));
  }
});

test("a cause is summed over the kinds that have it, path by path", () => {
  const found = (cause: string, asset: string) => summary.causes.find((row) => row.cause === cause && row.asset === asset)!;
  expect(found("stop_loss", "fx").q95).toBeGreaterThan(0);
  expectDistribution(found("stop_loss", "fx"), column("hedge_fund.fx.stop_loss.horizon"));
  const pensions = column("pension_fund.ust.repatriation.horizon");
  expectDistribution(found("repatriation", "ust"), column("life_insurer.ust.repatriation.horizon").map((x, i) => x + pensions[i]));
});

test("USDJPY and the totals of a path are the columns of those names", () => {
  const { start, frozen, ...moves } = summary.usdjpy;
  expect(start).toBe((tinyRun().configuration as unknown as { markets: { usdjpy: number } }).markets.usdjpy);
  for (const name of ["end", "min", "worst3d"] as const) {
    expectDistribution(moves[name], column(`usdjpy.${name}`));
    expectDistribution(frozen[name], column(`frozen.usdjpy.${name}`));
  }
  const names = summary.totals.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["hedge_fund.margin_calls", "yen_repaid.jpy", "yen_repaid.usd", "defaults"]));
  for (const total of summary.totals) expectDistribution(total, column(total.name));
});

test("amplification compares mean moves with the frozen twin", () => {
  const [worst, end] = summary.amplification;
  expect(worst.ratio.value).toBeCloseTo(mean(column("usdjpy.worst3d")) / mean(column("frozen.usdjpy.worst3d")), 8);
  expect(worst.ratio.ciLow).toBeLessThan(worst.ratio.value);
  const move = (name: string) => mean(column(name).map((x) => 100 * (x / summary.usdjpy.start - 1)));
  expect(end.difference.value).toBeCloseTo(move("usdjpy.end") - move("frozen.usdjpy.end"), 8);
});

test("speed is paths over the seconds of the simulation", () => {
  const { prepare, simulate, tables } = readManifest(folder).timings;
  const { threads, seconds, pathsPerSecond, agentRoundsPerSecond } = summary.speed;
  expect(threads).toBe(0);
  expect(seconds).toBeCloseTo(prepare + simulate + tables, 8);
  expect(pathsPerSecond).toBeCloseTo(21 / simulate, 8);
  expect(agentRoundsPerSecond).toBeCloseTo((21 / simulate) * 48 * 80, 3);
});
