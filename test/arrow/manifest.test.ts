import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readManifest, writeManifest } from "../../src/arrow/manifest.ts";
import { inFolder, writeEveryType } from "./everyType.ts";
import { exampleManifest } from "./exampleManifest.ts";

test("a manifest comes back as written, and nothing else is left in the folder", () => {
  inFolder((folder) => {
    const files = [writeEveryType(join(folder, "a.arrow"), [3])];
    writeManifest(folder, { ...exampleManifest, files });
    expect(readManifest(folder)).toEqual({ ...exampleManifest, files });
    expect(readdirSync(folder)).toEqual(["a.arrow", "manifest.json"]);
    expect(readFileSync(join(folder, "manifest.json"), "utf8")).toMatch(/^\{\n {2}"schemaVersion": 1,\n[^]*\n\}\n$/);
  });
});

test("a missing folder, a folder without manifest and broken JSON are told apart", () => {
  inFolder((folder) => {
    expect(() => readManifest(join(folder, "nowhere"))).toThrow(/nowhere.*ENOENT/);
    mkdirSync(join(folder, "run"));
    expect(() => readManifest(join(folder, "run"))).toThrow(/run has no manifest\.json: the run did not complete/);
    writeFileSync(join(folder, "run", "manifest.json"), '{"schemaVersion": 1,');
    expect(() => readManifest(join(folder, "run"))).toThrow(/manifest\.json is malformed: .*JSON/);
  });
});

test.each<[string, object, RegExp]>([
  ["another version", { schemaVersion: 2 }, /schema version 2, this program reads version 1/],
  ["no configuration", { configuration: null }, /"configuration" is missing or not an object/],
  ["no counts", { counts: undefined }, /"counts" is missing/],
  ["a numeric seed", { seed: 42 }, /"seed" is missing or not a string/],
  ["no file list", { files: {} }, /"files" is missing or not a list/],
  ["a file without hash", { files: [{ name: "a", rows: 1, bytes: 2 }] }, /files\[0\] needs name, rows, bytes/],
  ["a fractional size", { files: [{ name: "a", rows: 1, bytes: 2.5, sha256: "" }] }, /files\[0\]/],
])("%s: refused", (_, change, message) => {
  inFolder((folder) => {
    writeFileSync(join(folder, "manifest.json"), JSON.stringify({ ...exampleManifest, ...change }));
    expect(() => readManifest(folder)).toThrow(message);
  });
});

test("a JSON list is no manifest", () => {
  inFolder((folder) => {
    writeFileSync(join(folder, "manifest.json"), "[]");
    expect(() => readManifest(folder)).toThrow(/not a JSON object/);
  });
});

test("a number that JSON cannot hold is refused before anything is written", () => {
  inFolder((folder) => {
    const manifest = { ...exampleManifest, timings: { simulate: NaN } };
    expect(() => writeManifest(folder, manifest)).toThrow(/"simulate" is NaN/);
    expect(readdirSync(folder)).toEqual([]);
  });
});
