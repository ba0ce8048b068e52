import { quantile } from "../statistics/quantile.ts";
import { AUGUST_2024, POSITIONS_OF_AUGUST_2024 } from "./observed/august2024.ts";
import { observedValues, type ObservedValue } from "./observed/record.ts";
import { contractsShort } from "./moves.ts";
import { at, type Runs, type ScenarioPaths } from "./scenarioPaths.ts";

const LEVELS = { q05: 0.05, q25: 0.25, q50: 0.5, q75: 0.75, q95: 0.95 } as const;
export type Level = keyof typeof LEVELS;
export const FAN_LEVELS = Object.keys(LEVELS) as readonly Level[];

/** Simulated quantiles of a variable day by day, and what was observed. */
export interface Fan {
  readonly variable: string;
  readonly title: string;
  readonly unit: string;
  readonly bands: Readonly<Record<Level, readonly number[]>>;
  /** Median with frozen agents, where there is one. */
  readonly frozen: readonly number[] | undefined;
  readonly observed: readonly ObservedValue[];
}

/** Dates of the days of the fans. */
export const FAN_DATES: readonly string[] = AUGUST_2024.map(({ date }) => date);

/** The fans of the backtest of August 2024: USDJPY, NASDAQ-100, net speculative position. */
export function augustFans(runs: Runs): Fan[] {
  const run = runs("august-2024");
  const contracts = POSITIONS_OF_AUGUST_2024.map(({ day, contracts }) => ({ day, value: contracts / 1000 }));
  const fan = (variable: string, title: string, unit: string, values: (run: ScenarioPaths, day: number) => Float64Array, observed: readonly ObservedValue[], frozen?: string): Fan => {
    const sorted = FAN_DATES.map((_, day) => values(run, day).slice().sort());
    const bands = Object.fromEntries(FAN_LEVELS.map((level) => [level, sorted.map((day) => quantile(day, LEVELS[level]))])) as Record<Level, number[]>;
    const median = (name: string, day: number): number => quantile(at(run, name, day).slice().sort(), 0.5);
    return { variable, title, unit, bands, observed, frozen: frozen === undefined ? undefined : FAN_DATES.map((_, day) => median(frozen, day)) };
  };
  return [
    fan("usdjpy", "USDJPY", "yen per dollar", (one, day) => at(one, "usdjpy", day), observedValues(AUGUST_2024, "usdjpy"), "frozen_usdjpy"),
    fan("ndx", "NASDAQ-100", "log return since 2 July, %", (one, day) => at(one, "tech", day), observedValues(AUGUST_2024, "ndx"), "frozen_tech"),
    fan("net_position", "Net speculative position in yen", "thousand contracts, negative is short", (one, day) => contractsShort(one, day).map((x) => 0 - x), contracts),
  ];
}
