import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { childYaml } from "../../src/config/childYaml.ts";
import { builtInModel } from "../../src/kinds/model.ts";
import { loadRun } from "../../src/run/prepare.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { TINY_BASE } from "../sweep/tinySweep.ts";

const folder = scratchFolder();
writeFileSync(join(folder, "tiny.yaml"), TINY_BASE);

test("the child of a file gives what was changed, to the last bit, and the rest is the parent's", () => {
  const set = ["markets.fx.depth=1234.5678901234567", "agents.hedge_fund.debt_to_equity.lognormal.median=1.1", "agents.hedge_fund.yen_loans=0.0012345678901234567", "events.1.news.fx=-0.05"];
  const changed = loadRun(join(folder, "tiny.yaml"), set).configuration;
  const paths = set.map((each) => each.split("=")[0].split("."));
  const text = childYaml({ name: "child", extends: "tiny.yaml" }, changed, paths, builtInModel.parameters, "One line.\n\nAnother.");
  expect(text).toMatch(/^# One line\.\n#\n# Another\.\nname: child\nextends: tiny\.yaml\n/);
  writeFileSync(join(folder, "child.yaml"), text);
  const { name, description, ...rest } = loadRun(join(folder, "child.yaml")).configuration;
  const { name: _, description: __, ...expected } = changed;
  expect({ name, description, rest }).toEqual({ name: "child", description: "", rest: expected });
});

test("nothing is written that no path names", () => {
  const { configuration } = loadRun(join(folder, "tiny.yaml"), ["run.paths=7"]);
  expect(childYaml({ extends: "x.yaml" }, configuration, [["markets", "fx", "depth"]], builtInModel.parameters, "c")).toBe("# c\nextends: x.yaml\nmarkets:\n  fx:\n    depth: 2000\n");
});
