import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BadInput } from "../../src/config/errors.ts";
import { checkExplored, exploredFolders, latest } from "../../src/explore/folders.ts";
import { scratchFolder } from "../cli/yenwind.ts";

const out = scratchFolder();

function make(folder: string, mark?: string): string {
  const path = join(out, folder);
  mkdirSync(path, { recursive: true });
  if (mark !== undefined) writeFileSync(join(path, mark), "{}");
  return path;
}

test("a folder of results stands for the runs in it, finished or begun, by name; links and what is none are left out", () => {
  const b = make("results/b", "manifest.json");
  const a = make("results/a", "run.json");
  make("results/empty");
  symlinkSync(b, join(out, "results/linked"));
  expect(exploredFolders([join(out, "results")])).toEqual([{ id: "a", folder: a }, { id: "b", folder: b }]);
  const later = make("results/c", "run.json");
  expect(exploredFolders([join(out, "results")]).map(({ folder }) => folder)).toContain(later);
});

test("folders of the same name have addresses of their own; one given twice is there once", () => {
  const [one, two] = [make("x/same", "manifest.json"), make("y/same", "manifest.json")];
  expect(exploredFolders([one, two, `${one}/`])).toEqual([{ id: "same", folder: `${one}/` }, { id: "same~2", folder: two }]);
});

test("the latest folder is the one whose run was finished last, or was begun after that", () => {
  const [early, late, begun] = [make("dated/a", "manifest.json"), make("dated/b", "manifest.json"), make("dated/c", "run.json")];
  const name = () => latest(exploredFolders([join(out, "dated")])).id;
  utimesSync(join(early, "manifest.json"), 100, 100);
  utimesSync(join(late, "manifest.json"), 200, 200);
  utimesSync(join(begun, "run.json"), 150, 150);
  expect(name()).toBe("b");
  utimesSync(join(begun, "run.json"), 300, 300);
  expect(name()).toBe("c");
  // A run that ended keeps the file that says how it was begun.
  writeFileSync(join(early, "run.json"), "{}");
  utimesSync(join(early, "manifest.json"), 400, 400);
  expect(name()).toBe("a");
});

test.each([
  ["no such folder", join(out, "nowhere"), /there is no such folder/],
  ["a file", join(make("z", "manifest.json"), "manifest.json"), /is not a folder/],
  ["nothing in it", make("nothing"), /holds neither a run nor a sweep/],
])("%s: bad input", (_, folder, says) => {
  expect(() => checkExplored([folder])).toThrow(BadInput);
  expect(() => checkExplored([folder])).toThrow(says);
});
