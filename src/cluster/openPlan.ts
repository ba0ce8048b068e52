import { join } from "node:path";
import { readFileSync } from "node:fs";
import { checkFiles } from "../arrow/checkFiles.ts";
import { BadInput } from "../config/errors.ts";
import { frozen } from "../config/frozen.ts";
import { loadModel } from "../kinds/loadModel.ts";
import type { Model } from "../kinds/model.ts";
import { modelDifferences } from "../kinds/sameModel.ts";
import type { ReturnHistory } from "../model/shocks/shockModel.ts";
import type { RunConfiguration } from "../run/prepare.ts";
import { chooseMetrics, type Metric } from "../sweep/metrics.ts";
import { type PlanHeader, readHeader } from "./header.ts";
import { BASE_FILE, RETURNS_FILE } from "./layout.ts";
import { type PlannedPoints, readPlannedPoints, readShardTable, type ShardTable } from "./planTables.ts";

/** A plan as read from its folder. */
export interface ShardPlan {
  readonly folder: string;
  readonly header: PlanHeader;
  readonly model: Model;
  /** The complete configuration that points differ from. */
  readonly base: RunConfiguration;
  readonly metrics: readonly Metric[];
  readonly points: PlannedPoints;
  /** What points draw from, by number. */
  readonly returns: readonly ReturnHistory[];
  readonly shards: ShardTable;
}

/** Paths first … first + count − 1 of a point. */
export interface PointRange {
  readonly point: number;
  readonly first: number;
  readonly count: number;
}

/**
 * Open a plan to compute its shards or to merge them.
 *
 * @param kinds modules of the user's kinds, where they are not where they were when the plan was made
 * @throws BadInput when there is no plan, a file of it is not what it was, or this is another model
 */
export async function openPlan(folder: string, { kinds }: { readonly kinds?: readonly string[] | undefined } = {}): Promise<ShardPlan> {
  const header = readHeader(folder);
  for (const { name, property } of checkFiles(folder, header)) {
    const message = property === "presence" ? "is missing" : "is not what it was when the plan was written";
    throw new BadInput([{ file: join(folder, name), path: "", message, hint: "Copy the plan again, or plan the sweep again." }]);
  }
  const model = await loadModel(kinds ?? header.given.kinds);
  const differences = modelDifferences(header.modelVersion, model.version);
  if (differences.length > 0) throw new BadInput(differences.map(({ message, hint }) => ({ file: folder, path: "", message, hint })));
  const json = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), "utf8"));
  const base = frozen(json(BASE_FILE)) as RunConfiguration;
  return {
    folder, header, model, base,
    metrics: chooseMetrics(header.metrics, model.kinds, base.calendar.days, (m) => {
      throw new BadInput([{ file: folder, path: "metrics", value: header.metrics[m], message: "is no metric of this program" }]);
    }),
    points: readPlannedPoints(folder),
    returns: header.files.some(({ name }) => name === RETURNS_FILE) ? histories(json(RETURNS_FILE)) : [],
    shards: readShardTable(folder),
  };
}

/** Returns as they were when the plan was made: JSON has null for NaN, which markets without returns have. */
function histories(read: unknown): ReturnHistory[] {
  return (read as { days: number; returns: (number | null)[] }[]).map(({ days, returns }) => ({ days, returns: returns.map((value) => value ?? NaN) }));
}

/** What a shard computes: the same paths of one point or more, in order. */
export function rangesOf({ shards, points }: Pick<ShardPlan, "shards" | "points">, shard: number): PointRange[] {
  const [from, to, first, end] = [shards.fromPoint, shards.toPoint, shards.firstPath, shards.endPath].map((column) => column[shard]);
  const ranges: PointRange[] = [];
  for (let point = from; point <= to; point++) if (points.isFirst(point)) ranges.push({ point, first, count: end - first });
  return ranges;
}

/** Seconds of one core that a shard is thought to take; NaN where nothing is known. */
export function secondsOf(plan: Pick<ShardPlan, "shards" | "points" | "header">, shard: number): number {
  const { estimate, counts } = plan.header;
  if (estimate === null) return NaN;
  const cost = ({ point, count }: PointRange) => count * (estimate.secondsPerAgentRound * plan.points.agentRounds[point] + estimate.secondsPerPoint / counts.paths);
  return rangesOf(plan, shard).reduce((sum, range) => sum + cost(range), 0);
}
