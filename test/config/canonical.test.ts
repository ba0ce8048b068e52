import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../src/config/canonical.ts";
import { completeConfiguration, parseConfiguration } from "../../src/config/load.ts";
import { smallTree } from "./smallTree.ts";

const hashOf = (text: string, set: string[] = []) =>
  parseConfiguration(text, { tree: smallTree, fileName: "configs/x.yaml", set }).hash;

describe("canonical JSON", () => {
  test.each<[unknown, string]>([
    [{ b: 1, a: [true, null, "x\n"] }, '{"a":[true,null,"x\\n"],"b":1}'],
    [-0, "0"],
    [0.1 + 0.2, "0.30000000000000004"],
    [1e21, "1e+21"],
    [{ "é": 1, z: 2, Z: 3 }, '{"Z":3,"z":2,"é":1}'],
  ])("%j", (value, expected) => expect(canonicalJson(value)).toBe(expected));

  test("reads back as the same data, whatever the order of the keys", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(canonicalJson(reversed(value))).toBe(text);
      }),
    );
  });

  test.each([undefined, NaN, Infinity, () => 0, { a: undefined }, [1n]])("refuses %s", (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});

/** The same data with the keys of every mapping in reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, item]) => [key, reversed(item)]));
}

describe("the hash of a configuration", () => {
  const text = "name: x\nrates:\n  jpy: 0.01\n  usd: 0.02\ncalendar: { days: 30 }\n";

  test("is a SHA-256 in hex", () => expect(hashOf(text)).toMatch(/^[0-9a-f]{64}$/));

  test.each([
    ["order of keys", "calendar: { days: 30 }\nrates: { usd: 0.02, jpy: 0.01 }\nname: x\n"],
    ["comments and blank lines", `# a comment\n\n${text}# another\n`],
    ["numbers written otherwise", text.replace("0.01", "1e-2").replace("30", "30.0")],
    ["spelled-out defaults", `${text}run: { paths: 1000, streams: common }\nevents: []\nshocks: { file: "" }\n`],
    ["description and $schema", `$schema: ../schema.json\ndescription: words\n${text}`],
    ["default name", text.replace("name: x\n", "")],
  ])("does not depend on %s", (_, same) => expect(hashOf(same)).toBe(hashOf(text)));

  test("treats −0 as 0, and so does the configuration", () => {
    expect(hashOf("rates: { jpy: -0 }\n")).toBe(hashOf("rates: { jpy: 0 }\n"));
    const { configuration } = completeConfiguration({ rates: { jpy: -0 } }, { tree: smallTree });
    expect(Object.is(configuration.rates.jpy, 0)).toBe(true);
  });

  test.each([
    "name=y",
    "run.seed=other",
    "run.paths=1001",
    "run.chunk_paths=16",
    "run.streams=independent",
    "rates.jpy=0.010000000000000002",
    "shocks.correlation.2=0",
    "agents.hedge_fund.size=2",
    "events=[{day: 1, news: {}}]",
  ])("changes with %s", (option) => expect(hashOf(text, [option])).not.toBe(hashOf(text)));

  test("is the same for file, text with overrides, and code", () => {
    const code = completeConfiguration(
      { name: "x", calendar: { days: 30 }, rates: { jpy: 0.01, usd: 0.02 } },
      { tree: smallTree },
    );
    expect(code.hash).toBe(hashOf(text));
    expect(hashOf("name: x\n", ["rates.jpy=0.01", "rates.usd=0.02", "calendar.days=30"])).toBe(code.hash);
  });
});
