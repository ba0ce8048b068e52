import { join } from "node:path";
import { type Field, float64, text, uint32 } from "../arrow/field.ts";
import type { FileEntry } from "../arrow/manifest.ts";
import { readTable } from "../arrow/table.ts";
import type { Difference } from "../config/difference.ts";
import { written } from "../sweep/tables.ts";
import type { SweepPoint } from "../sweep/plan.ts";
import { exactJson } from "./exactJson.ts";
import { POINTS_FILE, SHARDS_FILE } from "./layout.ts";

const POINTS: readonly Field[] = [
  { name: "point", type: "int32", unit: "index", description: "Number of the point; a reference outside the design comes last" },
  text("id", "Content address, SHA-256 of the configuration without its name and number of paths: equal ids are simulated once"),
  { name: "block", type: "int32", unit: "index", description: "Block of the design that the point belongs to; -1 for a reference outside the design" },
  text("values", "Values of the parameters, in their order: JSON"),
  text("coordinates", "Place in the unit cube, for designs that have one: JSON"),
  text("changes", "How its configuration differs from base.json: JSON, a list of [path, value]"),
  { name: "returns", type: "int32", unit: "index", description: "Number of the returns it draws from in returns.json; -1 for none" },
  float64("agent_rounds", "1", "Agents times rounds of one path: what its cost is proportional to"),
];

const SHARDS: readonly Field[] = [
  uint32("shard", "index", "Number of the shard"),
  uint32("from_point", "index", "Its first point"),
  uint32("to_point", "index", "Its last point; points between that repeat an earlier one are left out"),
  uint32("first_path", "index", "First path of each of its points"),
  uint32("end_path", "index", "The path after the last"),
];

/** A point as the plan keeps it. */
export interface PlannedPoint extends Pick<SweepPoint, "index" | "id" | "block" | "values"> {
  readonly differences: readonly Difference[];
  readonly coordinates: readonly number[] | undefined;
  /** Number of its returns; −1 for none. */
  readonly returns: number;
  readonly agentRounds: number;
}

type Metadata = Readonly<Record<string, string>>;

export function writePlannedPoints(folder: string, metadata: Metadata, points: Iterable<PlannedPoint>): FileEntry {
  return written(join(folder, POINTS_FILE), POINTS, metadata, (writer) => {
    for (const { index, id, block, values, coordinates, differences, returns, agentRounds } of points) {
      const changes = differences.map(({ path, after }) => [path, after]);
      writer.add([index, id, block, exactJson(values), coordinates === undefined ? "" : exactJson(coordinates), exactJson(changes), returns, agentRounds]);
    }
  });
}

/** The points of a plan, read from their file one by one. */
export interface PlannedPoints {
  readonly count: number;
  readonly id: (point: number) => string;
  /** Is no earlier point equal to this one? */
  readonly isFirst: (point: number) => boolean;
  /** Per point. */
  readonly agentRounds: Float64Array;
  readonly point: (point: number) => PlannedPoint;
}

/** @throws FileError when the file cannot be read */
export function readPlannedPoints(folder: string): PlannedPoints {
  const table = readTable(join(folder, POINTS_FILE));
  const column = (name: string) => table.getChild(name)!;
  const [ids, blocks, values, coordinates, changes, returns] = ["id", "block", "values", "coordinates", "changes", "returns"].map(column);
  const agentRounds = column("agent_rounds").toArray() as Float64Array;
  const texts = Array.from({ length: table.numRows }, (_, point) => ids.get(point) as string);
  const id = (point: number) => texts[point];
  const firsts = firstOnes(texts);
  return {
    count: table.numRows,
    id,
    isFirst: (point) => firsts[point] === 1,
    agentRounds,
    point(index) {
      const place = coordinates.get(index) as string;
      const changed = JSON.parse(changes.get(index) as string) as [Difference["path"], unknown][];
      return {
        index,
        id: id(index),
        block: blocks.get(index) as number,
        values: JSON.parse(values.get(index) as string) as unknown[],
        coordinates: place === "" ? undefined : (JSON.parse(place) as number[]),
        differences: changed.map(([path, after]) => ({ path, before: undefined, after })),
        returns: returns.get(index) as number,
        agentRounds: agentRounds[index],
      };
    },
  };
}

function firstOnes(ids: readonly string[]): Uint8Array {
  const seen = new Set<string>();
  return Uint8Array.from(ids, (id) => Number(!seen.has(id) && seen.add(id) !== undefined));
}

/** Columns of shards.arrow. */
export interface ShardTable {
  readonly count: number;
  readonly fromPoint: Uint32Array;
  readonly toPoint: Uint32Array;
  readonly firstPath: Uint32Array;
  readonly endPath: Uint32Array;
}

export function writeShardTable(folder: string, metadata: Metadata, { count, fromPoint, toPoint, firstPath, endPath }: ShardTable): FileEntry {
  const numbers = Uint32Array.from({ length: count }, (_, shard) => shard);
  return written(join(folder, SHARDS_FILE), SHARDS, metadata, (writer) => writer.addRows(count, [numbers, fromPoint, toPoint, firstPath, endPath]));
}

/** @throws FileError when the file cannot be read */
export function readShardTable(folder: string): ShardTable {
  const table = readTable(join(folder, SHARDS_FILE));
  const column = (name: string) => table.getChild(name)!.toArray() as Uint32Array;
  return { count: table.numRows, fromPoint: column("from_point"), toPoint: column("to_point"), firstPath: column("first_path"), endPath: column("end_path") };
}
