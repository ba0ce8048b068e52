import type { Market } from "../model/markets/names.ts";
import { type Regime } from "./correlations.ts";
import { type DailyMoments, MOMENT_NAMES } from "./dailyMoments.ts";
import type { FittedLaw } from "./lawFit.ts";
import type { ShockFit } from "./fitShocks.ts";
import { CORRELATION_TARGETS, MOMENT_TARGETS, type TargetRange } from "./targets.ts";

/** What was measured, what the fit has, and whether it lies where it should. */
interface Compared extends Partial<TargetRange> {
  readonly data: number;
  readonly standardError: number;
  readonly fitted: number;
  /** Undefined without a target. */
  readonly met?: boolean;
}

/** A moment of a fitted law. */
export interface MomentRow extends Compared {
  readonly law: FittedLaw;
  readonly moment: keyof DailyMoments;
}

/** A correlation of USDJPY's news with that of a market; what is written is what was measured. */
export interface CorrelationRow extends Compared {
  readonly regime: Regime;
  readonly second: Market;
}

/** Every law's moments beside those of the data, with the targets. */
export function momentRows({ measured, laws }: ShockFit): MomentRow[] {
  return laws.flatMap(({ law, moments }) =>
    MOMENT_NAMES.map((moment) => ({
      law,
      moment,
      ...compared(measured.value[moment], measured.standardError[moment], moments[moment], MOMENT_TARGETS[moment]),
    })),
  );
}

/** The correlations that have targets, as far as they were measured. */
export function correlationRows({ correlations }: ShockFit): CorrelationRow[] {
  return CORRELATION_TARGETS.flatMap(({ regime, second, low, high }) => {
    const found = correlations.find((one) => one.regime === regime)?.pairs.find((pair) => pair.first === "fx" && pair.second === second);
    return found === undefined ? [] : [{ regime, second, ...compared(found.value, found.standardError, found.value, { low, high }) }];
  });
}

/** Whether every target that a law has a moment for is met. */
export function meetsTargets(rows: readonly Compared[]): boolean {
  return rows.every(({ met }) => met !== false);
}

function compared(data: number, standardError: number, fitted: number, target?: TargetRange): Compared {
  return target === undefined ? { data, standardError, fitted } : { data, standardError, fitted, ...target, met: target.low <= fitted && fitted <= target.high };
}
