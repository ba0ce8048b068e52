import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FileError } from "../arrow/fileError.ts";
import type { FileEntry } from "../arrow/manifest.ts";
import { canonicalJson } from "../config/canonical.ts";
import { BadInput } from "../config/errors.ts";
import type { DesignName } from "../sweep/design.ts";
import type { SweepParameter } from "../sweep/parameters.ts";
import type { Given } from "../sweep/record.ts";
import type { Estimate } from "./estimate.ts";
import { PLAN_FILE } from "./layout.ts";

/** plan.json: everything about a plan but its points and shards, which are beside it. */
export interface PlanHeader {
  readonly schemaVersion: 1;
  /** SHA-256, in hex, of all of this but `hash`, `given` and `estimate`: equal plans, equal shards, equal bytes. */
  readonly hash: string;
  readonly name: string;
  /** With the digests of the user's kinds: `1+my_kind@1a2b3c4d`. */
  readonly modelVersion: string;
  readonly kinds: readonly { readonly name: string; readonly digest: string }[];
  /** Of base, seed, metrics and precision: what the folder of the merged sweep is named after. */
  readonly configurationHash: string;
  readonly seed: string;
  readonly counts: {
    readonly points: number;
    /** Points with equal configurations count once. */
    readonly differentPoints: number;
    readonly excludedPoints: number;
    /** Per point; at most, where a precision is asked for. */
    readonly paths: number;
    readonly shards: number;
    /** Of the smallest and of the largest shard. */
    readonly leastPathsPerShard: number;
    readonly mostPathsPerShard: number;
  };
  /** The precision asked for: points are cut off where they reach it when the plan is merged. */
  readonly until: string | null;
  readonly parameters: readonly Pick<SweepParameter, "name" | "paths" | "unit" | "description" | "numeric" | "whole">[];
  readonly design: { readonly name: DesignName; readonly blockSize: number; readonly secondOrder: boolean };
  readonly metrics: readonly string[];
  readonly statistics: readonly string[];
  readonly headline: { readonly metric: number; readonly statistic: number };
  /** Number of the point that others are compared with. */
  readonly reference: number | null;
  /** What the sweep file declares. */
  readonly sweep: object;
  /** The other files of the plan. */
  readonly files: readonly FileEntry[];
  readonly given: Given;
  readonly estimate: Estimate | null;
}

/** Identity of a plan. */
export function planHash(header: Omit<PlanHeader, "hash" | "estimate">): string {
  const { hash: _, given: __, estimate: ___, ...rest } = header as PlanHeader;
  return createHash("sha256").update(canonicalJson(JSON.parse(JSON.stringify(rest)))).digest("hex");
}

/** Read plan.json. @throws BadInput when a folder holds no plan, one of another version, or one that was changed; FileError when it cannot be read */
export function readHeader(folder: string): PlanHeader {
  const file = join(folder, PLAN_FILE);
  if (!existsSync(file)) {
    throw new BadInput([{ path: "", message: `${folder} holds no plan: there is no ${PLAN_FILE}`, hint: 'Give the folder that "yenwind plan" has written.' }]);
  }
  let header: PlanHeader;
  try {
    header = JSON.parse(readFileSync(file, "utf8")) as PlanHeader;
  } catch (cause) {
    throw new FileError("read", file, cause);
  }
  if (header.schemaVersion !== 1) throw new BadInput([{ file, path: "schemaVersion", message: `is ${String(header.schemaVersion)}; this program reads version 1` }]);
  if (planHash(header) !== header.hash) throw new BadInput([{ file, path: "", message: "has been changed since it was written", hint: "Plan the sweep again." }]);
  return header;
}
