import type { ExceedanceData } from "./charts/exceedance.ts";
import type { HistogramData } from "./charts/histogram.ts";
import type { Filters } from "./filters.ts";
import { percentOf } from "./filters.ts";
import { atLevel, beyond, binsOf, largest, type Sample, tailsOf } from "./sample.ts";
import { count, exact, interval, percent } from "./show.ts";

/** A sample, what it is, and what it is asked. */
export interface Asked {
  readonly sample: Sample;
  readonly what: string;
  readonly filters: Filters;
  readonly threshold: number;
  /** Another run's sample of the same. */
  readonly other?: { readonly name: string; readonly sample: Sample } | undefined;
  /** Name of the run itself. */
  readonly name: string;
}

const UNIT = "USD bn";
/** As in histogram.arrow. */
const BINS = 40;

/** A threshold to begin with: the 95 % quantile to two digits. */
export const firstThreshold = ({ sorted }: Sample): number => Number((atLevel({ sorted }, 0.95).quantile[0] ?? 0).toPrecision(2));

/** Undefined where nobody ever sells or buys. */
export function sampleHistogram({ sample, what, filters: { level }, threshold }: Asked): HistogramData | undefined {
  if (sample.sorted[0] === 0 && largest(sample) === 0) return undefined;
  const { quantile } = atLevel(sample, level);
  const marks = [{ name: `${percentOf(level)} %`, value: quantile[0]! }];
  if (threshold >= sample.sorted[0] && threshold <= largest(sample)) marks.push({ name: "threshold", value: threshold });
  return { bins: binsOf(sample, BINS), what, unit: UNIT, marks };
}

/** Undefined where no path sells. */
export function sampleTail({ sample, what, filters: { level, logarithmic }, threshold, other, name }: Asked): ExceedanceData | undefined {
  const shown = [{ name, sample }, ...(other === undefined ? [] : [other])];
  const tails = tailsOf(shown.map((each) => each.sample));
  if (tails.length === 0) return undefined;
  const { quantile, shortfall } = atLevel(sample, level);
  const { probability } = beyond(sample, threshold);
  return {
    curves: shown.map((each, c) => ({ name: each.name, tail: tails[c] })),
    what,
    unit: UNIT,
    marks: [
      { name: `VaR ${percentOf(level)} %`, probability: 1 - level, at: quantile, symbol: "circle" },
      { name: `ES ${percentOf(level)} %`, probability: 1 - level, at: shortfall, symbol: "diamond" },
      ...(probability[0]! > 0 ? [{ name: "threshold", probability: probability[0]!, at: [threshold, null, null] as const, symbol: "circle" as const }] : []),
    ],
    logarithmic,
  };
}

const STATISTICS: Readonly<Record<string, string>> = { mean: "mean", sd: "standard deviation", q05: "5 % quantile", q50: "median", q95: "95 % quantile", max: "largest", prob_positive: "probability to sell" };

/** Rows of answers: what was asked, and the number with its interval, of the sample and of the other one. */
export function answers({ sample, other, filters: { level }, threshold, name }: Asked): { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const samples = [sample, ...(other === undefined ? [] : [other.sample])];
  const row = (title: string, of: (sample: Sample) => string) => [title, ...samples.map(of)];
  return {
    columns: other === undefined ? ["", `${UNIT} [95 % interval]`] : ["", `${name}, ${UNIT} [95 % interval]`, other.name],
    rows: [
      row(`${percentOf(level)} % quantile (VaR)`, (each) => interval(...atLevel(each, level).quantile)),
      row("mean beyond it (ES)", (each) => interval(...atLevel(each, level).shortfall)),
      row(`probability of more than ${exact(threshold)}`, (each) => {
        const { probability, hits } = beyond(each, threshold);
        return `${interval(...probability, percent)}: ${count(hits)} of ${count(each.values.length)} paths`;
      }),
      ...Object.entries(STATISTICS).map(([statistic, title]) => row(title, (each) => interval(...each.statistics.get(statistic)!, statistic === "prob_positive" ? percent : exact))),
    ],
  };
}
