import { describe, expect, test } from "vitest";
import { formatFinding } from "../../src/config/errors.ts";
import { checkKind } from "../../src/kinds/checkKind.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { holder } from "./holder.ts";

const taken = new Map([["bank", "is a kind that comes with the program"]]);

/** Every finding in words. */
const findings = (value: unknown) => checkKind(value, taken).map(formatFinding);

test("a plain object that promises what a kind must is one", () => {
  expect(findings(holder)).toEqual([]);
});

test.each(KINDS.map((kind) => [kind.name, kind] as const))("%s, which comes with the program, passes the checks of a user's kind", (_, kind) => {
  expect(checkKind(kind, new Map())).toEqual([]);
});

test.each([12, "kind", null, undefined, [holder], () => holder])("a default export that is no object is told: %s", (value) => {
  expect(findings(value)).toEqual([expect.stringMatching(/^the default export is .*, not a kind\. Expected kind\(/)]);
});

describe("every property is checked", () => {
  const properties = Object.keys(holder);

  test.each(properties)("%s is missing", (name) => {
    expect(findings({ ...holder, [name]: undefined })).toContainEqual(expect.stringMatching(new RegExp(`^${name}: missing\\. Expected \\S`)));
  });

  test.each(properties)("%s has another type", (name) => {
    const found = findings({ ...holder, [name]: 12 });
    expect(found).toContainEqual(expect.stringMatching(new RegExp(`^${name}: 12 is not `)));
    expect(found).toHaveLength(1);
  });

  test("prepare may be left out, but not be something else", () => {
    expect(findings({ ...holder, prepare() {} })).toEqual([]);
    expect(findings({ ...holder, prepare: true })).toEqual([expect.stringMatching(/^prepare: true is not a function/)]);
  });

  test("a property of another name is told, with the nearest", () => {
    expect(findings({ ...holder, colums: {} })).toEqual([expect.stringMatching(/^colums: unknown property.* Did you mean columns\?$/)]);
  });
});

const { parameters, columns, counters } = holder;
const { count, ust } = parameters;
const withParameter = (name: string, changes: object) => ({ parameters: { ...parameters, [name]: { ...(parameters[name] as object), ...changes } } });
const { size: __, ...withoutSize } = parameters;
const { count: ___, ...withoutCount } = parameters;

test.each<[what: string, changes: object, says: string[]]>([
  ["a name that is not snake_case", { name: "My-Kind" }, ['name: "My-Kind" is not a name. Expected small letters a-z, digits and _, a letter first: snake_case']],
  ["a name that another kind has", { name: "bank" }, ["name: the name bank is taken: it is a kind that comes with the program. Choose another name"]],
  ["the name of the sum over kinds", { name: "all" }, ["name: the name all is taken: it begins columns of the result files. Choose another name"]],
  ["a name with which other columns begin", { name: "usdjpy" }, ["name: the name usdjpy is taken: it begins columns of the result files. Choose another name"]],
  ["a title too long for the summary", { title: "x".repeat(33) }, [`title: "${"x".repeat(33)}" is not a title. Expected a text of 1 to 32 characters`]],
  ["a rule that does not exist", { rules: ["R28"] }, ['rules: ["R28"] is not a list of rules. Expected the rules behind decide, such as ["R13", "R26"], or [] for none']],

  ["no count", { parameters: withoutCount }, ['parameters.count: missing. Expected integer({ unit: "agents", min: 1, … }), the number of agents']],
  ["no size", { parameters: withoutSize }, ['parameters.size: missing. Expected perAgent({ unit: "1", min: 1e-6, … }), the relative size of an agent']],
  ["a count of none", withParameter("count", { min: 0 }), ["parameters.count: it is not a whole number of at least 1. Expected integer("]],
  ["a size of nothing", withParameter("size", { min: 0 }), ["parameters.size: it is not a distribution above 0. Expected perAgent("]],
  ["a parameter that is a number", { parameters: { ...parameters, ust: 90 } }, ["parameters.ust: 90 is not a parameter. Expected number({ … })"]],
  ["a parameter of no type", withParameter("ust", { type: "amount" }), ["parameters.ust: an object is not a parameter. Expected number({ … })"]],
  ["a parameter without source", withParameter("ust", { source: "" }), ['parameters.ust.source: "" is not a text. Expected where the default comes from; "assumption" is a source']],
  ["a parameter without unit", withParameter("ust", { unit: undefined }), ['parameters.ust.unit: missing. Expected a text, "1" for a pure number']],
  ["a misspelt property of a parameter", withParameter("ust", { desciption: "x" }), ["parameters.ust.desciption: unknown property"]],
  ["a range in words", withParameter("ust", { max: "many" }), ['parameters.ust.max: "many" is not a finite number']],
  ["a default outside its range", withParameter("ust", { default: -1 }), ["parameters.ust.default: -1 is below the minimum 0 (USD bn). Expected a number from 0 to 1000 (USD bn)"]],
  ["a default that is not whole", withParameter("count", { default: 2.5 }), ["parameters.count.default: 2.5 is not a whole number. Expected a whole number from 1 to 100 (agents)"]],
  ["a law outside its range", withParameter("least_yield", { default: { uniform: { low: 4, high: 50 } } }), ["parameters.least_yield.default.uniform.high: 50 is above the maximum 20 (% a year)"]],
  ["a law that does not exist", withParameter("size", { default: { gauss: { mean: 1 } } }), ["parameters.size.default.gauss: unknown key. Expected one of lognormal"]],
  ["a choice that is not among the options", { parameters: { ...parameters, mood: { type: "choice", options: ["calm", "wild"], default: "wid", description: "x", source: "x" } } }, ['parameters.mood.default: "wid" is not one of the options. Expected one of calm, wild. Did you mean wild?']],
  ["a parameter's name", { parameters: { ...parameters, "a.b": ust } }, ['parameters.a.b: "a.b" cannot be a name. Expected small letters']],

  ["an unknown cause", { flows: { panic: ["ust"], carry: ["ust"] } }, ["flows.panic: there is no such cause, and none can be added. Expected one of margin_call, deleveraging, stop_loss, trend,"]],
  ["a misspelt cause", { flows: { cary: ["ust"] } }, [/^flows\.cary: there is no such cause.*Did you mean carry\?$/ as never]],
  ["an unknown market", { flows: { carry: ["usd"] } }, ['flows.carry.0: there is no market "usd". Expected some of fx, ust, tech, equity, jgb, other. Did you mean ust?']],
  ["a market twice", { flows: { carry: ["ust", "ust"] } }, ['flows.carry.1: "ust" is there already']],
  ["no markets", { flows: { carry: [] } }, ["flows.carry: [] is not a list of markets. Expected some of fx"]],
  ["a market that is no list", { flows: { carry: "ust" } }, ['flows.carry: "ust" is not a list of markets. Expected some of fx']],

  ["a column with the name of an account", { columns: { ...columns, cash: columns.least_yield } }, ["columns.cash: an account, an order, a status, a sum or a column has that name. Choose another name"]],
  ["a column with the name of an order", { columns: { ...columns, order_fx: columns.least_yield } }, ["columns.order_fx: an account, an order"]],
  ["a column with the name of a status", { columns: { ...columns, waiting: columns.least_yield } }, ["columns.waiting: an account, an order"]],
  ["a counter with the name of an account", { counters: { ...counters, yen: counters.sellers } }, ["counters.yen: an account, an order"]],
  ["a counter with the name of a column", { counters: { ...counters, least_yield: counters.sellers } }, ["counters.least_yield: an account, an order"]],
  ["a counter with the name of a sum", { counters: { ...counters, carry_ust: counters.sellers } }, ["counters.carry_ust: an account, an order"]],
  ["a column without description", { columns: { least_yield: { unit: "1" } } }, ["columns.least_yield.description: missing. Expected a text"]],
  ["a column that is a text", { columns: { least_yield: "1" } }, ['columns.least_yield: "1" is not an object. Expected { unit, description }']],

  ["a share of speculation above 1", { speculativeShare: () => 2 }, ["speculativeShare: it gives 2. Expected a share from 0 to 1"]],
  ["a scalar that is no number", { scalars: () => ({ speed: "fast" }) }, ['scalars: it gives speed: "fast". Expected a finite number']],
  ["scalars that are none", { scalars: () => 0.1 }, ["scalars: it gives 0.1. Expected an object of numbers"]],
  ["an opening that forgets a column", { open: () => ({ ust: 1 }) }, ["open: it gives no least_yield. Expected the value of every column at t = 0"]],
  ["an opening with a column that is not there", { open: () => ({ least_yield: 1, tresuries: 2 }) }, ["open: it gives tresuries, which is no account or column. Expected some of cash, yen, ust"]],
  ["an opening that is not finite", { open: () => ({ least_yield: NaN }) }, ["open: it gives least_yield: .nan. Expected a finite number"]],
  ["assets held short", { open: () => ({ least_yield: 1, tech: -1 }) }, ["open: it gives tech: -1. Expected 0 or more: assets cannot be held short"]],
  ["an opening that throws", { open: () => JSON.parse("{") }, ["open: fails with the default parameters: Expected property name"]],
  ["a misspelt parameter in the opening", { open: (_: unknown, p: any) => ({ ust: p.tresuries, least_yield: 1 }) }, ["open: fails with the default parameters: there is no p.tresuries"]],
  ["a misspelt draw in the opening", { open: ({ draw }: any) => ({ least_yield: draw.last_yield }) }, ["open: fails with the default parameters: there is no draw.last_yield. Did you mean least_yield?"]],
  ["a misspelt fact about the market at t = 0", { open: (_: unknown, __: unknown, world: any) => ({ least_yield: world.ust_yield }) }, ["there is no world.ust_yield. Did you mean ustYield?"]],
  ["a misspelt parameter in the scalars", { scalars: (p: any) => ({ speed: p.usst }) }, ["scalars: fails with the default parameters: there is no p.usst. Did you mean ust?"]],
  ["a scalar that prepare misspells", { prepare: (k: any) => (k.sped = 1) }, ["prepare: fails with the default parameters: there is no k.sped. Did you mean speed?"]],
  ["a part of the market that prepare misspells", { prepare: (k: any, m: any) => (k.speed = m.dtt) }, ["there is no m.dtt. Did you mean dt?"]],
  ["a prepare that writes to the market", { prepare: (_: unknown, m: any) => (m.ust_yield = 1) }, ["prepare: fails with the default parameters: "]],
])("%s", (_, changes, says) => {
  const found = findings({ ...holder, ...changes });
  expect(found).toEqual(says.map((text) => (typeof text === "string" ? expect.stringContaining(text) : expect.stringMatching(text))));
});

test("several things that are wrong are told together", () => {
  const paths = (changes: object) => checkKind({ ...holder, ...changes }, taken).map(({ path }) => path);
  expect(paths({ title: 1, official: "no" })).toEqual(["title", "official"]);
  expect(paths({ name: "all", parameters: withoutCount, flows: { panic: ["ust"] } })).toEqual(["name", "parameters.count", "flows.panic"]);
});

test("a count and a size as the built-in kinds have them are in order", () => {
  expect(count).toMatchObject({ type: "number", integer: true });
  for (const kind of KINDS) expect(findings({ ...holder, parameters: { ...parameters, count: kind.parameters.count, size: kind.parameters.size } })).toEqual([]);
});
