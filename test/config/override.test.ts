import { expect, describe, test } from "vitest";
import { completeConfiguration, parseConfiguration } from "../../src/config/load.ts";
import { refusal, summary } from "./refusal.ts";
import { smallTree } from "./smallTree.ts";

const text = [
  "rates: { jpy: 0.01 }",
  "agents: { hedge_fund: { size: { uniform: { low: 1, high: 2 } } } }",
  "events: [{ day: 3, policy: { bank: fed } }]",
].join("\n");
const set = (...options: string[]) =>
  parseConfiguration(text, { tree: smallTree, fileName: "x.yaml", set: options }).configuration;

describe("--set replaces one value", () => {
  test("given in the file, or left to its default", () => {
    expect(set("rates.jpy=0.02", "rates.usd=0.03").rates).toEqual({ jpy: 0.02, usd: 0.03 });
  });
  test("the last of several wins", () => expect(set("calendar.days=5", "calendar.days=6").calendar.days).toBe(6));
  test("of every type", () => {
    expect(set("shocks.jumps=false", "shocks.model=normal", "shocks.correlation=[1, 0, -1]").shocks).toEqual({
      model: "normal",
      jumps: false,
      file: "",
      correlation: [1, 0, -1],
    });
  });
  test("an entry of a list, from its default on", () => {
    expect(set("shocks.correlation.1=-0.5").shocks.correlation).toEqual([0.1, -0.5, 0.3]);
  });
  test("a whole distribution", () => {
    expect(set("agents.hedge_fund.size=4").agents.hedge_fund.size).toBe(4);
    expect(set("agents.hedge_fund.size={normal: {mean: 3, sd: 1}}").agents.hedge_fund.size).toEqual({ normal: { mean: 3, sd: 1 } });
  });
  test("a field of a distribution that the file gives", () => {
    expect(set("agents.hedge_fund.size.uniform.high=9").agents.hedge_fund.size).toEqual({ uniform: { low: 1, high: 9 } });
  });
  test("a field of a default distribution", () => {
    const { configuration } = completeConfiguration({}, { tree: smallTree, set: ["agents.hedge_fund.size.lognormal.sigma=2"] });
    expect(configuration.agents.hedge_fund.size).toEqual({ lognormal: { median: 2, sigma: 2 } });
  });
  test("a section: its other values stay", () => {
    expect(set("rates={usd: 0.03}").rates).toEqual({ jpy: 0.01, usd: 0.03 });
  });
  test("events: one value, or the list", () => {
    expect(set("events.0.day=8", "events.0.policy.basis_points=25").events).toEqual([
      { day: 8, round: 1, policy: { bank: "fed", basis_points: 25 } },
    ]);
    expect(set("events=[]").events).toEqual([]);
  });
  test("name, description, seed; digits stay as they are typed", () => {
    expect(set("name=other", "description=a = b", "run.seed=0042")).toMatchObject({
      name: "other",
      description: "a = b",
      run: { seed: "0042" },
    });
  });
  test("the file's own values are left alone", () => {
    const given = { rates: { jpy: 0.01 } };
    completeConfiguration(given, { tree: smallTree, set: ["rates.jpy=0"] });
    expect(given).toEqual({ rates: { jpy: 0.01 } });
  });
});

describe("a bad --set is reported by the option", () => {
  test.each<[string, string]>([
    ["run.paths", ": is not of the form path=value | For example run.paths=2000"],
    ["=5", ": is not of the form path=value | For example run.paths=2000"],
    ["agents.hedge_funds.coutn=5", "agents.hedge_funds.coutn: unknown parameter | Did you mean agents.hedge_fund.count?"],
    ["hedge_fund.count=5", "hedge_fund.count: unknown parameter | Did you mean agents.hedge_fund.count?"],
    ["event.0.day=5", "event.0.day: unknown parameter | Did you mean events?"],
    ["rates.jpy.low=5", "rates.jpy.low: unknown parameter | Did you mean rates.jpy?"],
    ["extends=base.yaml", "extends: can only be given in a file"],
    ["__proto__.x=1", "__proto__.x: unknown parameter"],
    ["zebra.quagga=1", "zebra.quagga: unknown parameter"],
    ["rates.usd=5", "rates.usd: 5 is above the maximum 0.2 (1/year)"],
    ["rates.usd=", "rates.usd: nothing is not a finite number"],
    ["rates.usd=[", "rates.usd: the value is not YAML: Flow sequence must end with a ]"],
    ["rates.usd=*a", "rates.usd: the value is not YAML: Unresolved alias (the anchor must be set before the alias): a"],
    ["rates.usd=!x 1", "rates.usd: the value is not YAML: Unresolved tag: !x"],
    ["events.1.day=5", "events.1.day: events has 1 entry, counted from 0"],
    ["events.x.day=5", "events.x.day: events has 1 entry, counted from 0"],
    ["events.0.dya=5", "events.0.dya: unknown key | Did you mean day?"],
    ["events.0.__proto__.x=5", "events.0.__proto__: unknown key"],
    ["events.0.news.fx=0.1", "events.0.news: the event already is of type policy; two events can share a day and a round"],
    ["shocks.correlation.3=0", "shocks.correlation.3: shocks.correlation has 3 entries, counted from 0"],
    ["shocks.correlation.1=3", "shocks.correlation.1: 3 is above the maximum 1"],
    ["agents.hedge_fund.size.uniform.hihg=5", "agents.hedge_fund.size.uniform.hihg: unknown key | Did you mean high?"],
    ["agents.hedge_fund.size.uniform.high=0.5", "agents.hedge_fund.size.uniform.high: high 0.5 is below low 1"],
    ["agents.hedge_fund.size={normal: {mean: 1}}", "agents.hedge_fund.size.normal.sd: missing"],
    ["agents.hedge_fund.size.pareto.min=1", "agents.hedge_fund.size.pareto: the distribution already is uniform"],
  ])("%s", (option, expected) => {
    expect(summary(refusal(() => set(option)))).toEqual([`--set ${option} ${expected}`]);
  });

  test("a bad option hides no other finding, and the message tells what was expected", () => {
    const error = refusal(() => set("rates.yen=1", "calendar.days=0", "rates.jpy=9"));
    expect(error.message.split("\n")).toEqual([
      "--set rates.yen=1  rates.yen: unknown parameter",
      "--set calendar.days=0  calendar.days: 0 is below the minimum 1 (days). Expected a whole number from 1 to 2000 (days)",
      "--set rates.jpy=9  rates.jpy: 9 is above the maximum 0.2 (1/year). Expected a number from -0.05 to 0.2 (1/year)",
    ]);
  });

  test("of several options for one value, the last is to blame", () => {
    expect(summary(refusal(() => set("rates.usd=8", "rates.usd=9")))[0]).toMatch(/^--set rates.usd=9 /);
  });

  test("an option that changes something beside the fault is not to blame", () => {
    const options = { tree: smallTree, fileName: "x.yaml", set: ["events.0.day=4"] };
    expect(summary(refusal(() => parseConfiguration("events:\n  - { day: 3 }\n", options)))).toEqual([
      "x.yaml:2:5 events.0: the event has no type",
    ]);
  });

  test("checks across parameters wait until every option is in order", () => {
    const checks = () => [{ path: ["rates"], message: "checked" }];
    const error = refusal(() => completeConfiguration({}, { tree: smallTree, set: ["zebra=1"], checks }));
    expect(summary(error)).toEqual(["--set zebra=1 zebra: unknown parameter"]);
  });

  test("nothing outside the configuration changes", () => {
    refusal(() => set("events.0.__proto__.polluted=1"));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
