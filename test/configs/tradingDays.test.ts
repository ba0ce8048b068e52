import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { loadRun, type RunConfiguration } from "../../src/run/prepare.ts";
import { CONFIGS, pathOf, textOf } from "./files.ts";

// Daily closes beside the project, where somebody has put them: a day with a NASDAQ-100 close is a
// trading day of the New York Stock Exchange.
const file = fileURLToPath(new URL("../../../shared/data/market-daily.csv", import.meta.url));
const present = existsSync(file);
if (!present) console.warn("no ../shared/data/market-daily.csv: the dates of the scenarios are not checked against the calendar");

function tradingDays(): string[] {
  const [header, ...rows] = readFileSync(file, "utf8").trim().split("\n").map((line) => line.split(","));
  const ndx = header.indexOf("ndx");
  return rows.filter((row) => row[ndx] !== "").map((row) => row[0]);
}

const historical = CONFIGS.filter((name) => /^# .*t = 0: the close of/m.test(textOf(name)));
const configurationOf = (name: string) => loadRun(pathOf(name)).configuration as unknown as RunConfiguration;

/** Pairs "2024-07-31 (20)" in the comments of a file. */
const pairs = (text: string): [string, number][] =>
  [...text.matchAll(/(\d{4}-\d\d-\d\d) \((\d+)\)/g)].map(([, date, day]) => [date, Number(day)]);

test("five scenarios replay history", () => {
  expect(historical.sort()).toEqual(["august-2024.yaml", "intervention-2026.yaml", "outflow-2024-2026.yaml", "q1-2026.yaml", "quarters-2022-2026.yaml"]);
});

describe.each(historical)("%s", (name) => {
  test("names the date of every meeting and every event", () => {
    const { calendar, events } = configurationOf(name);
    const dated = new Set(pairs(textOf(name)).map(([, day]) => day));
    const days = [...calendar.boj_meetings, ...calendar.fed_meetings, ...events.map(({ day }) => day)];
    expect(days.filter((day) => !dated.has(day))).toEqual([]);
  });

  test.skipIf(!present)("counts trading days as the market did", () => {
    const text = textOf(name);
    const days = tradingDays();
    const start = days.indexOf(/t = 0: the close of (\d{4}-\d\d-\d\d)/.exec(text)![1]);
    expect(start).toBeGreaterThan(0);
    const found = pairs(text);
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(found.map(([date]) => [date, days.indexOf(date) - start]));
  });
});

test.skipIf(!present)("august-2024: the hike comes on the twentieth trading day after 2 July 2024", () => {
  const days = tradingDays();
  const hike = configurationOf("august-2024.yaml").events.find((event) => event.policy?.bank === "boj")!;
  expect(hike.day).toBe(days.indexOf("2024-07-31") - days.indexOf("2024-07-02"));
  expect(hike.policy!.basis_points).toBe(15);
});
