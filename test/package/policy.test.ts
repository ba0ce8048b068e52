import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Package {
  readonly type: string;
  readonly license: string;
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly bin: Record<string, string>;
  readonly exports: Record<string, unknown>;
  readonly files: readonly string[];
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

const read = (file: string) => readFileSync(file, "utf8");
const json = JSON.parse(read("package.json")) as Package;

test("every dependency is pinned to one version, and the lock file has that one", () => {
  const lock = JSON.parse(read("package-lock.json")) as { packages: Record<string, { version?: string }> };
  const all = { ...json.dependencies, ...json.devDependencies };
  expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  const locked = Object.fromEntries(Object.keys(all).map((name) => [name, lock.packages[`node_modules/${name}`]?.version]));
  expect(locked).toEqual(all);
});

test("the package runs on Node 20.19 and newer, and this Node is one", () => {
  expect(json.engines.node).toBe(">=20.19");
  const [major, minor] = process.versions.node.split(".").map(Number);
  expect(major * 100 + minor).toBeGreaterThanOrEqual(2019);
  expect(read(".npmrc")).toContain("engine-strict=true");
});

/** Every path in a value of `bin` or `exports`. */
function paths(value: unknown): string[] {
  if (typeof value === "string") return [value.replace(/^\.\//, "")];
  return Object.values(value as object).flatMap(paths);
}

test.each([...paths(json.bin), ...paths(json.exports)])("%s comes from a source file", (file) => {
  const source = file.replace(/^dist\//, "").replace(/(\.d)?\.(ts|js)$/, ".ts");
  expect(existsSync(file.startsWith("dist/") ? source : file)).toBe(true);
});

test("the program has a shebang", () => {
  expect(read("src/cli/main.ts")).toMatch(/^#!\/usr\/bin\/env node\n/);
});

test("licence and version are the same everywhere", () => {
  expect(json.license).toBe("Apache-2.0");
  expect(read("LICENSE")).toMatch(/Apache License\s+Version 2\.0, January 2004/);
  expect(read("CITATION.cff")).toContain(`\nversion: ${json.version}\nlicense: ${json.license}\n`);
  expect(read("CHANGELOG.md")).toContain(`\n## ${json.version} `);
});
