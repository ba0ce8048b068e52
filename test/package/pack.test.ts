import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { publint } from "publint";
import { afterAll, beforeAll, expect, test } from "vitest";

// The package as a user gets it: built, packed and installed into an empty folder, in a place of
// its own, so that the tests do not depend on what lies in dist/.
const place = mkdtempSync(join(tmpdir(), "yenwind-package-"));
const stage = join(place, "stage");
const user = join(place, "user");
const installed = join(user, "node_modules/yenwind");
const tsc = resolve("node_modules/typescript/bin/tsc");
const LEFT_BEHIND = new Set(["node_modules", "dist", ".git", "results"]);

/** Output of a command; its error output is part of the error. */
function run(folder: string, command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

let packed: string[] = [];

beforeAll(() => {
  cpSync(".", stage, { recursive: true, filter: (from) => !LEFT_BEHIND.has(basename(from)) });
  run(".", process.execPath, tsc, "-p", "tsconfig.json", "--incremental", "false", "--outDir", join(stage, "dist"));
  run(".", process.execPath, resolve("node_modules/vite/bin/vite.js"), "build", "-c", "vite.page.config.ts", "--outDir", join(stage, "dist/page"));
  run(".", process.execPath, resolve("node_modules/vite/bin/vite.js"), "build", "-c", "vite.page.config.ts", "--mode", "explore", "--outDir", join(stage, "dist/page"));
  const report = JSON.parse(run(stage, "npm", "pack", "--ignore-scripts", "--json")) as [{ filename: string; files: { path: string }[] }];
  packed = report[0].files.map(({ path }) => path);
  mkdirSync(user);
  writeFileSync(join(user, "package.json"), JSON.stringify({ name: "user", private: true, type: "module" }));
  run(user, "npm", "install", "--prefer-offline", "--no-audit", "--no-fund", join(stage, report[0].filename));
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

test("the package has program, library, configurations, docs and licence, and no tests, sources or source maps", () => {
  const wanted = ["LICENSE", "README.md", "CHANGELOG.md", "CITATION.cff", "package.json"];
  const also = ["dist/src/cli/main.js", "dist/src/index.js", "dist/src/index.d.ts", "dist/workers/chunk.worker.js", "dist/page/report.js", "dist/page/report.css", "dist/page/explore.js", "dist/page/explore.css"];
  const configs = readdirSync("configs").filter((name) => name.endsWith(".yaml")).map((name) => `configs/${name}`);
  expect(packed).toEqual(expect.arrayContaining([...wanted, ...also, ...configs, "docs/model.md"]));
  const own = packed.filter((path) => !/^dist\/benchmarks\/[\w-]+\.js$/.test(path)); // what `yenwind bench` runs
  const stray = own.filter((path) => /(^|\/)(test|benchmarks|scripts|results)\//.test(path) || /\.test\.|(?<!\.d)\.ts$|\.map$/.test(path));
  expect(stray).toEqual([]);
});

test("npx yenwind bench has the benchmarks that need nothing but the program", () => {
  const claims = run(user, "npx", "--no-install", "yenwind", "bench", "--list").trim().split("\n");
  expect(claims).toContain("threads-scale");
  expect(claims).not.toContain("the-kernel-keeps-up-with-c"); // its peers' sources stay in the repository
  run(user, "npx", "--no-install", "yenwind", "bench", "--quick", "start-up-takes-half-a-second");
  expect(existsSync(join(user, "results/benchmarks/start-up-takes-half-a-second.json"))).toBe(true);
});

test("publint finds nothing wrong", async () => {
  const { messages } = await publint({ pkgDir: installed, pack: false, strict: true });
  expect(messages).toEqual([]);
});

const TINY = ["calendar.days=2", "agents.hedge_fund.count=20", "agents.pension_fund.count=20", "agents.retail_trader.count=20", "agents.trend_follower.count=20", "agents.investment_trust.count=20"];

test("npx yenwind run simulates the bundled baseline on worker threads", () => {
  const set = TINY.flatMap((override) => ["--set", override]);
  const answer = run(user, "npx", "--no-install", "yenwind", "run", "--json", "--quiet", "--paths", "9", "--threads", "2", ...set);
  const { complete, scenario, paths, folder } = JSON.parse(answer) as { complete: boolean; scenario: string; paths: number; folder: string };
  expect({ complete, scenario, paths }).toEqual({ complete: true, scenario: "baseline", paths: 9 });
  expect(existsSync(join(user, folder, "manifest.json"))).toBe(true);
});

test("npx yenwind report writes a page of that run", () => {
  const [folder] = readdirSync(join(user, "results")).filter((name) => name.startsWith("baseline-"));
  run(user, "npx", "--no-install", "yenwind", "report", `results/${folder}`);
  expect(readFileSync(join(user, "results", folder, "report.html"), "utf8")).toContain("</html>");
});

test("npx yenwind run --kind takes the module of docs/extending.md, which imports yenwind/kind", () => {
  const [, module] = /```js\n([^]*?)```/.exec(readFileSync(join(installed, "docs/extending.md"), "utf8"))!;
  writeFileSync(join(user, "leveraged-fund.mjs"), module);
  const set = TINY.flatMap((override) => ["--set", override]);
  const kind = ["--kind", "./leveraged-fund.mjs", "--set", "name=own"];
  const answer = run(user, "npx", "--no-install", "yenwind", "run", "--json", "--quiet", "--paths", "3", "--threads", "2", ...kind, ...set);
  expect(JSON.parse(answer)).toMatchObject({ complete: true, modelVersion: expect.stringMatching(/^\d+\+leveraged_fund@[0-9a-f]{8}$/) });
});

test("import { simulate } works", () => {
  const program = `
    import { simulate } from "yenwind";
    const { tables, result } = await simulate({ name: "tiny", run: { paths: 3 } }, { threads: 1, set: ${JSON.stringify(TINY)} });
    console.log(JSON.stringify([result.paths, tables.paths.numRows, tables.agents.numRows === result.agents]));
  `;
  writeFileSync(join(user, "program.js"), program);
  expect(JSON.parse(run(user, process.execPath, "program.js"))).toEqual([3, 3, true]);
});

test("the README's example compiles against the types, and a wrong one does not", () => {
  const [, example] = /```ts\n([^]*?)```/.exec(readFileSync("README.md", "utf8"))!;
  const options = { target: "es2023", lib: ["es2023", "dom"], module: "nodenext", strict: true, noEmit: true, skipLibCheck: true, types: [] };
  const compile = (source: string) => {
    writeFileSync(join(user, "example.ts"), source);
    writeFileSync(join(user, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["example.ts"] }));
    return run(user, process.execPath, tsc, "-p", "tsconfig.json");
  };
  expect(compile(example)).toBe("");
  expect(() => compile(example.replace("threads: 2", "threads: \"two\""))).toThrow();
  expect(() => compile(example.replace("tables.liquidation", "tables.sales"))).toThrow();
});
