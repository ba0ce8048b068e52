import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findingOf } from "../wellFormed.ts";
import { withExample } from "../../scripts/pages/explainExample.ts";

const page = readFileSync("docs/explain.md", "utf8");
const remedy = "npm run explain";

test("the example and its pictures are of one path of one run", () => {
  const [, hash, path] = /Configuration ([0-9a-f]{8}), path (\d+), /.exec(page) ?? [];
  expect(hash, remedy).toBeDefined();
  for (const name of ["decomposition", "graph"]) {
    const picture = readFileSync(`docs/explain/${name}.svg`, "utf8");
    expect(findingOf(picture)).toBeUndefined();
    expect(picture, remedy).toMatch(new RegExp(`configuration ${hash}, seed “[^”]+”, path ${path}, model version`));
  }
});

test("the example is renewed in its place, and a page without a place is refused", () => {
  expect(() => withExample("# Nothing", {} as never, "")).toThrow("example: begin");
});
