import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareRuns } from "../../src/run/compare.ts";
import { hasModule, python } from "../readers/python.ts";

const FOLDER = "notebooks";
const NOTEBOOKS = readdirSync(FOLDER).filter((name) => name.endsWith(".ipynb"));
const RENEW = "npm run notebooks";
const MOST_MB = 1.5;

interface Output {
  readonly output_type: string;
  readonly text?: string | readonly string[];
  readonly data?: Readonly<Record<string, string | readonly string[]>>;
}
interface Cell {
  readonly cell_type: "markdown" | "code";
  readonly source: string | readonly string[];
  readonly outputs?: readonly Output[];
}

const readNotebook = (folder: string, name: string) => (JSON.parse(readFileSync(join(folder, name), "utf8")) as { cells: Cell[] }).cells;
const textOf = (text: string | readonly string[] = ""): string => (typeof text === "string" ? text : text.join(""));
const outputsOf = (cells: readonly Cell[]) => cells.flatMap(({ outputs = [] }) => outputs);
const printed = (cells: readonly Cell[]) => outputsOf(cells).map(({ text, data }) => textOf(text) + textOf(data?.["text/plain"])).join("");
const figures = (cells: readonly Cell[]) => outputsOf(cells).filter(({ data }) => data?.["image/png"] !== undefined).length;

/** What `yenwind compare` says of the twins, as the notebooks print it. */
const CONTRASTS = compareRuns("results/sample/no-hike", "results/sample/hike", ["usdjpy.end", "usdjpy.worst3d", "all.us_equity.all.horizon", "all.us_equity.forced.horizon"])
  .columns.map(({ column, unit, difference: { value, ciLow, ciHigh } }) => `${column} (${unit}): ${value.toFixed(3)} [${ciLow.toFixed(3)}, ${ciHigh.toFixed(3)}]`);

let out: string;
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), "yenwind-notebooks-"));
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** Is R here with what its notebook uses? */
function hasR(): boolean {
  try {
    execFileSync("Rscript", ["-e", 'for (p in c("IRkernel", "ggplot2", "reticulate")) stopifnot(requireNamespace(p, quietly = TRUE))'], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const missing = (name: string): string | undefined => {
  const modules = ["nbclient", "ipykernel", "matplotlib", "pyarrow", "pandas", "polars", "duckdb"].filter((module) => !hasModule(module));
  if (modules.length > 0) return `Python with ${modules.join(", ")} not found (YENWIND_PYTHON or .venv/bin/python)`;
  if (name === "r.ipynb" && !hasR()) return "R with IRkernel, ggplot2 and reticulate not found";
  return undefined;
};

test("there are notebooks for pandas, polars, DuckDB and R", () => {
  expect(NOTEBOOKS).toEqual(["duckdb.ipynb", "python-pandas.ipynb", "python-polars.ipynb", "r.ipynb"]);
});

describe.each(NOTEBOOKS)("%s", (name) => {
  const why = missing(name);
  if (why !== undefined) console.log(`${name} is not executed: ${why}`);

  test.skipIf(why !== undefined)("runs from a clean kernel without an error, draws five figures, and prints what is stored", () => {
    // It throws on the first error of a cell, with its text.
    execFileSync(python!, [join(FOLDER, "execute.py"), "--out", out, name], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    const executed = readNotebook(out, name);
    expect(outputsOf(executed).filter(({ output_type }) => output_type === "error")).toEqual([]);
    expect(figures(executed)).toBeGreaterThanOrEqual(5);
    expect(printed(readNotebook(FOLDER, name)), RENEW).toBe(printed(executed));
  });

  test("is stored with its outputs, without warnings, and finds what yenwind compare finds", () => {
    const cells = readNotebook(FOLDER, name);
    expect(figures(cells), RENEW).toBeGreaterThanOrEqual(5);
    expect(outputsOf(cells).filter((output) => "name" in output && output.name === "stderr")).toEqual([]);
    const text = printed(cells);
    expect(CONTRASTS.filter((line) => !text.includes(line)), RENEW).toEqual([]);
  });

  test("opens with what it is, and no code comes without prose before it", () => {
    const cells = readNotebook(FOLDER, name);
    expect(textOf(cells[0].source)).toMatch(/^# Results in /);
    expect(cells.filter(({ cell_type }) => cell_type === "markdown").length).toBeGreaterThanOrEqual(7);
    expect(cells.length).toBeLessThanOrEqual(18);
    expect(cells.at(-1)!.cell_type).toBe("markdown");
  });
});

describe("javascript.mjs", () => {
  const SVGS = readdirSync(join(FOLDER, "javascript"));
  let text: string;
  beforeAll(() => {
    text = execFileSync(process.execPath, [join(FOLDER, "javascript.mjs"), join(out, "charts")], { encoding: "utf8" });
  });

  test("finds what yenwind compare finds", () => {
    expect(CONTRASTS.filter((line) => !text.includes(line))).toEqual([]);
  });

  test("draws the five charts that are stored", () => {
    expect(SVGS).toHaveLength(5);
    for (const name of SVGS) expect(readFileSync(join(out, "charts", name), "utf8") === readFileSync(join(FOLDER, "javascript", name), "utf8"), `${name}: ${RENEW}`).toBe(true);
  });

  test.each(SVGS)("%s names its scenario, its paths and the unit", (name) => {
    const svg = readFileSync(join(FOLDER, "javascript", name), "utf8");
    for (const part of [/sample-\w+: .*\d+ paths/, /USD bn|yen per dollar/]) expect(svg).toMatch(part);
  });
});

test(`the notebooks weigh less than ${MOST_MB} MB`, () => {
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((name) => !name.includes("checkpoints"));
  expect(files.reduce((sum, name) => sum + statSync(join(FOLDER, name)).size, 0) / 1e6).toBeLessThan(MOST_MB);
});
