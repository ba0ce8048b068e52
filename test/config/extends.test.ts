import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadConfiguration, parseConfiguration } from "../../src/config/load.ts";
import { refusal, summary } from "./refusal.ts";
import { smallTree } from "./smallTree.ts";

const folder = mkdtempSync(join(tmpdir(), "yenwind-extends-"));
const at = (name: string) => join(folder, name);
const load = (name: string, set: string[] = []) => loadConfiguration(at(name), { tree: smallTree, set });

beforeAll(() => {
  mkdirSync(at("sweeps"));
  const files: Record<string, string> = {
    "baseline.yaml":
      "name: base\ndescription: the base\nrun: { paths: 50, seed: one }\nrates: { jpy: 0.01, usd: 0.02 }\n" +
      "shocks: { correlation: [0.5, 0.5, 0.5] }\n" +
      "agents:\n  hedge_fund: { count: 7, size: { lognormal: { median: 3, sigma: 2 } } }\n" +
      "events: [{ day: 1, news: { fx: 0.1 } }, { day: 2, news: {} }]\n",
    "child.yaml":
      "extends: ./baseline.yaml\nrates: { usd: 0.03 }\nshocks: { correlation: [0, 0, 0] }\n" +
      "agents: { hedge_fund: { size: { uniform: { low: 1, high: 2 } } } }\nevents: [{ day: 9, depth: { fx: 0.5 } }]\n",
    "sweeps/Grand Child.yaml": "extends: ../child.yaml\nrun: { paths: 99 }\n",
    "bad_parent.yaml": "name: bad\nrates:\n  jpy: 5\n  nope: 1\ncalendar: { days: 0 }\n",
    "bad_child.yaml": "extends: bad_parent.yaml\ncalendar: { days: 5 }\nrates:\n  usd: 6\n",
    "no_sigma.yaml": "extends: baseline.yaml\nagents: { hedge_fund: { size: { lognormal: { median: 1 } } } }\n",
    "loop_a.yaml": "name: a\nextends: loop_b.yaml\n",
    "loop_b.yaml": "extends: link.yaml\n",
    "self.yaml": "extends: self.yaml\n",
    "orphan.yaml": "name: orphan\nextends: ./basline.yaml\n",
    "number.yaml": "extends: 5\n",
    "folder.yaml": "extends: ./sweeps\n",
    "broken_parent.yaml": "extends: malformed.yaml\n",
    "malformed.yaml": "a: 1\na: 2\n",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(at(name), text);
  symlinkSync(at("loop_a.yaml"), at("link.yaml"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test("a child overrides its parent deeply; distributions and lists are replaced whole", () => {
  const { configuration, sources } = load("child.yaml");
  expect(configuration.rates).toEqual({ jpy: 0.01, usd: 0.03 });
  expect(configuration.run).toMatchObject({ paths: 50, seed: "one" });
  expect(configuration.shocks.correlation).toEqual([0, 0, 0]);
  expect(configuration.agents.hedge_fund).toEqual({ count: 7, size: { uniform: { low: 1, high: 2 } } });
  expect(configuration.events).toEqual([
    { day: 9, round: 1, depth: { fx: 0.5, ust: 1, tech: 1, equity: 1, jgb: 1, other: 1 } },
  ]);
  expect(sources).toEqual([at("child.yaml"), at("baseline.yaml")]);
});

test("extends is relative to the file that says it, over any number of generations", () => {
  const { configuration, sources } = load("sweeps/Grand Child.yaml");
  expect(configuration.run).toMatchObject({ paths: 99, seed: "one" });
  expect(configuration.rates.usd).toBe(0.03);
  expect(sources).toEqual([at("sweeps/Grand Child.yaml"), at("child.yaml"), at("baseline.yaml")]);
});

test("name and description are a file's own; the name defaults to the file's", () => {
  expect(load("baseline.yaml").configuration).toMatchObject({ name: "base", description: "the base" });
  expect(load("child.yaml").configuration).toMatchObject({ name: "child", description: "" });
  expect(load("sweeps/Grand Child.yaml").name).toBe("grand-child");
});

test("a text can extend a file beside the name it is given", () => {
  const { configuration } = parseConfiguration("extends: baseline.yaml\n", { tree: smallTree, fileName: at("made.yaml") });
  expect(configuration.rates.usd).toBe(0.02);
  expect(configuration.name).toBe("made");
});

test("overrides win over the child and its parents", () => {
  expect(load("child.yaml", ["rates.usd=0.04", "rates.jpy=0"]).configuration.rates).toEqual({ jpy: 0, usd: 0.04 });
});

describe("findings point at the file that brought the value in", () => {
  test("the parent's values at the parent, the child's at the child; a value replaced by the child is not judged", () => {
    expect(summary(refusal(() => load("bad_child.yaml")))).toEqual([
      `${at("bad_child.yaml")}:4:8 rates.usd: 6 is above the maximum 0.2 (1/year)`,
      `${at("bad_parent.yaml")}:3:8 rates.jpy: 5 is above the maximum 0.2 (1/year)`,
      `${at("bad_parent.yaml")}:4:3 rates.nope: unknown key`,
    ]);
  });
  test("a field missing from the child's distribution is not looked for in the parent's", () => {
    expect(summary(refusal(() => load("no_sigma.yaml")))).toEqual([
      `${at("no_sigma.yaml")}:2:33 agents.hedge_fund.size.lognormal.sigma: missing`,
    ]);
  });
  test("malformed YAML in the parent", () => {
    expect(summary(refusal(() => load("broken_parent.yaml")))).toEqual([`${at("malformed.yaml")}:2:1 : the key is given twice`]);
  });
});

describe("extends that leads nowhere is reported at its line", () => {
  test("a circle, also through a link", () => {
    const circle = [at("loop_a.yaml"), at("loop_b.yaml"), at("link.yaml")].join(" → ");
    expect(summary(refusal(() => load("loop_a.yaml")))).toEqual([
      `${at("loop_b.yaml")}:1:10 extends: the files extend each other in a circle: ${circle}`,
    ]);
  });
  test("itself", () => {
    expect(summary(refusal(() => load("self.yaml")))[0]).toContain(`${at("self.yaml")}:1:10 extends: the files extend each other`);
  });
  test("a missing file, with the nearest name", () => {
    expect(summary(refusal(() => load("orphan.yaml")))).toEqual([
      `${at("orphan.yaml")}:2:10 extends: cannot read ${at("basline.yaml")}: there is no such file` +
        ` | Did you mean ${at("baseline.yaml")}?`,
    ]);
  });
  test("a directory", () => {
    expect(summary(refusal(() => load("folder.yaml")))[0]).toContain("1:10 extends: cannot read");
  });
  test("not text", () => {
    expect(summary(refusal(() => load("number.yaml")))).toEqual([`${at("number.yaml")}:1:10 extends: 5 is not the name of a file`]);
  });
});
