import type pico from "picocolors";
import { correlationRows, meetsTargets, momentRows } from "../fit/fitTable.ts";
import type { DailyMoments } from "../fit/dailyMoments.ts";
import type { ShockFit } from "../fit/fitShocks.ts";
import { grouped } from "./numbers.ts";
import { indent, table } from "./table.ts";

type Colors = ReturnType<typeof pico.createColors>;

/** How moments read, and what their numbers are multiplied by. */
const MOMENTS: Readonly<Record<keyof DailyMoments, readonly [label: string, scale: number]>> = {
  mean: ["mean, % a year", 100],
  sd: ["standard deviation, % a day", 100],
  skewness: ["skewness", 1],
  kurtosis: ["kurtosis (normal: 3)", 1],
  falls_2: ["days of −2 % or less, a year", 1],
  falls_3: ["days of −3 % or less, a year", 1],
  acf_1: ["autocorrelation of |r|, 1 day", 1],
  acf_5: ["autocorrelation of |r|, 5 days", 1],
  acf_20: ["autocorrelation of |r|, 20 days", 1],
};

/** The fitted laws of news as a person reads them. */
export function fitText(fit: ShockFit, { bold, green, yellow }: Colors): string {
  const moments = momentRows(fit);
  const laws = fit.laws.map(({ law }) => law);
  const names = [...new Set(moments.map(({ moment }) => moment))];
  const rows = names.map((moment) => {
    const own = moments.filter((row) => row.moment === moment);
    const [{ data, standardError, low, high }] = own;
    const [label, scale] = MOMENTS[moment];
    const target = low === undefined ? "" : `${number(scale * low)} to ${number(scale * high!)}`;
    return [label, `${number(scale * data)} ± ${number(scale * standardError)}`, target, ...own.map(({ fitted, met }) => `${number(scale * fitted)}${met === false ? " ✗" : ""}`)];
  });
  const correlations = correlationRows(fit);
  return [
    bold(`The laws of news fitted to ${fit.file}, column ${fit.column}`),
    `${grouped(fit.returns)} daily log returns, ${fit.first} to ${fit.last}${fit.gaps > 0 ? `; ${fit.gaps} gaps left out` : ""}`,
    "",
    bold("Moments of a day, agents left out: data ± standard error, target, and what each fitted law has (✗: outside the target)"),
    indent(table(["", "data", "target", ...laws], rows)),
    ...laws.map((law) => {
      const met = meetsTargets(moments.filter((row) => row.law === law));
      return `  ${law}: ${met ? green("meets every target") : yellow("misses a target")}`;
    }),
    ...(correlations.length === 0 ? [] : ["", bold("Correlations with USDJPY: what is measured is what is written"), indent(table(["", "data", "target", ""], correlations.map(({ regime, second, data, standardError, low, high, met }) => [`${second}, ${regime}`, `${number(data)} ± ${number(standardError)}`, `${number(low!)} to ${number(high!)}`, met ? "met" : "not met"])))]),
    "",
    bold("Parameters ± standard error"),
    ...fit.laws.map(({ law, parameters, volatility, standardErrors, logLikelihood, objective, converged }) => {
      const values = { ...parameters, "markets.fx.volatility": volatility } as Readonly<Record<string, number>>;
      const how = logLikelihood !== undefined ? `log-likelihood ${logLikelihood.toFixed(1)}` : `distance of the moments ${number(objective ?? NaN)}`;
      const listed = Object.entries(values).map(([name, value]) => [name, `${number(value)} ± ${number(standardErrors[name.replace("markets.fx.", "")])}`]);
      return `  ${law} (${how}${converged ? "" : "; the search was broken off"})\n${indent(indent(table([], listed)))}`;
    }),
  ].join("\n");
}

/** Three significant digits. */
function number(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))).replace("-", "−") : "–";
}

/** The same for programs. */
export function fitJson(fit: ShockFit) {
  const { file, column, first, last, returns, gaps, laws, correlations } = fit;
  return { file, column, first, last, returns, gaps, moments: momentRows(fit), laws, correlations: correlationRows(fit), regimes: correlations };
}
