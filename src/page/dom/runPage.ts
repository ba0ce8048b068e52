import type { NoChart } from "../chart.ts";
import { barsChart } from "../charts/bars.ts";
import { exceedanceChart } from "../charts/exceedance.ts";
import { fanChart } from "../charts/fan.ts";
import { flowChart } from "../charts/flows.ts";
import { histogramChart } from "../charts/histogram.ts";
import { intervalChart } from "../charts/intervals.ts";
import { twinChart } from "../charts/twins.ts";
import type { Choice, RunData } from "../runData.ts";
import { amplificationData, existingSales, fanData, fanVariables, flowsByCause, flowsByKind, histogramData, leadingAgents, salesChoices, type SalesChoice, salesOf, salesTail, salesTitle, twinTail } from "../runFigures.ts";
import { exact, interval, percent } from "../show.ts";
import { element } from "./element.ts";
import type { Figures } from "./figures.ts";
import { row, table } from "./plainTable.ts";
import { select } from "./select.ts";
import { sortableTable } from "./sortableTable.ts";
import { worstPaths } from "./worstPaths.ts";

const place = (id: string) => document.getElementById(id)!;

/** Fill the sections of a run's page. */
export function runPage(data: RunData, figures: Figures): void {
  salesSection(data, figures);
  otherSections(data, figures);
}

/** All sections but that of the sales. */
export function otherSections(data: RunData, figures: Figures): void {
  flowSection(data, figures);
  marketSection(data, figures);
  if (data.twins.length > 0) twinSection(data, figures);
  agentSection(data, figures);
}

export const KEYS = [["kind", "kinds", "Who"], ["asset", "assets", "What"], ["cause", "causes", "Why"], ["window", "windows", "When"]] as const;

function salesSection(data: RunData, figures: Figures): void {
  const { sales, days } = data;
  let chosen = existingSales(sales, { kind: "all", asset: "us_equity", cause: "forced", window: "horizon" });
  let logarithmic = true;
  const nobody: NoChart = { none: "Nobody sells this, on any path." };
  const parent = place("sales-figures");
  const choose = (wanted: SalesChoice) => {
    chosen = existingSales(sales, wanted);
    offerAll();
    for (const figure of drawn) figure.redraw();
    showEstimates();
  };
  const titled = (key: (typeof KEYS)[number][0], list: (typeof KEYS)[number][1]): Choice[] =>
    salesChoices(sales, key, chosen).map((name) => sales[list].find((choice) => choice.name === name)!);
  const selects = KEYS.map(([key, list, label]) => ({ key, list, select: select(label, titled(key, list), chosen[key], (name) => choose({ ...chosen, [key]: name })) }));
  const offerAll = () => selects.forEach(({ key, list, select: each }) => each.offer(titled(key, list), chosen[key]));
  const axis = select("Axis of the tail", [{ name: "log", title: "logarithmic" }, { name: "linear", title: "linear" }], "log", (name) => {
    logarithmic = name === "log";
    drawn[1].redraw();
  });
  const pair = element("div", { class: "pair" });
  const estimates = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Statistics of the chosen sales" });
  const worst = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Worst paths of the chosen sales" });
  parent.append(element("div", { class: "controls shared", role: "group", "aria-label": "Which sales" }, ...selects.map(({ select: each }) => each.element), axis.element), pair);
  const drawn = [
    figures.add(pair, { id: "histogram", title: () => salesTitle(sales, chosen, days), draw: (theme) => orNone(histogramData(data, chosen), (found) => histogramChart(found, theme), nobody) }),
    figures.add(pair, { id: "tail", title: () => "The tail: probability to sell more", draw: (theme) => orNone(salesTail(data, chosen, logarithmic), (found) => exceedanceChart(found, theme), nobody) }),
  ];
  parent.append(element("div", { class: "pair" }, element("div", {}, element("h3", {}, "Statistics of these sales"), estimates), element("div", {}, element("h3", { id: "worst" }, "Worst paths of these sales"), worst)));
  const showEstimates = () => {
    const found = salesOf(sales, chosen);
    const rows = sales.statistics.map(({ name, title }, s) => {
      const show = name === "prob_positive" ? percent : exact;
      return row(title, interval(...found.estimates[s], show));
    });
    estimates.replaceChildren(table(["", "USD bn [95 % interval]"], rows));
    worst.replaceChildren(...worstPaths((found.worst?.path ?? []).map((path, r) => ({ path, value: found.worst!.value[r] })), data.folder));
  };
  showEstimates();
}

function flowSection({ timeline, sales, days }: RunData, figures: Figures): void {
  const assets = sales.assets.filter(({ name }) => salesChoices(sales, "asset", { kind: "all", asset: name, cause: "all", window: "horizon" }).includes(name));
  let asset = assets.some(({ name }) => name === "us_equity") ? "us_equity" : assets[0].name;
  const title = (kind: string) => sales.kinds.find(({ name }) => name === kind)?.title ?? kind;
  const byKind = flowsByKind(timeline, title);
  figures.add(place("flow-figures"), { id: "by-kind", title: () => byKind.what, draw: (theme, width) => flowChart(byKind, theme, width) });
  const chosen = select("What", assets, asset, (name) => {
    asset = name;
    causes.redraw();
  });
  const causes = figures.add(place("flow-figures"), {
    id: "by-cause",
    title: () => flowsByCause(sales, asset, days).what,
    draw: (theme, width) => flowChart(flowsByCause(sales, asset, days), theme, width),
    controls: [chosen.element],
  });
}

function marketSection(data: RunData, figures: Figures): void {
  const variables = fanVariables(data.timeline);
  ["usdjpy", "tech"].forEach((first, i) => {
    let name = variables.some((variable) => variable.name === first) ? first : variables[0].name;
    const chosen = select("Variable", variables, name, (other) => {
      name = other;
      figure.redraw();
    });
    const figure = figures.add(place("market-figures"), {
      id: `fan-${i + 1}`,
      title: () => `${variables.find((variable) => variable.name === name)!.title}, day by day`,
      draw: (theme, width) => fanChart(fanData(data, name), theme, width),
      controls: [chosen.element],
    });
  });
}

function twinSection({ twins }: RunData, figures: Figures): void {
  const parent = place("twin-figures");
  figures.add(parent, { id: "amplification", title: () => "By how much the agents amplify each move", draw: (theme, width) => intervalChart(amplificationData(twins), theme, width) });
  let move = twins[0];
  const chosen = select("Move", twins, move.name, (name) => {
    move = twins.find((each) => each.name === name)!;
    for (const figure of drawn) figure.redraw();
  });
  const pair = element("div", { class: "pair" });
  parent.append(element("div", { class: "controls shared" }, chosen.element), pair);
  const drawn = [
    figures.add(pair, { id: "twin-tail", title: () => `${move.title}: with agents and without`, draw: (theme, width) => exceedanceChart(twinTail(move), theme, width) }),
    figures.add(pair, { id: "twin-groups", title: () => "What the agents make of the same news", draw: (theme, width) => twinChart(move, theme, width) }),
  ];
}

function agentSection({ agents }: RunData, figures: Figures): void {
  const { kinds, measures, rows } = agents;
  const parent = place("agent-figures");
  let measure = measures[0].name;
  let kind = "all";
  const leading = (most: number) => leadingAgents(agents, measure, kind, most);
  const some = kinds.filter((_, k) => rows.some((each) => each.kind === k));
  const byMeasure = select("Measure", measures, measure, (name) => {
    measure = name;
    figure.redraw();
  });
  const byKind = select("Kind", [{ name: "all", title: "All kinds" }, ...some], kind, (name) => {
    kind = name;
    figure.redraw();
  });
  const figure = figures.add(parent, {
    id: "agents-at-risk",
    title: () => `${measures.find(({ name }) => name === measure)!.title}: the agents that lead`,
    draw: (theme, width) => (rows.length === 0 ? { none: "No agent sells, is called or defaults on any path." } : barsChart(leading(15), theme, width)),
    controls: [byMeasure.element, byKind.element],
  });
  if (rows.length === 0) return;
  const columns = [
    { title: "Agent", text: (each: (typeof rows)[number]) => `${kinds[each.kind].title}, no. ${each.agent}`, sort: (each: (typeof rows)[number]) => `${each.kind} ${String(each.agent).padStart(9)}` },
    ...measures.map(({ title, unit }, m) => ({
      title: unit === "probability" ? title : `${title}, ${unit}`,
      text: (each: (typeof rows)[number]) => (unit === "probability" ? percent(each.values[m]) : exact(each.values[m])),
      sort: (each: (typeof rows)[number]) => each.values[m] ?? -1,
    })),
  ];
  parent.append(element("details", { class: "behind" }, element("summary", {}, `All ${rows.length} agents that are among the ${agents.shown} first by a measure`), sortableTable("Agents at risk", columns, rows, 1)));
}

const orNone = <T, U>(data: T | undefined, draw: (data: T) => U, none: NoChart): U | NoChart => (data === undefined ? none : draw(data));
