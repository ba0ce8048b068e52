import { basename, dirname } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, readSource } from "./sources.ts";

const CODE = ["src", "workers", "scripts", "benchmarks"];
const MOST_LINES = 250;
/** Names that exclude nothing and so gather everything. */
const VAGUE = /^(utils?|utilit(y|ies)|helpers?|common|misc|shared|lib)$/i;

const files = CODE.flatMap((folder) => filesBelow(folder));

test(`no file of the program is longer than ${MOST_LINES} lines`, () => {
  const long = files.map(readSource).filter(({ lines }) => lines > MOST_LINES);
  expect(long.map(({ path, lines }) => `${path}: ${lines} lines`)).toEqual([]);
});

test("no file or folder is called utils, helpers or common", () => {
  const vague = [...files, ...filesBelow("test")].filter((path) =>
    [...dirname(path).split("/"), basename(path).split(".")[0]!].some((part) => VAGUE.test(part)),
  );
  expect(vague).toEqual([]);
});

test("the sources are TypeScript, all of them", () => {
  const other = CODE.flatMap((folder) => [".js", ".mjs", ".cjs", ".mts", ".cts", ".tsx"].flatMap((ending) => filesBelow(folder, ending)));
  expect(other).toEqual([]);
});
