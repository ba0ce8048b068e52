import { readTable } from "../../src/arrow/table.ts";
import { element, label, line, linear, polyline, ticks } from "../../src/picture/svg.ts";

/** Daily values of one variable and statistic, day 0 first. */
export type Fan = (variable: string, statistic: string) => number[];

/** @throws Error on a series that the file does not hold */
export function readFan(timelineFile: string): Fan {
  const table = readTable(timelineFile);
  const [days, variables, statistics, values] = ["day", "variable", "statistic", "value"].map((name) => [...table.getChild(name)!]);
  return (variable, statistic) => {
    const series: number[] = [];
    for (let row = 0; row < table.numRows; row++) {
      if (variables[row] === variable && statistics[row] === statistic) series[Number(days[row])] = Number(values[row]);
    }
    if (series.length === 0) throw new Error(`${timelineFile} has no ${statistic} of ${variable}`);
    return series;
  };
}

/** USDJPY day by day: 5 to 95 %, 25 to 75 %, the median, and the median of the frozen twin. */
export function fanPanel(fan: Fan, left: number, top: number, width: number, height: number): string {
  const of = (statistic: string) => fan("usdjpy", statistic);
  const frozen = fan("frozen_usdjpy", "q50");
  const [low, high] = [of("q05"), of("q95")];
  const days = low.length - 1;
  const [from, to] = [Math.floor(Math.min(...low) - 1), Math.ceil(Math.max(...high) + 1)];
  const x = linear(0, days, left + 34, left + width - 90);
  const y = linear(from, to, top + height, top);
  const points = (values: readonly number[]) => values.map((value, day) => [x(day), y(value)] as const);
  const band = (lower: string, upper: string, style: string) =>
    element("path", { d: `${polyline([...points(of(upper)), ...points(of(lower)).reverse()])}Z`, class: style });
  const grid = [
    ...ticks(from, to, 8).flatMap((value) => [
      line(x(0), y(value), x(days), y(value), "grid"),
      label(x(0) - 8, y(value) + 4, String(value), { "text-anchor": "end", class: "soft" }),
    ]),
    ...ticks(0, days, 7).map((day) => label(x(day), top + height + 16, String(day), { "text-anchor": "middle", class: "soft" })),
  ];
  const median = of("q50");
  const end = (height: number, text: string, style: string) => label(x(days) + 6, height + 4, text, { class: style });
  // The two medians may end close together: their names keep a line's distance.
  const apart = Math.max(0, 15 - Math.abs(y(median[days]) - y(frozen[days]))) / 2;
  const below = median[days] <= frozen[days] ? apart : -apart;
  return [
    label(left, top - 36, "USDJPY, yen per dollar (down: stronger yen)", { class: "title" }),
    label(left, top - 18, "by trading day; 25 to 75 % and 5 to 95 % of the paths", { class: "soft" }),
    ...grid,
    band("q05", "q95", "wide"),
    band("q25", "q75", "narrow"),
    element("path", { d: polyline(points(frozen)), class: "frozen" }),
    element("path", { d: polyline(points(median)), class: "centre" }),
    end(y(median[days]) + below, "median", "name strong"),
    end(y(frozen[days]) - below, "agents frozen", "name"),
    end(y(low[days]), "5 %", "soft"),
    end(y(high[days]), "95 %", "soft"),
  ].join("\n");
}
