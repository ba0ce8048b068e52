import type { ShardPlan } from "../../openPlan.ts";
import { type DoneRecord, isCount, isDigest, parsed, type ShardSummary } from "../../records.ts";
import { adoptShard, isIntact, isSame } from "../../shardFiles.ts";
import { shardFileName } from "../../layout.ts";
import { shardRows } from "../../shardRows.ts";
import type { Results } from "./results.ts";

/**
 * Take results out of Redis into the folder of the plan. Each is written as if it had been computed here, and only then
 * forgotten there: whoever is killed in between receives it again. One that is not what its record says, or not what the
 * shard has to be, is forgotten, and the shard remains to be computed.
 *
 * @returns shards whose results were damaged
 * @throws FileError when the disk fails: what is in Redis stays there
 */
export async function receiveShards(plan: ShardPlan, results: Results, stop: () => boolean): Promise<number[]> {
  const damaged: number[] = [];
  for (const shard of await results.ready()) {
    if (stop()) break;
    const isPlanned = isCount(shard) && shard < plan.shards.count;
    if (isPlanned && !isDone(plan, shard)) {
      const whole = await fetchShard(plan, shard, results);
      // Another who receives may have been faster.
      if (whole === undefined && !isDone(plan, shard)) damaged.push(shard);
      if (whole !== undefined) adoptShard(plan.folder, whole.record, whole.data, whole.summary);
    }
    await results.forget(shard);
  }
  return damaged;
}

const isDone = ({ folder, header }: ShardPlan, shard: number): boolean => isIntact(folder, header.hash, shard);

async function fetchShard(plan: ShardPlan, shard: number, results: Results) {
  const record = recordOf(plan, shard, (await results.record(shard)).toString());
  if (record === undefined) return undefined;
  const [ofData, ofSummary] = record.files;
  const data = await results.fetch(shard, "data", ofData.bytes);
  const summary = await results.fetch(shard, "summary", ofSummary.bytes);
  return isSame(data, ofData) && isSame(summary, ofSummary) && isOfShard(plan, shard, data, summary) ? { record, data, summary } : undefined;
}

/** A record made of what a message says, as far as it can be true: names of files are ours. */
function recordOf({ header }: ShardPlan, shard: number, text: string): DoneRecord | undefined {
  const said = parsed<DoneRecord>(text);
  if (said === undefined || said.planHash !== header.hash || said.modelVersion !== header.modelVersion || said.shard !== shard) return undefined;
  if (!Array.isArray(said.files) || said.files.length !== 2) return undefined;
  const files = said.files.map((entry, f) => ({ name: shardFileName(shard, f === 0 ? "data" : "summary"), rows: entry?.rows, bytes: entry?.bytes, sha256: entry?.sha256 }));
  if (!files.every(({ rows, bytes, sha256 }) => isCount(rows) && isCount(bytes) && isDigest(sha256))) return undefined;
  const { pid, threads, seconds } = said;
  if (!isCount(pid) || !isCount(threads) || !Number.isFinite(seconds)) return undefined;
  const [host, node, finished] = [said.host, said.node, said.finished].map(shown);
  return { schemaVersion: 1, planHash: header.hash, modelVersion: header.modelVersion, shard, files, host, pid, node, threads, finished, seconds };
}

/** Words that terminals may show: nothing in them is a command to one. */
const shown = (word: unknown): string => String(word).slice(0, 255).replace(/[^\w.:-]/g, "?");

/** Can a merge read it as the rows of this shard? */
function isOfShard(plan: ShardPlan, shard: number, data: Buffer, text: Buffer): boolean {
  try {
    const summary = parsed<ShardSummary>(text.toString());
    if (summary?.planHash !== plan.header.hash || summary.shard !== shard) return false;
    for (const _ of shardRows(plan, shard, summary, data)); // throws where it cannot
    return true;
  } catch {
    return false;
  }
}
