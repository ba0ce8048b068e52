import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { loadRun } from "../../src/run/prepare.ts";

const readme = readFileSync("README.md", "utf8");
const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
const blocks = (language: string) => [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "gm"))].map((match) => match[1]);

test("the two commands are the ones package.json defines", () => {
  expect(blocks("sh")[0].split("\n").map((line) => line.replace(/\s+#.*/, ""))).toEqual(["npm ci && npm start", "npm ci && npm test", ""]);
  expect(scripts.start).toContain("run configs/baseline.yaml");
  expect(scripts.test).toContain("vitest run");
});

test.each(["README.md", "CONTRIBUTING.md", "results/README.md"])("every npm script and every command that %s names exists", (page) => {
  const text = readFileSync(page, "utf8");
  const named = [...text.matchAll(/npm run (\w+)/g)].map((match) => match[1]);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
  const commands = [...text.matchAll(/main\.js (\w+)/g)].map((match) => match[1]);
  expect(commands.filter((name) => !existsSync(`src/cli/${name}.ts`))).toEqual([]);
  const programs = [...text.matchAll(/node dist\/(\S+)\.js/g)].map((match) => match[1]);
  expect(programs.filter((path) => !existsSync(`${path}.ts`))).toEqual([]);
});

test("configuration files that the README names exist", () => {
  const files = [...readme.matchAll(/configs\/[\w-]+\.yaml/g)].map(([file]) => file);
  expect(files.length).toBeGreaterThan(1);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

test("the configuration example is valid", () => {
  const folder = mkdtempSync(join(tmpdir(), "yenwind-readme-"));
  try {
    const file = join(folder, "my.yaml");
    writeFileSync(file, blocks("yaml")[0].replace("configs/baseline.yaml", resolve("configs/baseline.yaml")));
    const { configuration } = loadRun(file);
    expect(configuration.markets.fx.depth).toBe(1000);
    expect(configuration.events).toHaveLength(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
