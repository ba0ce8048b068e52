import { KINDS } from "../model/agents/index.ts";
import { CAUSES } from "../model/agents/kind.ts";
import { dailyVariables } from "../model/observables.ts";
import { type Choice } from "../page/runData.ts";
import { words } from "../page/show.ts";

const ASSETS: Readonly<Record<string, string>> = {
  fx: "Dollars for yen",
  ust: "US Treasuries",
  tech: "US technology equity",
  equity: "Other US equity",
  us_equity: "US equity",
  jgb: "Japanese government bonds",
  other: "Other assets outside the US",
};

const WINDOWS: Readonly<Record<string, string>> = { horizon: "by the horizon", worst3d: "in the worst three days" };

const STATISTICS: Readonly<Record<string, string>> = {
  mean: "mean", sd: "standard deviation", min: "smallest", max: "largest",
  es95: "expected shortfall, worst 5 %", es99: "expected shortfall, worst 1 %",
  prob_positive: "probability to sell",
};

/** Titles of kinds: those of the program; other kinds by their name. */
export function kindChoice(name: string): Choice {
  return { name, title: name === "all" ? "All kinds" : (KINDS.find((kind) => kind.name === name)?.title ?? words(name)) };
}

export const assetChoice = (name: string): Choice => ({ name, title: ASSETS[name] ?? words(name) });

export function causeChoice(name: string): Choice {
  if (name === "all") return { name, title: "All causes" };
  if (name === "forced") return { name, title: "All forced sales" };
  return { name, title: words(name in CAUSES ? CAUSES[name as keyof typeof CAUSES].description : name) };
}

export function windowChoice(name: string): Choice {
  const day = /^(\d+)d$/.exec(name)?.[1];
  return { name, title: WINDOWS[name] ?? (day === undefined ? words(name) : `by day ${day}`) };
}

/** What a series of sales is, in words. */
export function soldWords(kind: string, asset: string, cause: string, window: string): string {
  const sold = asset === "fx" ? "Dollars sold for yen" : `${assetChoice(asset).title} sold`;
  const why = { all: "for any reason", forced: "by force" }[cause] ?? causeChoice(cause).title.toLowerCase();
  return `${sold} by ${kindChoice(kind).title.toLowerCase()}, ${windowChoice(window).title}, ${why}`;
}

/** `q95`, `es99`, `prob>0` and their like in words. */
export function statisticChoice(name: string): Choice {
  const quantile = /^q(\d{2,})$/.exec(name)?.[1];
  if (quantile === "50") return { name, title: "median" };
  if (quantile !== undefined) return { name, title: `${Number(`0.${quantile}`) * 1000 / 10} % quantile` };
  return { name, title: STATISTICS[name] ?? (name.startsWith("prob>") ? `probability of more than ${name.slice(5)}` : name) };
}

/** What a daily variable is, with its unit: those of the program, and the sales of kinds of the user's own. */
export function variableChoice(name: string): Choice & { readonly unit: string } {
  const known = dailyVariables(KINDS).find((variable) => variable.name === name);
  if (name.startsWith("sold_")) return { name, title: `US assets sold by ${kindChoice(name.slice(5)).title.toLowerCase()}`, unit: "USD bn" };
  return { name, title: known?.description ?? words(name), unit: known?.unit ?? "" };
}
