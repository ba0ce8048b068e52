import { calendar } from "../model/markets/parameters.ts";
import { shocks } from "../model/shocks/parameters.ts";
import { type Closes, dailyReturns, type Window } from "./closes.ts";
import { type Regime, type RegimeCorrelations, REGIMES, regimeCorrelations } from "./correlations.ts";
import { type EstimatedMoments, estimatedMoments } from "./dailyMoments.ts";
import { fitKou } from "./kou.ts";
import type { FittedLaw, LawFit } from "./lawFit.ts";
import { fitMerton } from "./merton.ts";
import { newsReturns } from "./newsReturns.ts";
import { fitRegimeSwitching } from "./regimeSwitching.ts";
import { fitStochasticVolatility } from "./stochasticVolatility.ts";
import { TARGET_WINDOW } from "./targets.ts";

export const FITTED_LAWS = ["stochastic_volatility", "merton", "kou", "regime_switching"] as const satisfies FittedLaw[];

export interface FitOptions {
  /** First and last date of closes; without it the window of the targets. */
  readonly window?: Window;
  /** Which laws to fit; without it all. */
  readonly laws?: readonly FittedLaw[];
  /** `calendar.rounds_per_day` of the runs to come. */
  readonly rounds?: number;
  /** Of the resampling behind the standard errors. */
  readonly seed?: string;
}

/** The laws of news fitted to a file of daily closes, and what they were fitted to. */
export interface ShockFit {
  readonly file: string;
  readonly column: string;
  /** First and last date of the returns, how many there are, and how many pairs of closes lay too far apart. */
  readonly first: string;
  readonly last: string;
  readonly returns: number;
  readonly gaps: number;
  readonly measured: EstimatedMoments;
  readonly laws: readonly LawFit[];
  /** By regime; empty when the file has no VIX or no market beside the exchange rate. */
  readonly correlations: readonly RegimeCorrelations[];
}

/** Three months, several times the memory of volatility. */
const MOMENT_BLOCK = 60;
const CORRELATION_BLOCK = 20;
const RESAMPLES = 1000;

/**
 * Fit the laws of news (R2) to daily closes. The same file and options give the same numbers.
 *
 * @throws BadInput when the window has too few returns; RangeError for rounds that are no whole number ≥ 1
 */
export function fitShocks(closes: Closes, options: FitOptions = {}): ShockFit {
  const { window = TARGET_WINDOW, laws = FITTED_LAWS, rounds = calendar.rounds_per_day.default, seed = "fit" } = options;
  if (!(Number.isInteger(rounds) && rounds >= 1)) throw new RangeError(`rounds a day must be a whole number ≥ 1, got ${rounds}`);
  const { returns, dates, gaps } = dailyReturns(closes, window);
  const measured = estimatedMoments(returns, { block: MOMENT_BLOCK, resamples: RESAMPLES, seed });
  const declared = shocks.stochastic_volatility;
  const [squeeze, riskOff] = [declared.yen_squeeze_rate.default, declared.risk_off_rate.default];
  const fits: Record<FittedLaw, () => LawFit> = {
    stochastic_volatility: () =>
      fitStochasticVolatility(measured, {
        rounds,
        squeezeShare: squeeze / (squeeze + riskOff),
        jumpSpread: declared.jump_sd.default / Math.abs(declared.jump_mean.default),
      }),
    merton: () => fitMerton(returns),
    kou: () => fitKou(returns),
    regime_switching: () => fitRegimeSwitching(returns),
  };
  const news = newsReturns(closes, window);
  const regimes = news === undefined ? [] : (Object.keys(REGIMES) as Regime[]);
  return {
    file: closes.file,
    column: closes.column,
    first: dates[0],
    last: dates.at(-1)!,
    returns: returns.length,
    gaps,
    measured,
    laws: laws.map((law) => fits[law]()),
    correlations: regimes.flatMap((regime) => regimeCorrelations(news!, regime, { block: CORRELATION_BLOCK, resamples: RESAMPLES, seed }) ?? []),
  };
}
