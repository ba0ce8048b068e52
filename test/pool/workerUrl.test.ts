import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { workerUrl } from "../../src/pool/workerUrl.ts";

let root: string;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), "worker url "))));
afterEach(() => rmSync(root, { recursive: true }));

const url = (...parts: string[]): string => pathToFileURL(join(root, ...parts)).href;

function build(): void {
  mkdirSync(join(root, "dist", "workers"), { recursive: true });
  writeFileSync(join(root, "dist", "workers", "chunk.worker.js"), "");
}

test.each([
  ["the compiled tree", ["dist", "src", "pool", "workerUrl.js"]],
  ["the TypeScript sources", ["src", "pool", "workerUrl.ts"]],
])("seen from %s, the worker is the compiled one", (_from, module) => {
  build();
  expect(workerUrl("chunk", url(...module)).href).toBe(url("dist", "workers", "chunk.worker.js"));
});

test.each([["dist", "src", "pool", "workerUrl.js"], ["src", "pool", "workerUrl.ts"]])(
  "before the first build the error says what to do (%s/…)",
  (...module) => {
    expect(() => workerUrl("chunk", url(...module))).toThrow(/chunk\.worker\.js is missing: run "npm run build"/);
  },
);

test("in this repository it finds the worker that the engine was built with", () => {
  expect(workerUrl("chunk").pathname).toMatch(/\/dist\/workers\/chunk\.worker\.js$/);
});
