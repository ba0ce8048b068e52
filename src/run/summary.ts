import { join } from "node:path";
import { type FileEntry, readManifest } from "../arrow/manifest.ts";
import { type OpenColumns, openColumns } from "../arrow/readColumn.ts";
import { type Cause, CAUSES, type Kind } from "../model/agents/kind.ts";
import { liquidationSeries, type Observable, pathTotals } from "../model/observables.ts";
import { amplification } from "../statistics/amplification.ts";
import type { Estimate } from "../statistics/estimate.ts";
import { type Distribution, distribution } from "./distribution.ts";
import type { RunConfiguration } from "./prepare.ts";

/** What a run asked for with --until, and what it reached. */
export interface Precision {
  readonly until: string;
  readonly met: boolean;
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Assets of the summary, in the order of its columns; `fx` are dollars sold for yen. */
export const SUMMARY_ASSETS = ["ust", "tech", "equity", "other", "fx"] as const;
export type SummaryAsset = (typeof SUMMARY_ASSETS)[number];

/** Dollars sold net of purchases by the horizon, USD bn, by one kind (or `all`). */
export interface Sold extends Distribution {
  readonly kind: string;
  readonly asset: SummaryAsset;
}

/** The same by one cause (or group: `forced`, `other`), summed over kinds. */
export interface SoldForCause extends Distribution {
  readonly cause: Cause | "forced" | "other";
  readonly description: string;
  readonly forced: boolean;
  readonly asset: SummaryAsset;
}

/** Mean move of the paths relative to that of their frozen twins; NaN where the latter is too near 0. */
export interface Amplification {
  readonly move: string;
  readonly unit: string;
  readonly ratio: Estimate;
  readonly difference: Estimate;
}

/** The numbers that sum up a run folder. */
export interface RunSummary {
  readonly folder: string;
  readonly scenario: string;
  readonly description: string;
  readonly configurationHash: string;
  readonly modelVersion: string;
  readonly seed: string;
  readonly paths: number;
  readonly requestedPaths: number;
  /** Where the run was to stop when precise; bounds are null where there were too few paths for one. */
  readonly precision: Precision | null;
  readonly agents: number;
  readonly days: number;
  readonly roundsPerDay: number;
  readonly kinds: readonly Pick<Kind, "name" | "title">[];
  readonly sold: readonly Sold[];
  readonly causes: readonly SoldForCause[];
  readonly usdjpy: {
    readonly start: number;
    /** Yen per dollar; `worst3d` in %. */
    readonly end: Distribution;
    readonly min: Distribution;
    readonly worst3d: Distribution;
    readonly frozen: { readonly end: Distribution; readonly min: Distribution; readonly worst3d: Distribution };
  };
  readonly totals: readonly (Observable & Distribution)[];
  readonly amplification: readonly Amplification[];
  readonly speed: {
    readonly threads: number;
    /** Wall-clock seconds: everything, and the simulation alone. */
    readonly seconds: number;
    readonly simulateSeconds: number;
    readonly pathsPerSecond: number;
    readonly agentRoundsPerSecond: number;
  };
  readonly files: readonly FileEntry[];
}

/**
 * Read the summary of a complete run folder; two columns of paths.arrow are in memory at a time.
 *
 * @param kinds those of the run
 * @throws FileError, or Error without a manifest
 */
export function readSummary(folder: string, kinds: readonly Kind[]): RunSummary {
  const manifest = readManifest(folder);
  const configuration = manifest.configuration as RunConfiguration;
  const { agents, paths, requested_paths } = manifest.counts;
  const { days, rounds_per_day } = configuration.calendar;
  const columns = openColumns(join(folder, "paths.arrow"));
  try {
    return {
      folder,
      scenario: configuration.name,
      description: configuration.description,
      configurationHash: manifest.configurationHash,
      modelVersion: manifest.modelVersion,
      seed: manifest.seed,
      paths,
      requestedPaths: requested_paths,
      precision: (manifest.precision as Precision | undefined) ?? null,
      agents,
      days,
      roundsPerDay: rounds_per_day,
      kinds: kinds.map(({ name, title }) => ({ name, title })),
      sold: readSold(columns, kinds),
      causes: readCauses(columns, kinds),
      usdjpy: {
        start: configuration.markets.usdjpy,
        ...readMoves(columns, ""),
        frozen: readMoves(columns, "frozen."),
      },
      totals: pathTotals(kinds, days).map((total) => ({ ...total, ...distribution(columns.column(total.name)) })),
      amplification: readAmplification(columns, configuration.markets.usdjpy),
      speed: speed(manifest.timings, Number(manifest.host.threads), paths, agents * days * rounds_per_day),
      files: manifest.files,
    };
  } finally {
    columns.close();
  }
}

const horizon = (kind: string, asset: string, cause: string) => `${kind}.${asset}.${cause}.horizon`;

function readSold(columns: OpenColumns, kinds: readonly Kind[]): Sold[] {
  const wanted = (name: string): name is SummaryAsset => SUMMARY_ASSETS.some((asset) => asset === name);
  return liquidationSeries(kinds).flatMap(({ kind, asset, cause }) =>
    cause === "all" && wanted(asset) ? [{ kind, asset, ...distribution(columns.column(horizon(kind, asset, cause))) }] : [],
  );
}

function readCauses(columns: OpenColumns, kinds: readonly Kind[]): SoldForCause[] {
  const series = liquidationSeries(kinds);
  const sum = (asset: string, cause: string): Float64Array | undefined => {
    const sellers = series.filter((s) => s.asset === asset && s.cause === cause && s.kind !== "all").map((s) => s.kind);
    if (sellers.length === 0) return undefined;
    const total = new Float64Array(columns.rows);
    for (const kind of sellers) columns.column(horizon(kind, asset, cause)).forEach((x, i) => (total[i] += x));
    return total;
  };
  const rows = (cause: SoldForCause["cause"], description: string, forced: boolean, of: (asset: string) => Float64Array | undefined) =>
    SUMMARY_ASSETS.flatMap((asset): SoldForCause[] => {
      const values = of(asset);
      return values === undefined ? [] : [{ cause, description, forced, asset, ...distribution(values) }];
    });
  const single = (forced: boolean) =>
    Object.entries(CAUSES)
      .filter(([, spec]) => spec.forced === forced)
      .flatMap(([cause, { description }]) => rows(cause as Cause, description, forced, (asset) => sum(asset, cause)));
  const other = (asset: string) => {
    const all = columns.column(horizon("all", asset, "all"));
    sum(asset, "forced")?.forEach((x, i) => (all[i] -= x));
    return all;
  };
  return [
    ...rows("forced", "all forced sales", true, (asset) => sum(asset, "forced")),
    ...single(true),
    ...rows("other", "all other sales", false, other),
    ...single(false),
  ];
}

function readMoves(columns: OpenColumns, prefix: "" | "frozen.") {
  const move = (name: string) => distribution(columns.column(`${prefix}usdjpy.${name}`));
  return { end: move("end"), min: move("min"), worst3d: move("worst3d") };
}

function readAmplification(columns: OpenColumns, start: number): Amplification[] {
  const moves = [
    { move: "usdjpy.worst3d", unit: "%", of: (x: number) => x },
    { move: "usdjpy.end", unit: "% since t = 0", of: (x: number) => 100 * (x / start - 1) },
  ];
  return moves.map(({ move, unit, of }) => {
    const full = columns.column(move);
    const frozen = columns.column(`frozen.${move}`);
    const state = amplification.init();
    full.forEach((x, i) => amplification.add(state, { full: of(x), frozen: of(frozen[i]) }));
    const { ratio, difference } = amplification.value(state);
    return { move, unit, ratio, difference };
  });
}

function speed(timings: Readonly<Record<string, number>>, threads: number, paths: number, agentRounds: number): RunSummary["speed"] {
  const pathsPerSecond = paths / timings.simulate;
  return {
    threads,
    seconds: Object.values(timings).reduce((sum, seconds) => sum + seconds, 0),
    simulateSeconds: timings.simulate,
    pathsPerSecond,
    agentRoundsPerSecond: pathsPerSecond * agentRounds,
  };
}
