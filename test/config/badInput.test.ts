import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { loadConfiguration, parseConfiguration } from "../../src/config/load.ts";
import { refusal, summary } from "./refusal.ts";
import { smallTree } from "./smallTree.ts";

const refuse = (text: string) => refusal(() => parseConfiguration(text, { tree: smallTree, fileName: "x.yaml" }));

describe("a bad value is reported at its line and column", () => {
  test.each<[string, string, string[]]>([
    ["below the range", "agents:\n  hedge_fund:\n    count: 0\n", ["x.yaml:3:12 agents.hedge_fund.count: 0 is below the minimum 1 (agents)"]],
    ["above the range", "rates: { jpy: 0.3 }\n", ["x.yaml:1:15 rates.jpy: 0.3 is above the maximum 0.2 (1/year)"]],
    ["not whole", "calendar:\n  days: 2.5\n", ["x.yaml:2:9 calendar.days: 2.5 is not a whole number"]],
    ["both too small and not whole: told once", "calendar: { days: 0.5 }\n", ["x.yaml:1:19 calendar.days: 0.5 is below the minimum 1 (days)"]],
    ["not a number", "rates:\n  usd: high\n", ['x.yaml:2:8 rates.usd: "high" is not a finite number']],
    ["a number in quotes", 'rates:\n  usd: "0.05"\n', ['x.yaml:2:8 rates.usd: "0.05" is not a finite number | Write 0.05']],
    ["digits in groups", "calendar: { days: 1_000 }\n", ['x.yaml:1:19 calendar.days: "1_000" is not a finite number | Write 1000']],
    ["not a number, .nan", "rates:\n  usd: .nan\n", ["x.yaml:2:8 rates.usd: .nan is not a finite number"]],
    ["infinite", "rates:\n  usd: -.inf\n", ["x.yaml:2:8 rates.usd: -.inf is not a finite number"]],
    ["overflowing", "rates:\n  usd: 1e999\n", ["x.yaml:2:8 rates.usd: .inf is not a finite number"]],
    ["blank", "rates:\n  usd:\n", ["x.yaml:2:7 rates.usd: nothing is not a finite number"]],
    ["not a truth value", "shocks: { jumps: yes }\n", ['x.yaml:1:18 shocks.jumps: "yes" is not true or false | Write true']],
    ["not an option", "shocks:\n  model: grach\n", ['x.yaml:2:10 shocks.model: "grach" is not one of the options | Did you mean garch?']],
    ["not text", "run:\n  seed: [1, 2]\n", ["x.yaml:2:9 run.seed: a list is not text"]],
    ["no text", "run:\n  seed: ~\n", ['x.yaml:2:9 run.seed: nothing is not text | Write "" for none']],
    ["a list too short", "shocks:\n  correlation: [0, 0]\n", ["x.yaml:2:16 shocks.correlation: 2 entries"]],
    ["a list too long", "shocks:\n  correlation: [0, 0, 0, 0]\n", ["x.yaml:2:16 shocks.correlation: 4 entries"]],
    ["not a list", "shocks:\n  correlation: 0\n", ["x.yaml:2:16 shocks.correlation: 0 is not a list of numbers"]],
    ["an entry out of range", "shocks:\n  correlation:\n    - 0\n    - 2\n    - 0\n", ["x.yaml:4:7 shocks.correlation.1: 2 is above the maximum 1"]],
    ["a section that is a value", "agents:\n  hedge_fund: 5\n", ["x.yaml:2:15 agents.hedge_fund: 5 is not a mapping"]],
    ["a section that is blank", "rates:\nname: a\n", ["x.yaml:1:7 rates: nothing is not a mapping"]],
    ["a name with other characters", "name: Base Line\n", ['x.yaml:1:7 name: "Base Line" contains other characters']],
    ["a value behind an alias", "rates: { jpy: &r 7, usd: *r }\n", [
      "x.yaml:1:18 rates.jpy: 7 is above the maximum 0.2 (1/year)",
      "x.yaml:1:26 rates.usd: 7 is above the maximum 0.2 (1/year)",
    ]],
    ["a value after a byte order mark and in Windows lines", "\ufeffname: a\r\nrates:\r\n  usd: 5\r\n", ["x.yaml:3:8 rates.usd: 5 is above the maximum 0.2 (1/year)"]],
  ])("%s", (_, text, expected) => {
    expect(summary(refuse(text))).toEqual(expected);
  });
});

describe("an unknown key is reported with the nearest valid name", () => {
  test.each<[string, string, string[]]>([
    ["two letters exchanged", "rates:\n  jpy: 0\n  uds: 0\n", ["x.yaml:3:3 rates.uds: unknown key | Did you mean usd?"]],
    ["a missing underscore", "agents:\n  hedgefund: { count: 3 }\n", ["x.yaml:2:3 agents.hedgefund: unknown key | Did you mean hedge_fund?"]],
    ["at the top", "event: []\n", ["x.yaml:1:1 event: unknown key | Did you mean events?"]],
    ["in the wrong section", "rates:\n  days: 5\n", ["x.yaml:2:3 rates.days: unknown key | Did you mean calendar.days?"]],
    ["like nothing known", "rates:\n  zebra: 5\n", ["x.yaml:2:3 rates.zebra: unknown key"]],
    ["names of JavaScript", "constructor: 1\n__proto__: { x: 1 }\nrates: { toString: 1 }\n", [
      "x.yaml:1:1 constructor: unknown key",
      "x.yaml:2:1 __proto__: unknown key",
      "x.yaml:3:10 rates.toString: unknown key",
    ]],
    ["merge keys are not supported", "rates:\n  <<: { jpy: 0 }\n", ["x.yaml:2:3 rates.<<: unknown key"]],
  ])("%s", (_, text, expected) => {
    expect(summary(refuse(text))).toEqual(expected);
  });
});

describe("a distribution that makes no sense is reported at the field", () => {
  const size = "agents.hedge_fund.size";
  test.each<[string, string, string[]]>([
    ["constant out of range", "-1", [`1:32 ${size}: -1 is below the minimum 0 (USD bn)`]],
    ["not a distribution", "big", [`1:32 ${size}: "big" is not a finite number or a mapping`]],
    ["unknown law", "{ lognorml: { median: 1, sigma: 1 } }", [`1:34 ${size}.lognorml: unknown key | Did you mean lognormal?`]],
    ["no law", "{}", [`1:32 ${size}: the mapping names no distribution`]],
    ["two laws", "{ uniform: { low: 1, high: 2 }, normal: { mean: 1, sd: 1 } }", [`1:64 ${size}.normal: the distribution already is uniform`]],
    ["law without fields", "{ normal: 5 }", [`1:42 ${size}.normal: 5 is not a mapping`]],
    ["missing field", "{ lognormal: { median: 1 } }", [`1:34 ${size}.lognormal.sigma: missing`]],
    ["unknown field", "{ lognormal: { median: 1, sigma: 1, mx: 3 } }", [`1:68 ${size}.lognormal.mx: unknown key | Did you mean max?`]],
    ["negative sigma", "{ lognormal: { median: 1, sigma: -1 } }", [`1:65 ${size}.lognormal.sigma: -1 is below the minimum 0`]],
    ["median of zero", "{ lognormal: { median: 0, sigma: 1 } }", [`1:55 ${size}.lognormal.median: 0 is not above 0, as a lognormal distribution needs`]],
    ["median above max", "{ lognormal: { median: 5, sigma: 1, max: 4 } }", [`1:73 ${size}.lognormal.max: max 4 is below median 5`]],
    ["mean below min", "{ normal: { mean: 1, sd: 1, min: 2 } }", [`1:50 ${size}.normal.mean: mean 1 is below min 2`]],
    ["negative sd", "{ normal: { mean: 1, sd: -2 } }", [`1:57 ${size}.normal.sd: -2 is below the minimum 0 (USD bn)`]],
    ["ends exchanged", "{ uniform: { low: 3, high: 2 } }", [`1:59 ${size}.uniform.high: high 2 is below low 3`]],
    ["end out of range", "{ uniform: { low: 3, high: 2000 } }", [`1:59 ${size}.uniform.high: 2000 is above the maximum 1000 (USD bn)`]],
    ["flat tail", "{ pareto: { alpha: 0, min: 1 } }", [`1:51 ${size}.pareto.alpha: 0 is below the minimum 0.01`]],
    ["pareto from zero", "{ pareto: { alpha: 2, min: 0 } }", [`1:59 ${size}.pareto.min: 0 is not above 0, as a pareto distribution needs`]],
    ["pareto ends exchanged", "{ pareto: { alpha: 2, min: 3, max: 2 } }", [`1:67 ${size}.pareto.max: max 2 is below min 3`]],
    ["lengths differ", "{ choice: { values: [1, 2], weights: [1] } }", [`1:69 ${size}.choice.weights: 2 values need as many weights, not 1`]],
    ["no weight", "{ choice: { values: [1, 2], weights: [0, 0] } }", [`1:69 ${size}.choice.weights: the weights add up to 0`]],
    ["negative weight", "{ choice: { values: [1, 2], weights: [3, -1] } }", [`1:73 ${size}.choice.weights.1: -1 is below the minimum 0`]],
    ["value out of range", "{ choice: { values: [1, 1001], weights: [1, 1] } }", [`1:56 ${size}.choice.values.1: 1001 is above the maximum 1000 (USD bn)`]],
    ["nothing to choose", "{ choice: { values: [], weights: [] } }", [`1:52 ${size}.choice.values: there is nothing to choose from`]],
  ])("%s", (_, value, expected) => {
    const text = `agents: { hedge_fund: { size: ${value} } }\n`.replace("size: ", "size:  ");
    expect(summary(refuse(text))).toEqual(expected.map((line) => `x.yaml:${line}`));
  });
});

describe("a bad event is reported at its key or value", () => {
  test.each<[string, string, string[]]>([
    ["day 0", "{ day: 0, news: {} }", ["2:12 events.0.day: 0 is below the minimum 1 (day)"]],
    ["round 0", "{ day: 1, round: 0, news: {} }", ["2:22 events.0.round: 0 is below the minimum 1 (round)"]],
    ["half a day", "{ day: 1.5, news: {} }", ["2:12 events.0.day: 1.5 is not a whole number"]],
    ["no day", "{ news: { fx: 0.1 } }", ["2:5 events.0.day: missing"]],
    ["no type", "{ day: 3 }", ["2:5 events.0: the event has no type"]],
    ["unknown type", "{ day: 3, polcy: {} }", ["2:15 events.0.polcy: unknown key | Did you mean policy?"]],
    ["two types", "{ day: 3, news: {}, policy: {} }", [
      "2:15 events.0.news: the event already is of type policy; two events can share a day and a round",
    ]],
    ["unknown key of a type", "{ day: 3, policy: { basis_point: 5 } }", ["2:25 events.0.policy.basis_point: unknown key | Did you mean basis_points?"]],
    ["value of a type", "{ day: 3, policy: { bank: ecb } }", ['2:31 events.0.policy.bank: "ecb" is not one of the options']],
    ["inside an alias", "&e { day: 3, news: { fx: 9 } }\n  - *e", [
      "2:30 events.0.news.fx: 9 is above the maximum 1 (log return)",
      "2:30 events.1.news.fx: 9 is above the maximum 1 (log return)",
    ]],
    ["not a mapping", "5", ["2:5 events.0: 5 is not a mapping"]],
  ])("%s", (_, event, expected) => {
    expect(summary(refuse(`events:\n  - ${event}\n`))).toEqual(expected.map((line) => `x.yaml:${line}`));
  });

  test("events that are no list", () => {
    expect(summary(refuse("events: 5\n"))).toEqual(["x.yaml:1:9 events: 5 is not a list"]);
  });
});

describe("a text that is no configuration is refused", () => {
  const bomb = ["a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]", ..."bcdefg".split("").map((name, i) => {
    const before = "abcdef"[i]!;
    return `${name}: &${name} [${Array(9).fill(`*${before}`).join(", ")}]`;
  })].join("\n");
  test.each<[string, string, RegExp]>([
    ["empty", "", /^x\.yaml:1:1 : the file is empty$/],
    ["only comments", "# nothing\n", /^x\.yaml:1:1 : the file is empty$/],
    ["a list", "- 1\n", /^x\.yaml:1:1 : the file is not a mapping$/],
    ["a word", "baseline\n", /^x\.yaml:1:1 : the file is not a mapping$/],
    ["malformed", "rates:\n  jpy: [1, 2\nname: a\n", /^x\.yaml:3:1 : .+/],
    ["a tab", "rates:\n\tjpy: 1\n", /^x\.yaml:2:1 : Tabs/],
    ["a key given twice", "rates:\n  jpy: 0\n  jpy: 0\n", /^x\.yaml:3:3 : the key is given twice$/],
    ["two documents", "name: a\n---\nname: b\n", /^x\.yaml:2:1 : the file holds more than one YAML document$/],
    ["an unknown tag", "name: !secret a\n", /^x\.yaml:1:7 : Unresolved tag/],
    ["an alias to nothing", "name: *a\n", /^x\.yaml : Unresolved alias/],
    ["an alias bomb", bomb, /^x\.yaml : the aliases expand to too much$/],
    ["deep nesting", `name: ${"[".repeat(20_000)}`, /^x\.yaml:1:\d+ : the values are nested too deeply$/],
  ])("%s", (_, text, expected) => {
    const findings = summary(refuse(text));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(expected);
  });

  test("a mapping that contains itself", () => {
    expect(summary(refuse("rates: &r\n  jpy: *r\n"))).toEqual(["x.yaml:2:8 rates.jpy: a mapping is not a finite number"]);
  });
});

describe("a file that cannot be read is refused", () => {
  const folder = mkdtempSync(join(tmpdir(), "yenwind-config-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "baseline.yaml"), "name: baseline\n");
  writeFileSync(join(folder, "latin.yaml"), Buffer.from([0x6e, 0x3a, 0x20, 0xe9]));
  writeFileSync(join(folder, "closed.yaml"), "name: closed\n");
  chmodSync(join(folder, "closed.yaml"), 0);
  mkdirSync(join(folder, "sweeps.yaml"));
  const message = (name: string) => refusal(() => loadConfiguration(join(folder, name), { tree: smallTree })).findings[0]!;

  test("missing, with the nearest name", () => {
    expect(message("baselin.yaml").message).toBe(`cannot read ${join(folder, "baselin.yaml")}: there is no such file`);
    expect(message("baselin.yaml").hint).toBe(`Did you mean ${join(folder, "baseline.yaml")}?`);
    expect(message("baseline").hint).toBe(`Did you mean ${join(folder, "baseline.yaml")}?`);
    expect(message("other/baseline.yaml").hint).toBeUndefined();
  });
  test("a directory", () => expect(message("sweeps.yaml").message).toMatch(/it is a directory, not a file$/));
  test("not UTF-8", () => expect(message("latin.yaml").message).toMatch(/it is not UTF-8 text$/));
  test.skipIf(process.getuid?.() === 0)("not readable", () => {
    expect(message("closed.yaml").message).toMatch(/permission denied$/);
  });
});

describe("the message", () => {
  test("shows every finding with its line and a caret, in the order of the file", () => {
    const error = refuse("rates:\n  usd: 5\n  jpy: x\nagents:\n  hedge_fund:\n    count: 0\n");
    expect(error.exitCode).toBe(2);
    expect(error.name).toBe("BadInput");
    expect(error.message).toBe(
      [
        "x.yaml:2:8  rates.usd: 5 is above the maximum 0.2 (1/year)",
        "     2 |   usd: 5",
        "       |        ^ expected a number from -0.05 to 0.2 (1/year)",
        'x.yaml:3:8  rates.jpy: "x" is not a finite number',
        "     3 |   jpy: x",
        "       |        ^ expected a number from -0.05 to 0.2 (1/year)",
        "x.yaml:6:12  agents.hedge_fund.count: 0 is below the minimum 1 (agents)",
        "     6 |     count: 0",
        "       |            ^ expected a whole number from 1 to 100000 (agents)",
      ].join("\n"),
    );
  });

  test("keeps the caret under the value of a long line", () => {
    const [, excerpt, caret] = refuse(`rates: {${" ".repeat(300)}usd: 5 }\n`).message.split("\n");
    expect(excerpt!.length).toBeLessThan(130);
    expect(excerpt![caret!.indexOf("^")]).toBe("5");
  });

  test("never sends control characters to the terminal", () => {
    const { message } = refuse('rates: { usd: "\u001b[31mred" }\n');
    expect(message).not.toContain("\u001b");
  });

  test("stops after a hundred findings", () => {
    const keys = Array.from({ length: 120 }, (_, i) => `unknown_${i}: 1`).join("\n");
    const error = refuse(keys);
    expect(error.findings).toHaveLength(120);
    expect(error.message.endsWith("… and 20 more")).toBe(true);
  });
});

describe("checks across parameters", () => {
  const checked = (text: string) =>
    refusal(() =>
      parseConfiguration(text, {
        tree: smallTree,
        fileName: "x.yaml",
        checks: ({ calendar, events }) =>
          events.flatMap(({ day }, i) =>
            day <= calendar.days ? [] : [
              { path: ["events", String(i), "day"], message: `day ${day} is beyond the horizon` },
              { path: ["calendar", "days"], message: "is too short" },
            ],
          ),
      }),
    );
  test("are located like any other finding", () => {
    expect(summary(checked("calendar:\n  days: 5\nevents:\n  - { day: 9, news: {} }\n"))).toEqual([
      "x.yaml:2:9 calendar.days: is too short",
      "x.yaml:4:12 events.0.day: day 9 is beyond the horizon",
    ]);
    expect(checked("events: [{ day: 99, news: {} }]\n").findings[1]!.value).toBe(99);
  });
  test("say when the value is a default", () => {
    expect(summary(checked("rates: {}\ncalendar: {}\nevents: [{ day: 99, news: {} }]\n"))).toContain(
      "x.yaml:2:1 calendar.days: is too short | This is the default",
    );
  });
  test("wait until every value is in order", () => {
    expect(summary(checked("rates: { usd: 9 }\nevents: [{ day: 99, news: {} }]\n"))).toHaveLength(1);
  });
});
