import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { readColumn } from "../../src/arrow/readColumn.ts";
import { explainToFolder, type ExplainResult } from "../../src/explain/explainToFolder.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { editManifest, forge, simulateTiny } from "../run/tinyRun.ts";
import { planOf, rowsOf, simulateTiny as simulateSweep } from "../sweep/tinySweep.ts";
import { findingOf } from "../wellFormed.ts";

const scratch = scratchFolder();
const FALL = ['events=[{ day: 1, round: 1, news: { fx: -0.08, equity: -0.06, tech: -0.07 } }]', "agents.hedge_fund.yen_loans=125", "agents.hedge_fund.debt_to_equity={ lognormal: { median: 3.5, sigma: 0.35 } }", "agents.hedge_fund.margin_buffer={ lognormal: { median: 0.3, sigma: 0.5 } }"];
let run: string;
let result: ExplainResult;
beforeAll(async () => {
  run = await simulateTiny(join(scratch, "runs"), FALL);
  result = await explainToFolder(run, { worst: 1 });
});

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test("the worst path is the one with the largest value of the metric, and its value is the stored one", () => {
  const values = readColumn(join(run, "paths.arrow"), result.explanation.metric.name);
  expect(result.explanation.metric.name).toBe("all.us_equity.forced.worst3d");
  expect(result.explanation.metric.value).toBe(Math.max(...values));
  expect(values[result.explanation.path]).toBe(Math.max(...values));
  expect(result).toMatchObject({ rank: 1, paths: 12, folder: join(run, `explain-path-${result.explanation.path}`) });
});

test("of prices the lowest is the worst, and ranks count from there", async () => {
  const values = [...readColumn(join(run, "paths.arrow"), "usdjpy.min")];
  const third = values.toSorted((a, b) => a - b)[2];
  const { explanation, rank } = await explainToFolder(run, { worst: 3, by: "usdjpy.min" });
  expect({ value: explanation.metric.value, rank }).toEqual({ value: third, rank: 3 });
  expect((await explainToFolder(run, { path: explanation.path, by: "usdjpy.min" })).rank).toBe(3);
});

test("the folder has the page, the pictures and the tables; their numbers are those of the explanation", () => {
  const { folder, explanation } = result;
  const { cascade } = explanation;
  expect(readdirSync(folder).sort()).toEqual(["decomposition.arrow", "decomposition.svg", "edges.arrow", "events.arrow", "graph.svg", "knockouts.arrow", "nodes.arrow", "sellers.arrow", "story.md"]);
  for (const name of ["graph.svg", "decomposition.svg"]) expect(findingOf(readFileSync(join(folder, name), "utf8"))).toBeUndefined();
  expect(cascade.forced).toBeGreaterThan(1);
  expect(sum(rowsOf(folder, "nodes.arrow").map(({ usd }) => usd))).toBeCloseTo(cascade.forced, 9);
  expect(sum(rowsOf(folder, "edges.arrow").map(({ usd }) => usd))).toBeCloseTo(cascade.triggered, 9);
  const fx = rowsOf(folder, "decomposition.arrow").filter(({ market }) => market === "fx");
  const { daily, days } = explanation;
  expect(sum(fx.map(({ log_return: part }) => part))).toBeCloseTo(100 * Math.log(daily.usdjpy[days] / daily.usdjpy[0]), 9);
  const orders = rowsOf(folder, "events.arrow").filter(({ event, market, kind }) => event === "order" && market === "tech" && kind === "hedge_fund");
  expect(sum(orders.map(({ usd }) => usd))).toBeCloseTo(readColumn(join(run, "paths.arrow"), "hedge_fund.tech.all.horizon")[explanation.path], 9);
  expect(orders.every(({ agents }) => agents > 0 && agents <= 20)).toBe(true);
  const knockouts = rowsOf(folder, "knockouts.arrow").filter(({ metric }) => metric === explanation.metric.name);
  expect(knockouts.map(({ knockout, difference }) => [knockout, difference])).toEqual(explanation.knockouts.map(({ name, effects }) => [name, effects[0].difference]));
});

test("story.md tells the summary, the tables, the days and where it is from", () => {
  const page = readFileSync(join(result.folder, "story.md"), "utf8");
  expect(result.explanation.summary).toHaveLength(3);
  expect(page).toContain(result.explanation.summary.join(" "));
  expect(page).toContain("The script moves USDJPY by −8.0 %.");
  expect(page).toContain("| no feedback |");
  expect(page).toMatch(/tiny, configuration [0-9a-f]{8}, seed “[^”]+”, path \d+, model version 1\./);
});

test("the same path gives the same files, and an explanation of before is replaced", async () => {
  const { folder } = result;
  const before = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  await explainToFolder(run, { worst: 1 });
  readdirSync(folder).forEach((name, n) => expect(readFileSync(join(folder, name)).equals(before[n])).toBe(true));
});

test("a folder with other files is left alone", async () => {
  const out = join(scratch, "mine");
  cpSync(result.folder, out, { recursive: true });
  writeFileSync(join(out, "notes.txt"), "mine");
  await expect(explainToFolder(run, { worst: 1, out })).rejects.toThrow("holds notes.txt, which is no part of an explanation");
  expect(readFileSync(join(out, "notes.txt"), "utf8")).toBe("mine");
});

test.each([
  [{ path: 12 }, "--path: there is no path 12. Expected 0 to 11"],
  [{ worst: 13 }, "--worst: there are only 12 paths. Expected 1 to 12"],
  [{ by: "usdjpy.mim" }, "--by: paths.arrow has no column usdjpy.mim. Did you mean usdjpy.min?"],
  [{ by: "everything" }, "docs/data-dictionary.md"],
  [{ point: 1 }, "--point: "],
])("bad input %j: %s", async (options, message) => {
  await expect(explainToFolder(run, options)).rejects.toThrow(message);
});

test("a stored path that is not what the configuration gives is refused", async () => {
  const bad = join(scratch, "bad");
  cpSync(run, bad, { recursive: true });
  const { path, stored } = forge(bad, "usdjpy.end", () => 100);
  await expect(explainToFolder(bad, { path, out: join(scratch, "none") })).rejects.toThrow(`path ${path} as replayed is not the one in ${bad}: usdjpy.end is ${stored}, stored is 100`);
});

test("a run of another model is refused before anything is computed", async () => {
  const other = join(scratch, "other");
  cpSync(run, other, { recursive: true });
  editManifest(other, (manifest) => (manifest.modelVersion = "0"));
  await expect(explainToFolder(other, { path: 0, out: join(scratch, "none") })).rejects.toThrow("it was made with model version 0");
  expect(existsSync(join(scratch, "none"))).toBe(false);
});

test("a run drawn from history is explained with its CSV file; without it, the error says how to give its folder", async () => {
  const file = join(scratch, "levels.csv");
  writeFileSync(file, ["date,usdjpy,ndx", ...Array.from({ length: 40 }, (_, i) => `${i},${150 + (i % 7)},${1000 + (i % 5)}`)].join("\n"));
  const folder = await simulateTiny(join(scratch, "history"), ["shocks.model=historical_bootstrap", `shocks.historical_bootstrap.file=${file}`, "run.streams=independent"]);
  editManifest(folder, ({ configuration }) => (configuration.shocks.historical_bootstrap.file = "levels.csv"));
  await expect(explainToFolder(folder, { path: 3 })).rejects.toThrow(/levels\.csv[^]*--data-dir/);
  expect((await explainToFolder(folder, { path: 3, dataFolder: scratch })).explanation.path).toBe(3);
});

test("a path of one round and one day is explained", async () => {
  const folder = await simulateTiny(join(scratch, "short"), ["calendar.days=1", "calendar.rounds_per_day=1", "calendar.boj_meetings=[]", "calendar.fed_meetings=[]"]);
  const { explanation } = await explainToFolder(folder, { path: 2 });
  expect(explanation.metric.name).toBe("all.us_equity.forced.horizon");
  expect(explanation.summary[0]).toContain("within 1 day (");
});

test("a path of a point of a sweep is explained with that point's configuration; its metrics must be equal", async () => {
  const folder = join(scratch, "sweep");
  await simulateSweep(planOf(scratch), folder);
  const { explanation, folder: out } = await explainToFolder(folder, { point: 2, worst: 1 });
  expect(out).toBe(join(folder, `explain-point-2-path-${explanation.path}`));
  expect(explanation.metric.name).toBe("all.us_equity.forced.worst3d");
  await expect(explainToFolder(folder, { worst: 1 })).rejects.toThrow(/--point: .* holds a sweep of 4 points\. Give one of 0, 1, 2, 3/);
  await expect(explainToFolder(folder, { point: 4, worst: 1 })).rejects.toThrow("holds no paths of a point 4");
});
