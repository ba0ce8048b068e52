import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { FEW_AGENTS } from "../facts/fewAgents.ts";
import { configs } from "../facts/madeUp.ts";
import { digests, rowsOf } from "../sweep/tinySweep.ts";
import { onlyRun, scratchFolder, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const out = join(folder, "out");
const page = join(folder, "pages/the sheet.md");
const few = FEW_AGENTS.flatMap((set) => ["--set", set]);
const facts = (...options: string[]) => yenwind(["facts", "--effort", "0.001", "--threads", "2", ...few, ...options]);

let first: { stdout: string; stderr: string };
let run: string;

beforeAll(async () => {
  mkdirSync(dirname(page));
  const { code, ...texts } = await facts("--out", out, "--page", page);
  expect({ code, stderr: texts.stderr }).toMatchObject({ code: 0 });
  first = texts;
  run = onlyRun(out);
});

test("answers with every fact and target, how many hold, and the files", () => {
  for (let n = 1; n <= 16; n++) expect(first.stdout).toMatch(new RegExp(`^F${n} +\\S.* – (reproduced|input|not reproduced)$`, "m"));
  for (const n of [1, 9, 10, 18]) expect(first.stdout).toMatch(new RegExp(`^T${n} +\\S.* – (met|not met)$`, "m"));
  expect(first.stdout).toMatch(/^\d+ of 16 rows hold \(\d+ reproduced, \d+ inputs\); \d+ of \d+ targets are met$/m);
  expect(first.stdout).toContain(`${run}/: facts.arrow, backtest.arrow, fans.arrow, facts.md with its pictures`);
  expect(first.stdout).not.toMatch(/NaN|undefined/);
  expect(Object.keys(digests(run))).toHaveLength(3);
});

test("tells on stderr how far it is", () => {
  expect(first.stderr).toMatch(/\d+\/\d+ paths of \d+ scenarios/);
});

test("--page writes the page, with the pictures that it shows in a folder beside it; else it is that of the results", () => {
  const text = readFileSync(page, "utf8");
  const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1]);
  expect(links).toEqual(["the%20sheet/august-2024.svg", "the%20sheet/targets.svg"]);
  for (const link of links) expect(existsSync(join(dirname(page), decodeURI(link)))).toBe(true);
  expect(text.replaceAll("(the%20sheet/", "(")).toBe(readFileSync(join(run, "facts.md"), "utf8"));
});

test("the same again is refused; --overwrite replaces it, and --json answers with one object", async () => {
  const refused = await facts("--out", out);
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).toMatch(/exists already.*--overwrite/);
  const { code, stdout, stderr } = await facts("--out", out, "--overwrite", "--json", "--quiet");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const answer = JSON.parse(stdout);
  expect(answer).toMatchObject({ folder: run, facts: 16, seed: "yenwind" });
  expect(answer.rows.map(({ id }: { id: string }) => id)).toEqual(Array.from({ length: 16 }, (_, n) => `F${n + 1}`));
  expect(answer.rows.filter(({ verdict }: { verdict: string }) => verdict === "reproduced")).toHaveLength(answer.reproduced);
  expect(answer.backtest.filter(({ met }: { met: boolean }) => met)).toHaveLength(answer.met);
  expect(first.stdout).toContain(`${answer.reproduced + answer.inputs} of 16 rows hold (${answer.reproduced} reproduced, ${answer.inputs} inputs); ${answer.met} of ${answer.targets} targets are met`);
});

test("--seeds 2 judges twice, each seed named; --configs simulates one's own scenarios", async () => {
  const own = join(folder, "own");
  cpSync(configs, own, { recursive: true });
  const file = join(own, "yen-rally.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replaceAll(/fx: -[\d.]+/g, "fx: -0.05"));
  const { code, stdout } = await facts("--out", join(folder, "seeds"), "--configs", own, "--seeds", "2", "--json", "--quiet");
  expect(code).toBe(0);
  const { seeds, rows } = JSON.parse(stdout);
  expect(seeds.map(({ seed }: { seed: string }) => seed)).toEqual(["yenwind", "yenwind 2"]);
  for (const { id, verdict } of rows) expect(seeds[0].verdicts[id]).toBe(verdict);
  expect(readFileSync(join(onlyRun(join(folder, "seeds")), "facts.md"), "utf8")).toMatch(/^\| “yenwind 2” \| \d+ \| \d+ \|$/m);
  const cut = rows.find(({ id }: { id: string }) => id === "F11").parts.find(({ name }: { name: string }) => name === "rally_cut").value;
  expect(cut).not.toBe(rowsOf(run, "facts.arrow").find(({ part }) => part === "rally_cut")!.value);
});

describe("is refused with exit code 2, before anything is written:", () => {
  const elsewhere = join(folder, "elsewhere");

  test.each<[string, string[], RegExp]>([
    ["an override that is out of range", ["--set", "markets.fx.depth=-1"], /markets\.fx\.depth/],
    ["an override that does not exist", ["--set", "markets.fx.dept=1"], /markets\.fx\.dept.*\n.*markets\.fx\.depth|did you mean/i],
    ["an effort of nothing", ["--effort", "0"], /Expected a number above 0, at most 1000/],
    ["no seeds", ["--seeds", "0"], /1 to 100|whole number/i],
    ["a page that is no Markdown", ["--page", join(folder, "page")], /ends in \.md/],
  ])("%s", async (_, options, says) => {
    const { code, stdout, stderr } = await facts("--out", elsewhere, ...options);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(existsSync(elsewhere)).toBe(false);
  });

  test("a folder of configurations that lacks a scenario: it is named", async () => {
    const own = join(folder, "configs");
    cpSync(configs, own, { recursive: true });
    rmSync(join(own, "joint-1998.yaml"));
    const { code, stdout, stderr } = await facts("--out", elsewhere, "--configs", own);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(join(own, "joint-1998.yaml"));
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(existsSync(elsewhere)).toBe(false);
  });
});
