import type { NoChart } from "../chart.ts";
import { exceedanceChart } from "../charts/exceedance.ts";
import { histogramChart } from "../charts/histogram.ts";
import { FAR } from "../farTail.ts";
import { type Filters, filtersOf, fragmentOf, levelOf, MOST_LEVEL, percentOf } from "../filters.ts";
import type { Choice, SalesData } from "../runData.ts";
import { existingSales, salesChoices, salesTitle } from "../runFigures.ts";
import { sampleOf } from "../sample.ts";
import { answers, type Asked, firstThreshold, sampleHistogram, sampleTail } from "../sampleFigures.ts";
import { largestPaths } from "../../statistics/topPaths.ts";
import type { Columns } from "./columns.ts";
import { element } from "./element.ts";
import type { Figures } from "./figures.ts";
import { numberChoice } from "./numberChoice.ts";
import { row, table } from "./plainTable.ts";
import { KEYS } from "./runPage.ts";
import { select } from "./select.ts";
import { worstPaths } from "./worstPaths.ts";

export interface SampleSection {
  readonly sales: SalesData;
  readonly days: number;
  /** The folder as commands name it; none while a path cannot be explained yet. */
  readonly folder?: string;
  /** Name of the run. */
  readonly name: string;
  readonly columns: Columns;
  /** Folders to compare with, and their columns. */
  readonly others: readonly Choice[];
  readonly columnsOf: (other: string) => Columns;
}

const NOBODY: NoChart = { none: "Nobody sells this, on any path." };
const LOADING: NoChart = { none: "Reading the paths …" };
/** The slider goes from 0 to one path in 10,000 beyond, evenly in the number of nines. */
const DIGITS = 4;

/** Sales, computed from the paths in the browser. @returns looks at the paths again */
export function sampleSection({ sales, days, folder, name, columns, others, columnsOf }: SampleSection, figures: Figures): () => Promise<void> {
  const parent = document.getElementById("sales-figures")!;
  let filters: Filters = read();
  let asked: Asked | undefined;
  let trouble = "";
  let latest = 0;

  function read(): Filters {
    const found = filtersOf(location.hash);
    return { ...found, sales: existingSales(sales, found.sales), against: others.some((other) => other.name === found.against) ? found.against : "" };
  }

  const titled = (key: (typeof KEYS)[number][0], list: (typeof KEYS)[number][1]): Choice[] =>
    salesChoices(sales, key, filters.sales).map((each) => sales[list].find((choice) => choice.name === each)!);
  const selects = KEYS.map(([key, list, label]) => ({ key, list, select: select(label, titled(key, list), filters.sales[key], (chosen) => change({ sales: existingSales(sales, { ...filters.sales, [key]: chosen }) })) }));
  const axis = select("Axis of the tail", [{ name: "log", title: "logarithmic" }, { name: "linear", title: "linear" }], "log", (chosen) => change({ logarithmic: chosen === "log" }));
  const against = select("Compare with", [{ name: "", title: "nothing" }, ...others], filters.against, (chosen) => change({ against: chosen }));
  const level = numberChoice({
    label: "Quantile, %",
    least: 0,
    most: 100 * MOST_LEVEL,
    place: (percent) => -Math.log10(1 - percent / 100) / DIGITS,
    value: (place) => Number((100 * (1 - 10 ** (-DIGITS * place))).toFixed(1 + Math.floor(DIGITS * place))),
    onChange: (percent) => change({ level: levelOf(percent) }),
  });
  const threshold = numberChoice({ label: "Threshold, USD bn", least: -Number.MAX_VALUE, most: Number.MAX_VALUE, onChange: (chosen) => change({ threshold: chosen }) });
  const state = element("p", { class: "notice", role: "status", hidden: "" });
  const pair = element("div", { class: "pair" });
  parent.append(
    element("div", { class: "controls shared", role: "group", "aria-label": "Filters" }, ...selects.map((each) => each.select.element), ...(others.length > 0 ? [against.element] : []), axis.element, level.element, threshold.element),
    state,
    pair,
  );
  const drawn = [
    figures.add(pair, { id: "histogram", title: () => salesTitle(sales, filters.sales, days), draw: (theme) => draw(sampleHistogram, (data) => histogramChart(data, theme)) }),
    figures.add(pair, { id: "tail", title: () => "The tail: probability to sell more", draw: (theme, width) => draw(sampleTail, (data) => exceedanceChart(data, theme, width)) }),
  ];
  const region = (label: string, id: string) => element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label, id });
  const numbers = region("Numbers of the chosen sales", "answers");
  const worst = region("Worst paths of the chosen sales", "worst-paths");
  parent.append(element("div", { class: "pair" }, element("div", {}, element("h3", {}, "Numbers of these sales"), numbers), element("div", {}, element("h3", {}, "Worst paths of these sales"), worst)));

  function draw<T, U>(of: (asked: Asked) => T | undefined, chart: (data: T) => U): U | NoChart {
    if (asked === undefined) return trouble === "" ? LOADING : { none: trouble };
    const data = of(asked);
    return data === undefined ? NOBODY : chart(data);
  }

  function change(changed: Partial<Filters>): void {
    filters = { ...filters, ...changed };
    // Without a step in the history per move of a slider.
    history.replaceState(null, "", `#${fragmentOf(filters, location.hash)}`);
    if ("sales" in changed || "against" in changed) void look();
    else if (asked !== undefined) show({ ...asked, filters, threshold: filters.threshold ?? asked.threshold });
  }

  /** Read the columns that the filters ask for, and show them; what has been asked for since is not overtaken. */
  async function look(): Promise<void> {
    const turn = ++latest;
    offer();
    const { kind, asset, cause, window } = filters.sales;
    const column = [kind, asset, cause, window].join(".");
    try {
      const [own, other] = await Promise.all([columns.column(column), filters.against === "" ? undefined : columnsOf(filters.against).column(column).catch((error: Error) => error)]);
      if (turn !== latest) return;
      const sample = sampleOf(own);
      const missing = other instanceof Error ? `${filters.against} cannot be compared: ${other.message}.` : "";
      state.textContent = missing;
      state.hidden = missing === "";
      show({
        sample,
        what: salesTitle(sales, filters.sales, days),
        filters,
        threshold: filters.threshold ?? firstThreshold(sample),
        name,
        ...(other === undefined || other instanceof Error ? {} : { other: { name: filters.against, sample: sampleOf(other) } }),
      });
    } catch (error) {
      if (turn !== latest) return;
      asked = undefined;
      trouble = `The paths cannot be read: ${(error as Error).message}.`;
      for (const figure of drawn) figure.redraw();
    }
  }

  function offer(): void {
    for (const { key, list, select: each } of selects) each.offer(titled(key, list), filters.sales[key]);
    against.offer([{ name: "", title: "nothing" }, ...others], filters.against);
    axis.offer([{ name: "log", title: "logarithmic" }, { name: "linear", title: "linear" }], filters.logarithmic ? "log" : "linear");
    level.set(Number(percentOf(filters.level)));
  }

  function show(now: Asked): void {
    asked = now;
    const { sorted, values } = now.sample;
    threshold.range(Math.min(sorted[0], now.threshold), Math.max(sorted[sorted.length - 1], now.threshold));
    threshold.set(now.threshold);
    level.set(Number(percentOf(now.filters.level)));
    for (const figure of drawn) figure.redraw();
    const { columns: heads, rows } = answers(now);
    numbers.replaceChildren(table(heads, rows.map(([head, ...cells]) => row(head, ...cells))));
    worst.replaceChildren(...worstPaths(largestPaths(values, FAR), folder));
  }

  addEventListener("hashchange", () => {
    filters = read();
    void look();
  });
  void look();
  return look;
}
