import { axisText } from "./axes.ts";
import { dateTicks, shortDate } from "./dateTicks.ts";
import { eventHeight, eventMarks, type Mark } from "./eventMarks.ts";
import type { Box } from "./frame.ts";
import { spread } from "./lines.ts";
import { element, label, line, linear, polyline, ticks } from "./svg.ts";

const QUANTILES = ["q05", "q25", "q50", "q75", "q95"] as const;

/** Simulated quantiles of one variable, and what was observed, by trading day. */
export interface FanChart {
  readonly title: string;
  readonly subtitle: string;
  /** Of the y axis. */
  readonly unit: string;
  /** As 2024-07-02, day 0 first. */
  readonly dates: readonly string[];
  /** Quantiles of the paths on every day. */
  readonly bands: Readonly<Record<(typeof QUANTILES)[number], readonly number[]>>;
  /** Days may be missing. */
  readonly observed: readonly { readonly day: number; readonly value: number }[];
  readonly observedName: string;
  readonly events: readonly Mark[];
  /** Another line, such as the median without agents. */
  readonly alternative?: { readonly name: string; readonly values: readonly number[] };
}

/** For pictures with a fan chart; colours differ in hue and in lightness, lines also in dashes. */
export const FAN_STYLE = `
.wide { fill: #d6e6f9 } .narrow { fill: #8fb8e8 } .event { stroke: #59636e; stroke-opacity: 0.7 }
.centre { fill: none; stroke: #0a3069; stroke-width: 2.5 } .other { fill: none; stroke: #0f7b6c; stroke-width: 2; stroke-dasharray: 6 4 }
.seen { fill: none; stroke: #bc4c00; stroke-width: 2 } .dot { fill: #bc4c00; stroke: #ffffff; stroke-width: 1 }
.called-other { fill: #0f7b6c } .called-seen { fill: #bc4c00; font-weight: 600 }
@media (prefers-color-scheme: dark) {
  .wide { fill: #17304d } .narrow { fill: #2f5d96 } .event { stroke: #9198a1 }
  .centre { stroke: #cae8ff } .other { stroke: #3fd0b8 } .seen { stroke: #f0883e } .dot { fill: #f0883e; stroke: #0d1117 }
  .called-other { fill: #3fd0b8 } .called-seen { fill: #f0883e }
}
`;

/** Pixels left of the plot for numbers, right of it for names, below it for dates, above it for title and unit. */
const [LEFT, RIGHT, BELOW, ABOVE] = [46, 128, 24, 40];
/** Names at the right end keep this distance. */
const APART = 15;
/** Observations that end this near to the last day are named beside the plot, others where they end. */
const NEAR = 4;

/**
 * A fan of simulated quantiles, 5 to 95 % and 25 to 75 % as bands, with the median, and the observed values on top:
 * a dot each, joined where trading days follow each other. Events are vertical lines with a word to each.
 *
 * @param box of the whole panel: title, labels of events, plot, dates and names
 * @throws RangeError when a series has not one finite value per date, or an observation or event lies on no day of them
 */
export function fanChart(chart: FanChart, { left, top, width, height }: Box): string {
  check(chart);
  const { bands, observed, alternative, events } = chart;
  const last = chart.dates.length - 1;
  const x = linear(0, last, left + LEFT, left + width - RIGHT);
  const [above, below] = [top + ABOVE + eventHeight(events, x), top + height - BELOW];
  const all = [...bands.q05, ...bands.q95, ...(alternative?.values ?? []), ...observed.map(({ value }) => value)];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  // A fan without width has room all the same.
  const room = Math.max(0.03 * (most - least), 1e-6 * Math.max(Math.abs(least), Math.abs(most)), 1e-9);
  const y = linear(least - room, most + room, below, above);
  const points = (values: readonly number[]) => values.map((value, day) => [x(day), y(value)] as const);
  const band = (low: readonly number[], high: readonly number[], style: string) =>
    element("path", { d: `${polyline([...points(high), ...points(low).reverse()])}Z`, class: style });

  const grid = ticks(least - room, most + room, 8).flatMap((value) => [
    line(x(0), y(value), x(last), y(value), value === 0 ? "zero" : "grid"),
    label(x(0) - 8, y(value) + 4, axisText(value), { "text-anchor": "end", class: "soft" }),
  ]);
  const dates = dateTicks(chart.dates, Math.max(2, Math.floor((width - LEFT - RIGHT) / 105))).flatMap(({ day, text }) => [
    line(x(day), below, x(day), below + 4, "zero"),
    label(x(day), below + 17, text, { "text-anchor": "middle", class: "soft" }),
  ]);
  const seen = runs(observed).map((run) => run.map(({ day, value }) => [x(day), y(value)] as const));

  const end = observed.toSorted((a, b) => a.day - b.day).at(-1);
  const beside = end !== undefined && last - end.day <= NEAR;
  const names = [
    { value: bands.q95[last], text: "95 %", style: "soft" },
    { value: bands.q50[last], text: "median", style: "strong" },
    { value: bands.q05[last], text: "5 %", style: "soft" },
    ...(alternative ? [{ value: alternative.values[last], text: alternative.name, style: "called-other" }] : []),
    ...(end && beside ? [{ value: end.value, text: chart.observedName, style: "called-seen" }] : []),
  ];
  const heights = spread(names.map(({ value }) => y(value)), APART);

  return element("g", {}, `\n${[
    label(left, top + 12, chart.title, { class: "title" }),
    label(left, top + 29, `${chart.unit}; ${chart.subtitle}`, { class: "soft" }),
    band(bands.q05, bands.q95, "wide"),
    band(bands.q25, bands.q75, "narrow"),
    ...grid,
    ...dates,
    ...eventMarks(events, x, above, below),
    ...(alternative ? [element("path", { d: polyline(points(alternative.values)), class: "other" })] : []),
    element("path", { d: polyline(points(bands.q50)), class: "centre" }),
    ...seen.filter((run) => run.length > 1).map((run) => element("path", { d: polyline(run), class: "seen" })),
    ...seen.flatMap((run) => run.map(([cx, cy]) => element("circle", { cx, cy, r: run.length > 1 ? 3 : 4.5, class: "dot" }))),
    ...names.map(({ text, style }, i) => label(x(last) + 9, heights[i] + 4, text, { class: style })),
    ...(end && !beside ? [label(x(end.day) + 9, y(end.value) + 4, chart.observedName, { class: "called-seen halo" })] : []),
  ].join("\n")}\n`);
}

/** What a fan chart shows, in a sentence for those who cannot see it. */
export function fanDescription({ title, unit, dates, bands, observed }: FanChart): string {
  const last = dates.length - 1;
  const [low, middle, high] = [bands.q05, bands.q50, bands.q95].map((values) => axisText(Number(values[last].toPrecision(4))));
  const end = observed.toSorted((a, b) => a.day - b.day).at(-1);
  const seen = end === undefined ? "" : `; observed ${axisText(end.value)} on ${shortDate(dates[end.day])}`;
  return `${title}, ${unit}: median ${middle} on ${shortDate(dates[last])}, 5 to 95 % of the paths ${low} to ${high}${seen}`;
}

/** Observations in order of their days, parted where a day is missing. */
function runs(observed: FanChart["observed"]): FanChart["observed"][] {
  const parts: { day: number; value: number }[][] = [];
  for (const point of observed.toSorted((a, b) => a.day - b.day)) {
    if (parts.at(-1)?.at(-1)?.day === point.day - 1) parts.at(-1)!.push(point);
    else parts.push([point]);
  }
  return parts;
}

function check({ title, dates, bands, observed, events, alternative }: FanChart): void {
  const series = [...QUANTILES.map((name) => ({ name, values: bands[name] })), ...(alternative ? [alternative] : [])];
  for (const { name, values } of series) {
    if (values.length !== dates.length) throw new RangeError(`${title}: ${name} has ${values.length} values for ${dates.length} dates`);
    if (!values.every(Number.isFinite)) throw new RangeError(`${title}: ${name} has a value that is not finite`);
  }
  if (dates.length < 2) throw new RangeError(`${title}: fewer than two dates`);
  if (!observed.every(({ value }) => Number.isFinite(value))) throw new RangeError(`${title}: an observation is not finite`);
  const outside = [...observed, ...events].find(({ day }) => !Number.isInteger(day) || day < 0 || day >= dates.length);
  if (outside) throw new RangeError(`${title}: day ${outside.day} lies outside of 0 to ${dates.length - 1}`);
}
