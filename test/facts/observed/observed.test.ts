import { describe, expect, test } from "vitest";
import { AUGUST_2024, POSITIONS_OF_AUGUST_2024, TROUGH_OF_AUGUST_2024 } from "../../../src/facts/observed/august2024.ts";
import { INTERVENTION_2026, POSITIONS_OF_INTERVENTION_2026 } from "../../../src/facts/observed/intervention2026.ts";
import { observedValues } from "../../../src/facts/observed/record.ts";
import { textOf } from "../../configs/files.ts";
import { marketDays, netPositions, present } from "../marketFile.ts";

if (!present) console.warn("no ../shared/data: the observed record is not checked against daily closes and weekly positions");

/** Simple return in % between two trading days of a series of log returns in %. */
const percent = (from: number, to: number) => 100 * Math.expm1((to - from) / 100);
const august = (day: number) => AUGUST_2024[day];

describe.each([
  { name: "august-2024", record: AUGUST_2024, positions: POSITIONS_OF_AUGUST_2024 },
  { name: "intervention-2026", record: INTERVENTION_2026, positions: POSITIONS_OF_INTERVENTION_2026 },
])("$name", ({ name, record, positions }) => {
  test("counts its days as the scenario does, and ends with it", () => {
    const text = textOf(`${name}.yaml`);
    const pairs = [...text.matchAll(/(\d{4}-\d\d-\d\d) \((\d+)\)/g)].map(([, date, day]) => [date, Number(day)] as const);
    expect(pairs.length).toBeGreaterThan(5);
    expect(pairs.map(([, day]) => record[day].date)).toEqual(pairs.map(([date]) => date));
    expect(text).toContain(`t = 0: the close of ${record[0].date}`);
    expect(record).toHaveLength(Number(/days: (\d+)/.exec(text)![1]) + 1);
  });

  test("starts at returns of 0, and its positions lie on Tuesdays", () => {
    expect(record[0].ndx).toBe(0);
    expect(positions.map(({ day }) => record[day].date)).toEqual(positions.map(({ date }) => date));
    expect(positions.filter(({ date }) => new Date(date).getUTCDay() !== 2)).toEqual([]);
  });

  test.skipIf(!present)("is that of the market, day by day", () => {
    const days = marketDays();
    const start = days.findIndex(({ date }) => date === record[0].date);
    const market = days.slice(start, start + record.length);
    expect(record.map(({ date }) => date)).toEqual(market.map(({ date }) => date));
    record.forEach((day, t) => {
      for (const index of ["spx", "ndx"] as const) {
        if (day[index] !== undefined) expect(day[index]).toBeCloseTo(100 * Math.log(market[t][index]! / market[0][index]!), 2);
      }
      expect(day.vix).toBe(market[t].vix);
      if (record === AUGUST_2024) expect([day.ust10, day.jgb10]).toEqual([market[t].ust10, market[t].jgb10]);
    });
    const net = netPositions();
    const inRange = [...net].filter(([date]) => date >= record[0].date && date <= record.at(-1)!.date);
    expect(positions.map(({ date, contracts }) => [date, contracts])).toEqual(inRange);
  });
});

describe("August 2024", () => {
  test("the three sessions from 31 July to 5 August: USDJPY −3.9 %, S&P 500 −6.1 %, NASDAQ-100 −7.6 %, Treasury −31 bp, JGB −29 bp", () => {
    const [before, trough] = [august(20), august(23)];
    expect((trough.usdjpy! / before.usdjpy! - 1) * 100).toBeCloseTo(-3.9, 1);
    expect((TROUGH_OF_AUGUST_2024.usdjpy / before.usdjpy! - 1) * 100).toBeCloseTo(-5.5, 1);
    expect(percent(before.spx!, trough.spx!)).toBeCloseTo(-6.1, 1);
    expect(percent(before.ndx!, trough.ndx!)).toBeCloseTo(-7.6, 1);
    expect((trough.ust10! - before.ust10!) * 100).toBeCloseTo(-31, 6);
    expect((trough.jgb10! - before.jgb10!) * 100).toBeCloseTo(-29, 0);
  });

  test("from 10 July to 5 August: USDJPY −10.8 %, NASDAQ-100 −13.4 %", () => {
    expect((august(23).usdjpy! / august(5).usdjpy! - 1) * 100).toBeCloseTo(-10.8, 1);
    expect(percent(august(5).ndx!, august(23).ndx!)).toBeCloseTo(-13.4, 1);
  });

  test("94 % of the net short is cut in five weeks, 64 % of that before the hike", () => {
    const contracts = (date: string) => POSITIONS_OF_AUGUST_2024.find((week) => week.date === date)!.contracts;
    const cut = contracts("2024-08-06") - contracts("2024-07-02");
    expect(cut / -contracts("2024-07-02")).toBeCloseTo(0.94, 2);
    expect((contracts("2024-07-30") - contracts("2024-07-02")) / cut).toBeCloseTo(0.64, 2);
  });

  test("USDJPY is known to 16 August and not after; the JGB yield is missing on Japanese holidays", () => {
    expect(observedValues(AUGUST_2024, "usdjpy").map(({ day }) => day)).toEqual(Array.from({ length: 33 }, (_, day) => day));
    expect(august(32).date).toBe("2024-08-16");
    // Marine Day and Mountain Day.
    expect(AUGUST_2024.filter(({ jgb10 }) => jgb10 === undefined).map(({ date }) => date)).toEqual(["2024-07-15", "2024-08-12"]);
  });

  test.skipIf(!present)("USDJPY at the close is within a yen of the rate at noon of the same day", () => {
    const noon = new Map(marketDays().map(({ date, usdjpy }) => [date, usdjpy!]));
    expect(observedValues(AUGUST_2024, "usdjpy").filter(({ day, value }) => Math.abs(value - noon.get(august(day).date)!) > 1)).toEqual([]);
  });
});

test("the fall of 30 April 2026 is 2.0 %, 70 % of it undone in 20 sessions, all of it on 8 June; technology rose meanwhile", () => {
  const at = (date: string) => INTERVENTION_2026.find((day) => day.date === date)!;
  const before = at("2026-04-29").usdjpy!;
  const fall = before - at("2026-04-30").usdjpy!;
  expect((100 * fall) / before).toBeCloseTo(2, 1);
  expect((at("2026-05-28").usdjpy! - at("2026-04-30").usdjpy!) / fall).toBeCloseTo(0.7, 1);
  expect(at("2026-06-08").usdjpy).toBeGreaterThanOrEqual(before);
  expect(at("2026-05-28").ndx).toBeGreaterThan(5);
});
