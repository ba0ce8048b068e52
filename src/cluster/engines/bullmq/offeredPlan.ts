import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Redis } from "ioredis";
import { writeAtomically } from "../../../arrow/atomicFile.ts";
import { BadInput } from "../../../config/errors.ts";
import { planHash, type PlanHeader } from "../../header.ts";
import { BASE_FILE, PLAN_FILE, POINTS_FILE, RETURNS_FILE, SHARDS_FILE } from "../../layout.ts";
import type { ShardPlan } from "../../openPlan.ts";
import { isCount, parsed } from "../../records.ts";
import { isSame } from "../../shardFiles.ts";
import { getBytes, KEPT_SECONDS, putBytes } from "./pieces.ts";

/** Names that a file of a plan may have: none is taken from a message. */
const FILES: readonly string[] = [POINTS_FILE, SHARDS_FILE, BASE_FILE, RETURNS_FILE];

/** What a plan says beyond its hash stays at home: paths of that machine. */
const NOT_TOLD: Pick<PlanHeader, "given" | "estimate"> = { given: { file: "", kinds: [], set: [], until: null }, estimate: null };

/** Bytes of a plan that a worker takes. */
const MOST_BYTES = 1 << 30;

const keyOf = (hash: string, name: string): string => `yenwind:plan:${hash}:${name}`;
const keysOf = (hash: string): string[] => [PLAN_FILE, ...FILES].map((name) => keyOf(hash, name));

/** Put the files of a plan into Redis for a day, for workers that do not see its folder; those that are there stay for another. */
export async function offerPlan(client: Redis, { folder, header }: ShardPlan): Promise<void> {
  const { hash, files } = header;
  const names = [PLAN_FILE, ...files.map(({ name }) => name)];
  const renewed = await Promise.all(names.map((name) => client.expire(keyOf(hash, name), KEPT_SECONDS)));
  if (renewed.every((there) => there === 1)) return;
  for (const { name } of files) await putBytes(client, keyOf(hash, name), readFileSync(join(folder, name)));
  // The header last, and as a whole: what it tells of is there.
  await client.set(keyOf(hash, PLAN_FILE), JSON.stringify({ ...header, ...NOT_TOLD }), "EX", KEPT_SECONDS);
}

/** Is the plan in Redis? Not once it is done, nor when nobody has asked for it for a day. */
export async function isOffered(client: Redis, hash: string): Promise<boolean> {
  return (await client.exists(keyOf(hash, PLAN_FILE))) === 1;
}

export async function withdrawPlan(client: Redis, hash: string): Promise<void> {
  await client.del(keysOf(hash));
}

/**
 * Fetch the files of a plan from Redis into an empty folder. The header is what the hash says, and so are the files; what
 * is not is taken out of Redis, for the submitting side to put there anew.
 *
 * @throws BadInput when Redis does not hold that plan as it is; FileError when the disk fails
 */
export async function fetchPlan(client: Redis, hash: string, folder: string): Promise<void> {
  const header = wholeHeader(await getBytes(client, keyOf(hash, PLAN_FILE), MOST_BYTES), hash);
  const contents: [string, Buffer][] = [];
  for (const entry of header?.files ?? []) {
    const bytes = await getBytes(client, keyOf(hash, entry.name), entry.bytes);
    if (isSame(bytes, entry)) contents.push([entry.name, bytes]);
  }
  if (header === undefined || contents.length < header.files.length) {
    await withdrawPlan(client, hash);
    throw new BadInput([{ path: "", message: "its files in Redis are damaged", hint: "yenwind submit puts them there anew." }]);
  }
  for (const [name, bytes] of contents) writeAtomically(join(folder, name), [bytes]);
  writeAtomically(join(folder, PLAN_FILE), [Buffer.from(JSON.stringify({ ...header, ...NOT_TOLD }))]);
}

/** @returns undefined unless it is the header with that hash, of files that a plan may have */
function wholeHeader(text: Buffer, hash: string): PlanHeader | undefined {
  const header = parsed<PlanHeader>(text.toString());
  if (header === undefined || header.hash !== hash || planHash(header) !== hash || !Array.isArray(header.files)) return undefined;
  let bytes = 0;
  for (const entry of header.files) {
    if (!FILES.includes(entry?.name) || !isCount(entry.bytes)) return undefined;
    bytes += entry.bytes;
  }
  return bytes <= MOST_BYTES ? header : undefined;
}
