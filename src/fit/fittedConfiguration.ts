import { shocks } from "../model/shocks/parameters.ts";
import { correlationParameter } from "./correlations.ts";
import type { ShockFit } from "./fitShocks.ts";
import type { FittedLaw } from "./lawFit.ts";

export interface ConfigurationOptions {
  /** The file that the new one extends, relative to it. */
  readonly extends?: string;
  /**
   * `none` (default): no expected trend of exogenous news, as in the baseline; the drift offsets the jumps.
   * `sample`: the trend of the data, whose standard error is about 3 % a year after ten years.
   */
  readonly trend?: "none" | "sample";
}

/**
 * A configuration file with a fitted law of news: `shocks.model`, the law's parameters, the volatility and
 * drift of USDJPY, and the correlations where the file of closes has them. Numbers have four significant
 * digits, and their standard errors beside them.
 *
 * @throws RangeError when the law was not fitted
 */
export function fittedConfiguration(fit: ShockFit, law: FittedLaw, options: ConfigurationOptions = {}): string {
  const { extends: parent = "baseline.yaml", trend = "none" } = options;
  const found = fit.laws.find((one) => one.law === law);
  if (found === undefined) throw new RangeError(`${law} was not fitted`);
  const { parameters, volatility, drift, standardErrors, moments } = found;
  const source = `${oneLine(fit.file.split(/[\\/]/).at(-1)!)}, column ${oneLine(fit.column)}: ${fit.returns} daily log returns, ${fit.first} to ${fit.last}`;
  const value = (name: string, x: number) => `${name}: ${digits(x)}${standardErrors[name] > 0 ? ` # ± ${digits(standardErrors[name], 2)}` : ""}`;
  const expected = trend === "none" ? drift - moments.mean : drift;
  const measured = fit.correlations.filter(({ regime }) => regime !== "all");
  return [
    `# The law of news ${law}, fitted to ${source}.`,
    "# After ±: the standard error of the fit. The law takes the whole tail of the data for news; agents add to it.",
    `extends: ${JSON.stringify(parent)}`,
    `description: ${JSON.stringify(`News by ${law} fitted to ${source}`)}`,
    "",
    "shocks:",
    `  model: ${law}`,
    ...measured.map((one) => {
      const name = `${one.regime}_correlation` as "calm_correlation" | "stress_correlation";
      return `  ${name}: [${correlationParameter(one, shocks[name].default).join(", ")}] # ${one.days} days; pairs not in the file as declared`;
    }),
    `  ${law}:`,
    ...Object.entries(parameters).map(([name, x]) => `    ${value(name, x)}`),
    "",
    "markets:",
    "  fx:",
    `    ${value("volatility", volatility)}`,
    `    drift: ${digits(expected)} # ${trend === "none" ? "offsets the mean of the law: no expected trend" : `the trend of the data, ± ${digits(fit.measured.standardError.mean, 2)}`}`,
    "",
  ].join("\n");
}

/** Significant digits, as a number that YAML reads back. */
function digits(x: number, significant = 4): string {
  return String(Number(x.toPrecision(significant)) + 0);
}

/** A name that cannot leave its comment or its line. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, " ");
}
