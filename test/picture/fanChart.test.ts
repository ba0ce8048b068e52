import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backtestPicture } from "../../src/picture/backtestPicture.ts";
import { dateTicks, shortDate } from "../../src/picture/dateTicks.ts";
import { type FanChart, fanChart } from "../../src/picture/fanChart.ts";
import { findingOf } from "../wellFormed.ts";

const dates = ["2024-07-30", "2024-07-31", "2024-08-01", "2024-08-02", "2024-08-05"];
const chart: FanChart = {
  title: "USD & JPY",
  subtitle: "down: stronger <yen>",
  unit: "yen per dollar",
  dates,
  bands: { q05: [150, 140, 130, 120, 110], q25: [150, 145, 140, 135, 130], q50: [150, 150, 150, 150, 150], q75: [150, 155, 160, 165, 170], q95: [150, 160, 170, 180, 190] },
  observed: [{ day: 0, value: 150 }, { day: 1, value: 148 }, { day: 3, value: 144 }],
  observedName: "observed",
  events: [{ day: 1, label: "BoJ +15 bp" }],
  alternative: { name: "agents frozen", values: [150, 151, 152, 153, 154] },
};
const box = { left: 0, top: 0, width: 646, height: 300 };
const draw = (changes: Partial<FanChart> = {}) => fanChart({ ...chart, ...changes }, box);
const path = (svg: string, style: string) => [...svg.matchAll(new RegExp(`<path d="([^"]+)" class="${style}"`, "g"))].map(([, d]) => [...d.matchAll(/([\d.-]+) ([\d.-]+)/g)].map(([, x, y]) => [Number(x), Number(y)]));
const dots = (svg: string) => [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="[\d.]+" class="dot"/g)].map(([, x, y]) => [Number(x), Number(y)]);
/** Values of the y axis by their pixels, from the numbers beside the grid. */
function readOff(svg: string): (pixel: number) => number {
  const marks = [...svg.matchAll(/<line x1="([\d.]+)" y1="([\d.]+)" x2="[\d.]+" y2="\2" class="(?:grid|zero)"\/>\n<text [^>]*>([−\d.,]+)</g)].map(([, , y, text]) => [Number(y), Number(text.replace("−", "-").replace(",", ""))]);
  const [[y0, v0], [y1, v1]] = [marks[0], marks.at(-1)!];
  return (pixel) => v0 + ((pixel - y0) / (y1 - y0)) * (v1 - v0);
}

describe("a fan chart", () => {
  const svg = draw();
  const value = readOff(svg);

  test("draws every quantile, the median and the other line where the axis says", () => {
    const [wide, narrow, centre, other] = ["wide", "narrow", "centre", "other"].map((style) => path(svg, style)[0].map(([, y]) => value(y)));
    const { q05, q25, q50, q75, q95 } = chart.bands;
    const expected = [[...q95, ...q05.toReversed()], [...q75, ...q25.toReversed()], q50, chart.alternative!.values];
    [wide, narrow, centre, other].forEach((drawn, i) => {
      expect(drawn).toHaveLength(expected[i].length);
      drawn.forEach((at, n) => expect(at).toBeCloseTo(expected[i][n], 0));
    });
  });

  test("puts days side by side in their order, equally far apart", () => {
    const xs = path(svg, "centre")[0].map(([x]) => x);
    xs.slice(2).forEach((x, i) => expect(x - xs[i + 1]).toBeCloseTo(xs[1] - xs[0], 0));
  });

  test("draws a dot per observation and joins none across a missing day", () => {
    expect(dots(svg).map(([, y]) => value(y)).map(Math.round)).toEqual([150, 148, 144]);
    const xs = path(svg, "centre")[0].map(([x]) => x);
    expect(dots(svg).map(([x]) => x)).toEqual([xs[0], xs[1], xs[3]]);
    expect(path(svg, "seen").map((run) => run.length)).toEqual([2]);
  });

  test("marks an event with a line on its day and its word", () => {
    const x = path(svg, "centre")[0][1][0];
    expect(svg).toMatch(new RegExp(`<line x1="${x}" y1="[\\d.]+" x2="${x}" y2="[\\d.]+" class="event"/>\n<text [^>]*>BoJ \\+15 bp<`));
  });

  test("names what it shows, with the unit and escaped", () => {
    for (const text of ["USD &amp; JPY", "yen per dollar; down: stronger &lt;yen&gt;", "observed", "agents frozen", "median", "5 %", "95 %", "30 Jul", "5 Aug"]) expect(svg).toContain(`>${text}<`);
    expect(findingOf(svg)).toBeUndefined();
  });

  test("is the same from the same numbers, whatever the order of the observations", () => {
    expect(draw()).toBe(svg);
    expect(draw({ observed: chart.observed.toReversed() })).toBe(svg);
  });

  test("does without observations, events and another line, and with a fan that has no width", () => {
    const flat = dates.map(() => 0);
    const bare = draw({ observed: [], events: [], alternative: undefined, bands: { q05: flat, q25: flat, q50: flat, q75: flat, q95: flat } });
    expect(bare).not.toMatch(/NaN|Infinity|undefined|class="(dot|event|other|seen)/);
    expect(findingOf(bare)).toBeUndefined();
  });

  test("refuses what it cannot draw", () => {
    expect(() => draw({ bands: { ...chart.bands, q25: [1] } })).toThrow("USD & JPY: q25 has 1 values for 5 dates");
    expect(() => draw({ bands: { ...chart.bands, q50: [150, NaN, 150, 150, 150] } })).toThrow("q50 has a value that is not finite");
    expect(() => draw({ observed: [{ day: 5, value: 1 }] })).toThrow("day 5 lies outside of 0 to 4");
    expect(() => draw({ observed: [{ day: 1, value: NaN }] })).toThrow("an observation is not finite");
    expect(() => draw({ events: [{ day: -1, label: "" }] })).toThrow(RangeError);
    expect(() => draw({ alternative: { name: "frozen", values: [] } })).toThrow("frozen has 0 values");
  });

  test("stays within its box and has no number that is none, whatever the values", () => {
    const series = (min: number, max: number) => fc.array(fc.double({ min, max, noNaN: true }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(series(-1e5, 1e5), series(0, 1e4), fc.array(fc.nat(4), { maxLength: 6 }), (middle, half, days) => {
        const shifted = (times: number) => middle.map((m, i) => m + times * half[i]);
        const svg = draw({
          bands: { q05: shifted(-2), q25: shifted(-1), q50: middle, q75: shifted(1), q95: shifted(2) },
          alternative: undefined,
          observed: [...new Set(days)].map((day) => ({ day, value: middle[day] })),
        });
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
        for (const [x, y] of [...path(svg, "wide").flat(), ...dots(svg)]) {
          expect(x).toBeGreaterThanOrEqual(box.left);
          expect(x).toBeLessThanOrEqual(box.width);
          expect(y).toBeGreaterThanOrEqual(box.top);
          expect(y).toBeLessThanOrEqual(box.height);
        }
      }),
      { numRuns: 50 },
    );
  });
});

test("the backtest has a panel per variable below each other, one title, and says in words what is shown", () => {
  const svg = backtestPicture([chart, { ...chart, title: "NASDAQ-100", events: [] }], { title: "August <2024>", caption: "Scenario x & y" });
  expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 960 \d+" width="960" [^>]*role="img">/);
  expect(svg.match(/<g>/g)).toHaveLength(2);
  const lowest = (panel: string) => Math.max(...path(panel, "wide")[0].map(([, y]) => y));
  const [first, second] = svg.split("<g>").slice(1);
  expect(Math.min(...path(second, "wide")[0].map(([, y]) => y))).toBeGreaterThan(lowest(first));
  expect(lowest(second)).toBeLessThan(Number(/height="(\d+)"/.exec(svg)![1]));
  for (const style of ["wide", "narrow", "centre", "other", "seen", "dot", "event"]) expect(svg.split(`.${style} {`)).toHaveLength(3);
  expect(svg.indexOf(">USD &amp; JPY<")).toBeLessThan(svg.indexOf(">NASDAQ-100<"));
  const [title, described] = [/<title>(.*)<\/title>/, /<desc>(.*)<\/desc>/].map((part) => part.exec(svg)![1]);
  expect(title).toBe("August &lt;2024&gt;");
  expect(described).toContain("USD &amp; JPY, yen per dollar: median 150 on 5 Aug, 5 to 95 % of the paths 110 to 190; observed 144 on 2 Aug");
  expect(described).toContain("Scenario x &amp; y");
  expect(svg).toContain("prefers-color-scheme: dark");
  expect(findingOf(svg.replace(/<style>[^]*<\/style>/, ""))).toBeUndefined();
});

test("dates are written short, and the first and the last are marked", () => {
  expect(["2024-07-02", "2026-12-31", "day 3", "2024-13-01"].map(shortDate)).toEqual(["2 Jul", "31 Dec", "day 3", "2024-13-01"]);
  const ticks = dateTicks(Array.from({ length: 43 }, (_, day) => `day ${day}`), 7);
  expect(ticks.map(({ day }) => day)).toEqual([0, 7, 14, 21, 28, 35, 42]);
  expect(dateTicks(["a", "b"], 7)).toEqual([{ day: 0, text: "a" }, { day: 1, text: "b" }]);
  expect(dateTicks(["a", "b", "c", "d"], 3).map(({ text }) => text)).toEqual(["a", "c", "d"]);
});
