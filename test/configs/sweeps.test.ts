import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { readTable } from "../../src/arrow/table.ts";
import { grouped } from "../../src/cli/numbers.ts";
import { readSweepFile } from "../../src/config/sweepFile.ts";
import { builtInModel } from "../../src/kinds/model.ts";
import { MODEL_VERSION } from "../../src/model/version.ts";
import { planSweep } from "../../src/sweep/plan.ts";
import { simulateSweep, sweepFolder } from "../../src/sweep/simulateSweep.ts";
import { FIGURES } from "../../scripts/picture/sweepFigures.ts";
import { FEW_AGENTS } from "../world.ts";

const FOLDER = "configs/sweeps";
const NAMES = readdirSync(FOLDER).map((file) => basename(file, ".yaml"));
const fileOf = (name: string) => join(FOLDER, `${name}.yaml`);
const planOf = (name: string, set: readonly string[] = []) => planSweep(readSweepFile(fileOf(name)), { model: builtInModel, set });

/** Points and paths that a sweep may take: a few minutes on two cores. */
const MOST_POINTS = 700;
const MOST_PATHS = 70_000;

/** The comment before the first key, as one text. */
const headOf = (name: string) => /^(#.*\n)*/.exec(readFileSync(fileOf(name), "utf8"))![0].replaceAll(/^# ?/gm, "").replaceAll("\n", " ");

test("there are examples, each with a picture of its own", () => {
  expect(NAMES.length).toBeGreaterThanOrEqual(6);
  expect(Object.keys(FIGURES).sort()).toEqual([...NAMES].sort());
});

describe.each(NAMES)("%s", (name) => {
  test("plans, and is over in minutes", () => {
    const { points, paths, file } = planOf(name);
    expect(file.name).toBe(name);
    expect(points.length).toBeGreaterThan(9);
    expect(points.length).toBeLessThanOrEqual(MOST_POINTS);
    expect(points.length * paths).toBeLessThanOrEqual(MOST_PATHS);
  });

  test("gives the unit of every parameter, and the statistic that answers its question", () => {
    const { declaration } = readSweepFile(fileOf(name));
    expect(Object.entries(declaration.parameters).filter(([, { unit }]) => unit === undefined)).toEqual([]);
    expect(declaration.headline).toBeDefined();
    expect(declaration.statistics).toContain(declaration.headline!.split("(")[0]);
  });

  test("asks a question, answers it with measured numbers, and says what measures them", () => {
    const head = headOf(name);
    expect(head).toMatch(/^What is asked: .*\?.*What one learns: .*\d.*/);
    expect(head).toContain(`yenwind sweep configs/sweeps/${name}.yaml`);
  });

  test("has its section in the manual, with a picture of its present points", () => {
    const manual = readFileSync("docs/sweeps.md", "utf8");
    for (const part of [`](sweeps/${name}.svg)`, `yenwind sweep configs/sweeps/${name}.yaml`]) expect(manual.includes(part), part).toBe(true);
    const plan = planOf(name);
    const caption = `Sweep ${sweepFolder("", plan)}: ${grouped(plan.points.length)} points of ${grouped(plan.paths)} paths, seed “yenwind”, model version ${MODEL_VERSION}`;
    const shown = />(Sweep [^<]*version [^<;]+)/.exec(readFileSync(`docs/sweeps/${name}.svg`, "utf8"))![1];
    if (shown !== caption) throw new Error(`docs/sweeps/${name}.svg shows ${shown}, not ${caption}: npm run sweeps -- ${name}, then read its numbers again`);
  });
});

test("spread-and-hike: common random numbers save at least four paths in five, at every point", async () => {
  const few = Object.entries(FEW_AGENTS).map(([path, value]) => `${path}=${String(value)}`);
  const plan = planOf("spread-and-hike", [...few, "run.paths=24"]);
  const folder = mkdtempSync(join(tmpdir(), "yenwind-sweep-"));
  try {
    const given = { file: fileOf("spread-and-hike"), kinds: [], set: [], until: null };
    await simulateSweep(plan, { folder, given, threads: 0 });
    const rows = readTable(join(folder, "contrasts.arrow")).toArray().map((row) => row.toJSON() as Record<string, never>);
    const headline = rows.filter(({ metric, statistic }) => metric === "all.us_equity.all.horizon" && statistic === "mean");
    expect(headline).toHaveLength(19);
    expect(Math.min(...headline.map(({ variance_reduction }) => variance_reduction as number))).toBeGreaterThan(5);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
