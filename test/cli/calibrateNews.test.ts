import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { FEWEST_RETURNS } from "../../src/fit/closes.ts";
import { FITTED_LAWS } from "../../src/fit/fitShocks.ts";
import { loadRun } from "../../src/run/prepare.ts";
import { levelsFile } from "../fit/levels.ts";
import { scratchFolder, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const DAYS = FEWEST_RETURNS + 51;
const WINDOW = ["--from", "2000-01-01", "--to", "2100-01-01"];
const fit = (...args: string[]) => yenwind(["calibrate", ...args], { cwd: folder });

beforeAll(() => {
  // FRED's two columns, of a made-up exchange rate: a random walk of 1 % a day.
  const [, ...lines] = levelsFile([0.5, 0.3, 0.4, -0.6, 0.1], DAYS).split("\n");
  const closes = ["observation_date,DEXJPUS", ...lines.map((line) => line.split(",").slice(0, 2).join(","))];
  writeFileSync(join(folder, "closes.csv"), closes.join("\n"));
  writeFileSync(join(folder, "short.csv"), closes.slice(0, FEWEST_RETURNS + 1).join("\n"));
  writeFileSync(join(folder, "bad.csv"), [...closes.slice(0, 9), "2000-01-09,many"].join("\n"));
  writeFileSync(join(folder, "taken.yaml"), "name: mine\n");
});

test("--fx fits every law to the closes of a file, and --json says the same to a program", async () => {
  const { code, stdout, stderr } = await fit("--fx", "closes.csv", ...WINDOW);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(new RegExp(`^The laws of news fitted to closes\\.csv, column usdjpy\\n${DAYS - 1} daily log returns, 2000-01-02 to `));
  for (const law of FITTED_LAWS) expect(stdout).toMatch(new RegExp(`^ {2}${law}: (meets every|misses a) target$`, "m"));
  expect(stdout).toMatch(/^--write news\.yaml writes a fitted law as a configuration\.$/m);
  const answer = JSON.parse((await fit("--fx", "closes.csv", ...WINDOW, "--json")).stdout) as { laws: { law: string }[] };
  expect(answer).toMatchObject({ column: "usdjpy", first: "2000-01-02", returns: DAYS - 1, gaps: 0 });
  expect(answer.laws.map(({ law }) => law)).toEqual([...FITTED_LAWS]);
});

test("--write gives the law that is asked for as a configuration that the program takes, and never replaces a file", async () => {
  const args = ["--fx", "closes.csv", ...WINDOW, "--law", "merton", "--write", "news.yaml"];
  expect(await fit(...args)).toMatchObject({ code: 0, stdout: expect.stringContaining("\nmerton is written to news.yaml.\n") });
  const written = join(folder, "news.yaml");
  expect(loadRun(written).configuration).toMatchObject({ shocks: { model: "merton" } });
  expect((await yenwind(["validate", written])).code).toBe(0);
  const text = readFileSync(written, "utf8");
  expect(await fit(...args.map((arg) => (arg === "merton" ? "kou" : arg)))).toMatchObject({ code: 2, stdout: "" });
  expect(readFileSync(written, "utf8")).toBe(text);
});

describe("bad input is exit code 2, says what is wrong, and writes nothing", () => {
  test.each<[string, string[], RegExp]>([
    ["a file that is not there", ["--fx", "close.csv"], /close\.csv/],
    ["a cell that is no level", ["--fx", "bad.csv", ...WINDOW], /bad\.csv:10/],
    ["both a file and --fx", ["calibration.yaml", "--fx", "closes.csv"], /--fx: fits the laws of news and searches nothing\. Leave out --fx, or calibration\.yaml\./],
    ["too few returns", ["--fx", "short.csv", ...WINDOW], new RegExp(`short\\.csv.*column usdjpy has ${FEWEST_RETURNS - 1} daily returns.*\\n?.*at least ${FEWEST_RETURNS}`)],
    ["a window without closes", ["--fx", "closes.csv", "--from", "2020-01-01"], /has 0 daily returns from 2020-01-01/],
    ["a date that is none", ["--fx", "closes.csv", "--from", "2000"], /Expected a date such as 2015-01-01/],
    ["a folder that is not there", ["--fx", "closes.csv", ...WINDOW, "--write", "nowhere/x.yaml"], /--write: there is no folder nowhere/],
    ["a file that exists", ["--fx", "closes.csv", ...WINDOW, "--write", "taken.yaml"], /--write: taken\.yaml exists already\. Choose another name, or remove it\./],
  ])("%s", async (_, args, says) => {
    const write = args.includes("--write") ? [] : ["--write", "unwritten.yaml"];
    const { code, stdout, stderr } = await fit(...args, ...write);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(says);
    expect(existsSync(join(folder, "unwritten.yaml"))).toBe(false);
    expect(readFileSync(join(folder, "taken.yaml"), "utf8")).toBe("name: mine\n");
  });
});
