import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { BadInput } from "../../src/config/errors.ts";
import { type FactsOptions, type FactsResult, planFacts, simulateFacts } from "../../src/facts/simulateFacts.ts";
import { SCENARIOS } from "../../src/facts/scenarios.ts";
import { builtInModel } from "../../src/kinds/model.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { digests } from "../sweep/tinySweep.ts";
import { FEW_AGENTS } from "./fewAgents.ts";
import { configs } from "./madeUp.ts";

const folder = scratchFolder();
const plan = (changes: Partial<Parameters<typeof planFacts>[0]> = {}) => planFacts({ model: builtInModel, configs, set: FEW_AGENTS, effort: 0.001, seeds: 1, seed: "one", ...changes });
const one = plan();
const into = (name: string, options: Partial<FactsOptions> = {}): Promise<FactsResult> => simulateFacts(one, { out: join(folder, name), overwrite: false, threads: 2, ...options });

let first: FactsResult;
beforeAll(async () => {
  first = await into("first");
});

const textsOf = (at: string) => Object.fromEntries(readdirSync(at).filter((name) => /\.(md|svg)$/.test(name)).map((name) => [name, createHash("sha256").update(readFileSync(join(at, name))).digest("hex")]));

test("the folder has the tables, the page with every picture it shows, and a manifest that counts", () => {
  const { folder: at, files } = first;
  expect(files.map(({ name }) => name)).toEqual(["facts.arrow", "backtest.arrow", "fans.arrow"]);
  expect(Object.keys(digests(at))).toHaveLength(3);
  expect(readManifest(at)).toMatchObject({ seed: "one", configurationHash: one.hash, counts: { scenarios: Object.keys(SCENARIOS).length, paths: one.paths, seeds: 1 } });
  const links = [...readFileSync(join(at, "facts.md"), "utf8").matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1]);
  expect(links).toHaveLength(2);
  for (const link of links) expect(existsSync(join(at, link))).toBe(true);
});

test("without threads every file has the same bytes, and every path is counted", async () => {
  const progress = new Int32Array(new SharedArrayBuffer(4));
  const { folder: at } = await into("again", { threads: 0, progress });
  expect(digests(at)).toEqual(digests(first.folder));
  expect(textsOf(at)).toEqual(textsOf(first.folder));
  expect(Object.keys(textsOf(at))).toHaveLength(3);
  expect(progress[0]).toBe(one.paths);
});

test("what is there is not replaced unless that is asked for", async () => {
  await expect(into("first")).rejects.toThrow(BadInput);
  writeFileSync(join(first.folder, "stray.txt"), "");
  const { folder: at } = await into("first", { overwrite: true });
  expect(at).toBe(first.folder);
  expect(existsSync(join(at, "stray.txt"))).toBe(false);
});

test("the folder's name follows seed, overrides, effort and the number of seeds", () => {
  const hashes = [{}, { seed: "two" }, { set: [...FEW_AGENTS, "markets.fx.depth=1500"] }, { effort: 0.02 }, { seeds: 2 }].map((changes) => plan(changes).hash);
  expect(new Set(hashes).size).toBe(hashes.length);
  expect(plan().hash).toBe(one.hash);
});

test("seeds are the given one, then the same with a number; every scenario has it", () => {
  const { work, paths } = plan({ seeds: 3 });
  expect(work.map(({ seed }) => seed)).toEqual(["one", "one 2", "one 3"]);
  for (const { seed, scenarios } of work) for (const { configuration } of scenarios) expect(configuration.run.seed).toBe(seed);
  expect(paths).toBe(3 * one.paths);
});

test("without a seed it is that of the baseline, or of run.seed", () => {
  expect(plan({ seed: undefined }).seed).toBe("yenwind");
  expect(plan({ seed: undefined, set: [...FEW_AGENTS, "run.seed=mine"] }).seed).toBe("mine");
});
