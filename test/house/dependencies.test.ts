import { describe, expect, test } from "vitest";
import { doors } from "./dependencyTable.ts";
import { filesBelow, parseSource, readSource, type SourceFile } from "./sources.ts";

const files = ["src", "workers", "scripts", "benchmarks"].flatMap((folder) => filesBelow(folder)).map(readSource);

/** The entry of the table that a file belongs to: the longest that it lies in. */
function doorOf(path: string): string | undefined {
  return Object.keys(doors)
    .filter((entry) => path === entry || path.startsWith(`${entry}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** The imports that the table does not allow, in words. */
function violations({ path, imports }: SourceFile): string[] {
  const own = doorOf(path);
  if (own === undefined) return [`${path} lies in no folder of the dependency table`];
  const { ours = [], packages = [], types = [], node = [], computed = false } = doors[own]!;
  return imports.flatMap(({ target, from, typeOnly }) => {
    if (from === "node") return node === "all" || node.includes(target.slice(5)) ? [] : [`${path} imports ${target}`];
    if (from === "package") {
      return packages.includes(target) || (typeOnly && types.includes(target)) ? [] : [`${path} imports ${target}`];
    }
    if (from === "computed") return computed ? [] : [`${path} imports ${target}`];
    const theirs = doorOf(target);
    return theirs === own || (theirs !== undefined && ours.includes(theirs)) ? [] : [`${path} imports ${target}`];
  });
}

test.each(Object.keys(doors).filter((entry) => files.some(({ path }) => doorOf(path) === entry)))(
  "%s imports only what the dependency table allows",
  (entry) => {
    expect(files.filter(({ path }) => doorOf(path) === entry).flatMap(violations)).toEqual([]);
  },
);

test("every file lies in a folder of the dependency table", () => {
  expect(files.filter(({ path }) => doorOf(path) === undefined).map(({ path }) => path)).toEqual([]);
});

test("nobody but the scripts that document it imports src/cli", () => {
  const outside = files.filter(({ path }) => !/^(src\/cli|scripts)\//.test(path));
  const importers = outside.filter(({ imports }) => imports.some(({ target }) => target.startsWith("src/cli/")));
  expect(importers.map(({ path }) => path)).toEqual([]);
});

test("an import of our own names a file that exists", () => {
  const known = new Set([...files.map(({ path }) => path), ...filesBelow("src/page", ".css")]);
  const missing = files.flatMap(({ path, imports }) =>
    imports.filter(({ target, from }) => from === "ours" && !known.has(target)).map(({ target }) => `${path} imports ${target}`),
  );
  expect(missing).toEqual([]);
});

/** The first cycle of a graph, as the nodes along it, or undefined. */
function findCycle(edges: ReadonlyMap<string, ReadonlySet<string>>): string[] | undefined {
  const done = new Set<string>();
  const visit = (node: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of edges.get(node) ?? []) {
      const cycle = visit(next, [...trail, node]);
      if (cycle) return cycle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of edges.keys()) {
    const cycle = visit(node, []);
    if (cycle) return cycle;
  }
  return undefined;
}

function graph(nodeOf: (path: string) => string, types: boolean): Map<string, Set<string>> {
  const edges = new Map<string, Set<string>>();
  for (const { path, imports } of files) {
    const targets = imports.filter(({ from, typeOnly }) => from === "ours" && (types || !typeOnly)).map(({ target }) => nodeOf(target));
    const known = edges.get(nodeOf(path)) ?? new Set();
    targets.filter((target) => target !== nodeOf(path)).forEach((target) => known.add(target));
    edges.set(nodeOf(path), known);
  }
  return edges;
}

test("no folder imports itself through others, types included", () => {
  const folder = (path: string) => path.split("/").slice(0, 2).join("/");
  expect(findCycle(graph(folder, true))).toBeUndefined();
});

test("no file imports itself through others when the program runs", () => {
  expect(findCycle(graph((path) => path, false))).toBeUndefined();
});

describe("the checks see what they look for", () => {
  test.each([
    ["src/model/rules/r01-x.ts", `import { x } from "../../random/stream.ts";`],
    ["src/model/x.ts", `import { readFileSync } from "node:fs";`],
    ["src/model/x.ts", `import type { Key } from "../random/key.ts";`],
    ["src/paths/x.ts", `export { x } from "../run/prepare.ts";`],
    ["src/paths/x.ts", `import "piscina";`],
    ["src/run/x.ts", `const arrow = await import("apache-arrow");`],
    ["src/index.ts", `import { Table } from "apache-arrow";`],
    ["src/run/x.ts", `const module = await import(name);`],
    ["src/pool/x.ts", `import { run } from "../paths/runPath.ts";`],
    ["src/elsewhere/x.ts", `export const x = 1;`],
  ])("%s: %s is refused", (path, text) => {
    expect(violations(parseSource(path, text))).toHaveLength(1);
  });

  test("what the table allows passes", () => {
    expect(violations(parseSource("src/index.ts", `import type { Table } from "apache-arrow";`))).toEqual([]);
    expect(violations(parseSource("src/paths/x.ts", `import { x } from "../model/units.ts";`))).toEqual([]);
    expect(violations(parseSource("src/kinds/x.ts", `const module = await import(url);`))).toEqual([]);
  });

  test("a cycle is found", () => {
    const edges = new Map([["a", new Set(["b"])], ["b", new Set(["c"])], ["c", new Set(["b"])]]);
    expect(findCycle(edges)).toEqual(["b", "c", "b"]);
  });
});
