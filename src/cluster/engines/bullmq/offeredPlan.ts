import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Redis } from "ioredis";
import { writeAtomically } from "../../../arrow/atomicFile.ts";
import { BadInput } from "../../../config/errors.ts";
import { planHash, type PlanHeader } from "../../header.ts";
import { BASE_FILE, PLAN_FILE, POINTS_FILE, RETURNS_FILE, SHARDS_FILE } from "../../layout.ts";
import type { ShardPlan } from "../../openPlan.ts";
import { parsed } from "../../records.ts";
import { isSame } from "../../shardFiles.ts";
import { getBytes, inOne, KEPT_SECONDS, putBytes } from "./pieces.ts";

/** Names that a file of a plan may have: none is taken from a message. */
const FILES: readonly string[] = [POINTS_FILE, SHARDS_FILE, BASE_FILE, RETURNS_FILE];

/** What a plan says beyond its hash stays at home: paths of this machine. */
const NOT_TOLD: Pick<PlanHeader, "given" | "estimate"> = { given: { file: "", kinds: [], set: [], until: null }, estimate: null };

/** Bytes of a plan that a worker takes. */
const MOST_BYTES = 1 << 30;

/** Where Redis holds a file of a plan. */
export function planKey(hash: string, name: string = PLAN_FILE): string {
  return `yenwind:plan:${hash}:${name}`;
}

const keysOf = ({ hash, files }: PlanHeader): string[] => [planKey(hash), ...files.map(({ name }) => planKey(hash, name))];

/** Put the files of a plan into Redis for a day, for workers that do not see its folder; those that are there stay for another. */
export async function offerPlan(client: Redis, { folder, header }: ShardPlan): Promise<void> {
  const renewed = await Promise.all(keysOf(header).map((key) => client.expire(key, KEPT_SECONDS)));
  if (renewed.every((there) => there === 1)) return;
  for (const { name } of header.files) await putBytes(client, planKey(header.hash, name), readFileSync(join(folder, name)));
  // The header last: what it tells of is there.
  await client.set(planKey(header.hash), JSON.stringify({ ...header, ...NOT_TOLD }), "EX", KEPT_SECONDS);
}

export async function withdrawPlan(client: Redis, header: PlanHeader): Promise<void> {
  await client.del(keysOf(header));
}

/**
 * Fetch the files of a plan from Redis into an empty folder. The header is what the hash says, and so are the files; what
 * is not is taken out of Redis, for the submitting side to put there anew.
 *
 * @throws BadInput when Redis does not hold that plan, or holds another under its name; FileError when the disk fails
 */
export async function fetchPlan(client: Redis, hash: string, folder: string): Promise<void> {
  const text = await client.get(planKey(hash));
  if (text === null) throw new BadInput([{ path: "", message: `Redis does not hold the plan ${hash.slice(0, 8)}`, hint: "yenwind submit puts it there; or give the folder in which it is, as --plans." }]);
  const header = wholeHeader(text, hash);
  const contents: [string, Buffer][] = [];
  for (const entry of header?.files ?? []) {
    const bytes = await getBytes(client, planKey(hash, entry.name), entry.bytes);
    if (isSame(bytes, entry)) contents.push([entry.name, bytes]);
  }
  if (header === undefined || contents.length < header.files.length) {
    await inOne(client.multi().del(planKey(hash), ...FILES.map((name) => planKey(hash, name))));
    throw new BadInput([{ path: "", message: `the plan ${hash.slice(0, 8)} is damaged in Redis`, hint: "yenwind submit puts it there anew." }]);
  }
  for (const [name, bytes] of contents) writeAtomically(join(folder, name), [bytes]);
  writeAtomically(join(folder, PLAN_FILE), [Buffer.from(JSON.stringify({ ...header, ...NOT_TOLD }))]);
}

/** @returns undefined unless it is the header with that hash, of files that a plan may have */
function wholeHeader(text: string, hash: string): PlanHeader | undefined {
  const header = parsed<PlanHeader>(text);
  if (header === undefined || header.hash !== hash || planHash(header) !== hash || !Array.isArray(header.files)) return undefined;
  let bytes = 0;
  for (const entry of header.files) {
    if (!FILES.includes(entry.name) || !Number.isSafeInteger(entry.bytes) || entry.bytes < 0) return undefined;
    bytes += entry.bytes;
  }
  return bytes <= MOST_BYTES && new Set(header.files.map(({ name }) => name)).size === header.files.length ? header : undefined;
}
