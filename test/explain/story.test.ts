import { expect, test } from "vitest";
import { explainPath } from "../../src/explain/explainPath.ts";
import { cascadeTable, knockoutTable, moveTable } from "../../src/explain/page.ts";
import { cascadePicture, decompositionPicture } from "../../src/explain/pictures.ts";
import { amount, countedAgents, dollars, list, named, number, percent } from "../../src/explain/wording.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { smallSetup } from "../paths/small.ts";
import { scripted } from "../scripted.ts";
import { findingOf } from "../wellFormed.ts";
import { chunkOf, seller, STILL } from "./world.ts";

const events = [scripted(1, 2, { news: { tech: -0.05 } }), scripted(2, 1, { policy: { bank: "boj", basis_points: 25 } })];
const kinds = [seller("a", { level: 0.96, units: 40, held: 100 }), seller("b", { level: 0.93, units: 30, held: 100 })];
const changes = { ...STILL, "calendar.days": 4, "markets.tech.depth": 1000, "markets.tech.transient_share": 0 };
const explained = explainPath(chunkOf({ kinds, changes, events }), kinds, 0, { metric: "all.tech.forced.worst3d" });

test("the story tells what happened, and leaves out days on which nothing did", () => {
  expect(explained.story).toEqual([
    {
      day: 1,
      title: expect.stringMatching(/^Day 1: USDJPY [\d.]+ → [\d.]+ \(0\.00 %\)$/),
      lines: [
        "The script moves technology equity by −5.0 %.",
        "Technology equity −12.0 %: scripted news −5.0, sellers a −4.0, sellers b −3.0.",
        expect.stringMatching(/^1 sellers a is forced to sell \(stop loss\): USD 37\.\d bn of assets; that moves technology equity by −4\.0 %\.$/),
        expect.stringMatching(/^1 sellers b is forced to sell \(stop loss\): USD 27\.\d bn of assets; that moves technology equity by −3\.0 %\.$/),
        expect.stringMatching(/^\d+ % of that because earlier forced sales had moved prices\.$/),
      ],
    },
    { day: 2, title: expect.stringMatching(/^Day 2/), lines: [expect.stringMatching(/^The Bank of Japan surprises by \+25\.0 bp; that moves USDJPY by −[\d.]+ %\.$/), expect.stringMatching(/^USDJPY −[\d.]+ %: the Bank of Japan/)] },
  ]);
});

test("the summary has three sentences: the markets, the sellers, what it would have been without", () => {
  const [markets, sellers, without] = explained.summary;
  expect(markets).toMatch(/^On path 0 USDJPY goes from [\d.]+ to [\d.]+ within 4 days .*\.$/);
  expect(sellers).toMatch(/^USD 6\d\.\d bn are sold under force \(sellers a USD 37\.\d bn and sellers b USD 27\.\d bn\), \d+ % of that because earlier forced sales had moved prices, down to generation 1\.$/);
  expect(without).toMatch(/^all\.tech\.forced\.worst3d is 6\d\.\d \(USD bn\); on the same random numbers it is 0 without sellers a, 0 if nobody were forced to sell and 38\.\d if agents moved no price\.$/);
});

test("where nobody is forced to sell, words, tables and pictures say so", () => {
  const calm = explainPath(chunkOf({ kinds, changes }), kinds, 0, { metric: "tech.min" });
  expect(calm.summary[1]).toBe("Nobody is forced to sell.");
  expect(calm.story).toEqual([]);
  expect(cascadeTable(calm).rows).toEqual([]);
  expect(knockoutTable(calm).rows.every(([, value, , share]) => value === "0" && share === "–")).toBe(true);
  expect(cascadePicture(calm, "calm")).toContain("Nobody is forced to sell");
  for (const picture of [cascadePicture(calm, "calm"), decompositionPicture(calm, "calm")]) expect(findingOf(picture)).toBeUndefined();
});

test("tables add up to the path: moves per market, dollars per generation", () => {
  const moves = moveTable(explained);
  expect(moves.rows.at(-1)![3]).toBe("−12.0");
  expect(moves.rows.map(([name, , , tech]) => [name, tech])).toEqual([["Scripted news", "−5.0"], ["Sellers a", "−4.0"], ["Sellers b", "−3.0"], ["The Bank of Japan", "0"], ["All", "−12.0"]].sort((a, b) => moves.rows.findIndex(([name]) => name === a[0]) - moves.rows.findIndex(([name]) => name === b[0])));
  const { rows, note } = cascadeTable(explained);
  expect(rows.map(([name]) => name)).toEqual(["  scripted news", "Generation 0: no forced sale", "Generation 1: sales of generation 0", "All"]);
  expect(note).toMatch(/^Branching ratio 0\.\d\d: /);
});

test("an explanation of a stressed path is plain data, with pictures that can be read out", () => {
  const stressed = explainPath(smallSetup(), KINDS, 2, { metric: "usdjpy.worst3d" });
  expect(strangersIn(stressed)).toEqual([]);
  for (const picture of [cascadePicture(stressed, "a caption & more"), decompositionPicture(stressed, "a caption")]) {
    expect(findingOf(picture)).toBeUndefined();
    expect(picture).toMatch(/<title>.*<\/title>\n<desc>.*<\/desc>/);
    expect(picture).not.toContain("NaN");
  }
  expect(cascadePicture(stressed, "")).toContain("Hedge funds, day");
});

/** What JSON would change of a value: anything but texts, numbers, booleans, lists and plain objects of these. */
function strangersIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(strangersIn);
  if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) return Object.values(value).flatMap(strangersIn);
  return ["string", "number", "boolean"].includes(typeof value) ? [] : [value];
}

test("how numbers and names read", () => {
  expect([number(-1234567.891, 1), number(-0.001, 2), amount(-12.345), amount(1234.5), amount(0), percent(-15.33), percent(0.256), percent(0), percent(0.001)]).toEqual(["−1,234,567.9", "0.00", "−12.3", "1,235", "0", "−15.3 %", "+0.26 %", "0.00 %", "0.00 %"]);
  expect([dollars(4.237), dollars(0.0312), dollars(-120)]).toEqual(["USD 4.24 bn", "USD 31.2 million", "USD −120 bn"]);
  expect([list([]), list(["a"]), list(["a", "b"]), list(["a", "b", "c"])]).toEqual(["", "a", "a and b", "a, b and c"]);
  const counted = (agents: number, title: string) => countedAgents(agents, { title, official: false });
  expect([counted(1, "Retail FX traders"), counted(2, "Retail FX traders"), counted(1, "Investment trusts and households")]).toEqual(["1 retail FX trader", "2 retail FX traders", "1 of the investment trusts and households"]);
  expect([named({ title: "Hedge funds", official: false }), named({ title: "Ministry of Finance", official: true }), named({ title: "CTAs", official: false })]).toEqual(["hedge funds", "the Ministry of Finance", "CTAs"]);
});
