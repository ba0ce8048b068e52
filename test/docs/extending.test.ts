import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { simulate } from "../../src/index.ts";
import { onlyRun, scratchFolder, yenwind } from "../cli/yenwind.ts";
import { installBeside } from "../kinds/holder.ts";

const page = readFileSync("docs/extending.md", "utf8");
const blocks = (language: string) => [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)\\n\`\`\``, "gm"))].map((match) => match[1]);
const module = `${blocks("js")[0]}\n`;
const [config] = blocks("yaml");
const [printed, complaint] = blocks("text");

const folder = scratchFolder();
const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const kind = write("leveraged-fund.mjs", module);
const file = write("tech-fall.yaml", config.replace("configs/smoke.yaml", resolve("configs/smoke.yaml")));
beforeAll(() => installBeside(folder));

/** Median over the paths on a day, from the table for fan charts. */
async function median(variable: string, day: number, ...set: string[]): Promise<number> {
  const { tables } = await simulate(file, { kinds: [kind], set });
  const rows = tables.timeline.toArray() as { variable: string; day: number; statistic: string; value: number }[];
  return rows.find((row) => row.variable === variable && row.day === day && row.statistic === "q50")!.value;
}

test("the page names the two files, and they are all it shows", () => {
  expect(page).toContain("`leveraged-fund.mjs`:");
  expect(page).toContain("`tech-fall.yaml` lets");
  expect([blocks("js").length, blocks("yaml").length, blocks("text").length]).toEqual([1, 1, 2]);
});

describe("the commands of the page", () => {
  const commands = blocks("sh")[0].split("\n").map((line) => line.replace(/\s+#.*/, "").replace(/^yenwind /, "").split(" "));

  test("do what it says, and print what it shows", async () => {
    for (const args of commands.slice(0, -1)) expect(await yenwind(args, { cwd: folder })).toMatchObject({ code: 0, stderr: "" });
    const { code, stdout } = await yenwind([...commands.at(-1)!, "--quiet"], { cwd: folder });
    expect(code).toBe(0);
    for (const line of printed.split("\n")) expect(stdout.split("\n").map((each) => each.trimEnd())).toContain(line);
    const run = onlyRun(join(folder, "results"));
    expect(page).toContain(`The run above has the version \`${readManifest(run).modelVersion}\``);
    for (const backEnd of ["wasm", "js"]) {
      const verify = await yenwind(["verify", run, "--kind", kind, "--all", "--quiet", "--backend", backEnd]);
      expect(verify).toMatchObject({ code: 0, stdout: expect.stringContaining("200 of 200 paths recomputed (all)") });
    }
  });
});

test("the funds add to the fall as the table says", async () => {
  const rows = [...page.matchAll(/^\| ([\d.]+) \| ([\d.]+) \| −([\d.]+) % \|$/gm)].map(([, ...cells]) => cells);
  expect(rows).toHaveLength(2);
  for (const [netAssets, sold, fall] of rows) {
    const set = `agents.leveraged_fund.net_assets=${netAssets}`;
    expect((await median("sold_leveraged_fund", 5, set)).toFixed(1)).toBe(sold);
    expect((-(await median("tech", 5, set))).toFixed(1)).toBe(fall);
  }
});

test("a fund of leverage three sells about 48 cents for every dollar of net assets at the close of the fall", async () => {
  const sold = await median("sold_leveraged_fund", 2, "agents.leveraged_fund.leverage=3", "agents.leveraged_fund.net_assets=1");
  expect(page).toContain("A fund of leverage three sells 48 cents per dollar after a fall of 8 %.");
  expect(Math.abs(sold - 0.48)).toBeLessThan(0.05);
});

test("all of them trade at the close and at no other time: once in a day of four rounds", async () => {
  const { tables } = await simulate(file, { kinds: [kind], set: ["calendar.days=1", "events=[]", "agents.leveraged_fund.tolerance=0"] });
  const traded = (tables.paths.toArray() as Record<string, number>[]).map((row) => row["leveraged_fund.rebalanced"]);
  expect(new Set(traded)).toEqual(new Set([60]));
});

test("orders that are not in the sums stop the run", async () => {
  write("unequal.mjs", module.replace("a.order_tech[i] = buy;", "a.order_tech[i] = 2 * buy;"));
  const { code, stderr } = await yenwind(["run", "tech-fall.yaml", "--kind", "./unequal.mjs", "--quiet", "--out", "unequal"], { cwd: folder });
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("accounts do not close") });
});

test("the misspelt name of the page is told with the place that it shows", async () => {
  write("misspelt.mjs", module.replace("p.net_assets", "p.net_asset"));
  const { code, stderr } = await yenwind(["validate", "tech-fall.yaml", "--kind", "./misspelt.mjs"], { cwd: folder });
  expect(code).toBe(2);
  expect(stderr.trimEnd()).toBe(complaint.replace("leveraged-fund.mjs", "misspelt.mjs"));
});

describe("an editor", () => {
  const tsc = resolve("node_modules/typescript/bin/tsc");
  const check = async (name: string, text: string): Promise<string> => {
    const args = [tsc, "--noEmit", "--strict", "--allowJs", "--checkJs", "--target", "es2022", "--module", "nodenext", "--skipLibCheck", write(name, text)];
    return await promisify(execFile)(process.execPath, args, { cwd: folder }).then(
      ({ stdout }) => stdout,
      ({ stdout }: { stdout: string }) => stdout,
    );
  };

  test("finds nothing wrong with the module", async () => {
    expect(await check("checked.mjs", module)).toBe("");
  });

  test.each(["a.leverage[i]", "m.last_round", "k.tolerance", "f.rebalanced", "draw.leverage", "p.net_assets"])("underlines a misspelt %s", async (name) => {
    const [letter, property] = name.replace("[i]", "").split(".");
    const text = module.replace(name, name.replace(property, `${property}s_`));
    expect(await check(`${letter}.mjs`, text)).toMatch(new RegExp(`Property '${property}s_' does not exist`));
  });
});
