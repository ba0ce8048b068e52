import type { Redis } from "ioredis";
import { isOffered } from "./offeredPlan.ts";
import { getBytes, inOne, KEPT_SECONDS, putBytes } from "./pieces.ts";

/** What a shard has left, as bytes of its files. */
export interface ShardBytes {
  readonly data: Buffer;
  readonly summary: Buffer;
  readonly done: Buffer;
}

/** What Redis may hold of a plan's results before workers wait. */
export interface Room {
  readonly bytes: number;
  readonly results: number;
}

const ROOM: Room = { bytes: 256 << 20, results: 1000 };

/** Bytes of a record: it is short. */
const MOST_RECORD_BYTES = 1 << 16;

/**
 * Results of a plan on their way through Redis: files of shards, and a list of those that are whole. Beyond the room for
 * what is whole, every worker may be about to send one.
 */
export class Results {
  readonly #client: Redis;
  readonly #hash: string;
  readonly #key: string;
  readonly #ready: string;
  readonly #room: Room;

  constructor(client: Redis, planHash: string, room = ROOM) {
    this.#client = client;
    this.#hash = planHash;
    this.#key = `yenwind:results:${planHash}`;
    this.#ready = `${this.#key}:ready`;
    this.#room = room;
  }

  /** Is a result awaited? */
  isAwaited(): Promise<boolean> {
    return isOffered(this.#client, this.#hash);
  }

  /** Is there room for a result? @throws RangeError when it is larger than all of the room */
  async hasRoomFor(result: ShardBytes): Promise<boolean> {
    const bytes = size(result);
    if (bytes > this.#room.bytes) throw new RangeError(`a result of ${bytes} bytes does not go through Redis, which may hold ${this.#room.bytes}: plan smaller shards, or give workers the folder (--plans)`);
    const held = await this.#client.hvals(this.#ready);
    return held.length < this.#room.results && held.reduce((sum, text) => sum + Number(text), bytes) <= this.#room.bytes;
  }

  /** Put a result into Redis. @returns false when told to stop on the way */
  async send(shard: number, result: ShardBytes, stop?: () => boolean): Promise<boolean> {
    const { data, summary, done } = result;
    if (!(await putBytes(this.#client, this.#file(shard, "data"), data, stop))) return false;
    if (!(await putBytes(this.#client, this.#file(shard, "summary"), summary, stop))) return false;
    const record = this.#file(shard, "done");
    await inOne(this.#client.multi().set(record, done, "EX", KEPT_SECONDS).hset(this.#ready, shard, size(result)).expire(this.#ready, KEPT_SECONDS));
    return true;
  }

  /** Shards whose results are whole. */
  async ready(): Promise<number[]> {
    return (await this.#client.hkeys(this.#ready)).map(Number);
  }

  /** The record of a shard as it came; empty where there is none. */
  record(shard: number): Promise<Buffer> {
    return getBytes(this.#client, this.#file(shard, "done"), MOST_RECORD_BYTES);
  }

  /** The first bytes of a file of a shard. */
  fetch(shard: number, file: "data" | "summary", bytes: number): Promise<Buffer> {
    return getBytes(this.#client, this.#file(shard, file), Math.min(bytes, this.#room.bytes));
  }

  /** Forget a shard's result, which frees its room. */
  async forget(shard: number): Promise<void> {
    const files = (["data", "summary", "done"] as const).map((file) => this.#file(shard, file));
    await inOne(this.#client.multi().del(files).hdel(this.#ready, String(shard)));
  }

  #file(shard: number, file: keyof ShardBytes): string {
    return `${this.#key}:${shard}:${file}`;
  }
}

const size = ({ data, summary, done }: ShardBytes): number => data.byteLength + summary.byteLength + done.byteLength;
