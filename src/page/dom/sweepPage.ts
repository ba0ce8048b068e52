import type { NoChart } from "../chart.ts";
import { barsChart } from "../charts/bars.ts";
import { effectChart } from "../charts/effects.ts";
import { heatMapChart } from "../charts/heatMap.ts";
import { intervalChart } from "../charts/intervals.ts";
import type { SweepData } from "../sweepData.ts";
import { contrastData, effectData, heatMapData, metricTitle, sensitivityBars, shareBars } from "../sweepFigures.ts";
import { element } from "./element.ts";
import type { Figure, Figures } from "./figures.ts";
import { select } from "./select.ts";

const place = (id: string) => document.getElementById(id)!;

/** Rows of a chart of contrasts, at most. */
const MOST = 40;

/** Fill the sections of a sweep's page. */
export function sweepPage(data: SweepData, figures: Figures): void {
  const { metrics, statistics, factors } = data;
  let [metric, statistic] = data.first;
  const drawn: Figure[] = [];
  const redraw = () => {
    for (const figure of drawn) figure.redraw();
  };
  const has = (m: number, s: number) => data.summary.some((each) => each.metric === m && each.statistic === s);
  const byMetric = select("Quantity", metrics.flatMap(({ title }, m) => (data.summary.some((each) => each.metric === m) ? [{ name: String(m), title }] : [])), String(metric), (name) => {
    metric = Number(name);
    redraw();
  });
  const byStatistic = select("Statistic", statistics.flatMap(({ title }, s) => (has(metric, s) ? [{ name: String(s), title }] : [])), String(statistic), (name) => {
    statistic = Number(name);
    redraw();
  });
  place("choice").append(element("div", { class: "controls shared", role: "group", "aria-label": "What of the paths" }, byMetric.element, byStatistic.element));
  const choice = () => ({ metric, statistic });
  const what = () => metricTitle(data, choice()).what;

  if (factors.length > 1) {
    let [x, y] = [factors[0].name, factors[1].name];
    let differences = false;
    const plain = factors.map(({ name, title }) => ({ name, title: title === "" ? name : `${name}: ${title}` }));
    const change = (act: (name: string) => void) => (name: string) => {
      act(name);
      heat.redraw();
    };
    const controls = [
      select("Across", plain, x, change((name) => (x = name))).element,
      select("Up", plain, y, change((name) => (y = name))).element,
      ...(data.contrasts.length > 0 ? [select("Show", [{ name: "value", title: "the value" }, { name: "difference", title: "the difference from the reference" }], "value", change((name) => (differences = name === "difference"))).element] : []),
    ];
    const same: NoChart = { none: "Choose two different parameters." };
    const heat = figures.add(place("heat-figures"), { id: "heat-map", title: () => `${what()}, by two parameters`, draw: (theme) => (x === y ? same : heatMapChart(heatMapData(data, choice(), x, y, differences), theme)), controls });
    drawn.push(heat);
  }
  const parent = place("effect-figures");
  for (const factor of factors) {
    drawn.push(figures.add(parent, { id: `effect-${factors.indexOf(factor)}`, title: () => (factor.title === "" ? factor.name : `${factor.name}: ${factor.title}`), draw: (theme, width) => effectChart(effectData(data, choice(), factor.name), theme, width) }));
  }
  if (data.contrasts.length > 0) {
    drawn.push(figures.add(place("contrast-figures"), { id: "contrasts", title: () => `${what()}: difference from the reference`, draw: (theme, width) => intervalChart(contrastData(data, choice(), MOST), theme, width) }));
  }
  if (data.sensitivity.length > 0) {
    const none: NoChart = { none: "There are no indices of this quantity and statistic." };
    const bars = [
      { id: "sensitivity", title: () => `What ${what()} depends on`, of: () => sensitivityBars(data, choice()) },
      { id: "shares", title: () => "Parameters or luck", of: () => shareBars(data, metric) },
    ];
    for (const { id, title, of } of bars) {
      if (id === "shares" && !data.sensitivity.some(({ index }) => index.startsWith("share_"))) continue;
      drawn.push(figures.add(place("sensitivity-figures"), { id, title, draw: (theme, width) => {
        const found = of();
        return found === undefined ? none : barsChart(found, theme, width);
      } }));
    }
  }
}
