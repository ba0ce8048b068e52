import { openThreadPool } from "./threadPool.ts";

/** Chunks started and not yet delivered, at most, per thread. */
export const WINDOW_PER_THREAD = 4;

export interface RunChunksOptions {
  /** The compiled worker module (`.js`); its default export is a `chunkHandler`. */
  readonly worker: URL;
  /** Structured-cloneable; reaches each worker once. */
  readonly setup: unknown;
  /** ≥ 1. Speed only: changes neither a block nor the order of delivery. */
  readonly threads: number;
  readonly firstChunk?: number | undefined;
  readonly chunkCount: number;
  /** Called in chunk order, one call at a time; while it is busy at most a window of chunks is ahead. */
  readonly onChunk: (chunk: number, block: ArrayBuffer) => void | Promise<void>;
  /** Element 0 is raised by one for each finished path. */
  readonly progress?: Int32Array<SharedArrayBuffer> | undefined;
  /** Asked before each chunk is started; once true, only the chunks already running are finished. */
  readonly stop?: (() => boolean) | AbortSignal | undefined;
}

/**
 * Runs chunks firstChunk … firstChunk + chunkCount − 1 on worker threads and hands their
 * blocks to `onChunk` in that order, whatever the order of arrival.
 *
 * `threads` chunks run at a time; at most WINDOW_PER_THREAD × threads blocks exist, so
 * memory does not grow with the number of chunks. All threads have ended on return.
 *
 * @returns how many chunks were delivered; fewer than chunkCount only after a stop.
 * @throws RangeError for a bad count.
 * @throws WorkerFailure naming the first chunk that has no result, after all chunks before
 *   it have been delivered: the same one for any `threads` if the cause lies in the chunk.
 * @throws whatever `onChunk` or `stop` throws. Either way the chunks still running are
 *   awaited first, and no new one is started.
 */
export async function runChunks(options: RunChunksOptions): Promise<{ chunksDelivered: number }> {
  const { worker, setup, progress, firstChunk = 0, chunkCount, onChunk, stop } = options;
  checkCount("threads", options.threads, 1);
  checkCount("firstChunk", firstChunk, 0);
  checkCount("chunkCount", chunkCount, 0);
  if (chunkCount === 0) return { chunksDelivered: 0 };

  const threads = Math.min(options.threads, chunkCount);
  const pool = openThreadPool(worker, { setup, progress }, threads);
  const asked = typeof stop === "function" ? stop : () => stop?.aborted === true;
  const undelivered: Promise<ArrayBuffer>[] = []; // in chunk order
  let starting = true;
  let running = 0;
  let started = 0;
  let delivered = 0;

  const startMore = (): void => {
    while (running < threads && started < chunkCount && started - delivered < WINDOW_PER_THREAD * threads) {
      starting &&= !asked();
      if (!starting) return;
      const block = pool.run(firstChunk + started).then((arrived) => {
        running -= 1;
        startMore();
        return arrived;
      });
      // The loop below meets the failure in its turn, after the chunks before it.
      block.catch(() => (starting = false));
      undelivered.push(block);
      running += 1;
      started += 1;
    }
  };

  try {
    startMore();
    for (let block = undelivered.shift(); block !== undefined; block = undelivered.shift()) {
      await onChunk(firstChunk + delivered, await block);
      delivered += 1;
      startMore();
    }
  } finally {
    starting = false;
    await Promise.allSettled(undelivered);
    await pool.close();
  }
  return { chunksDelivered: delivered };
}

function checkCount(name: string, value: number, min: number): void {
  if (!Number.isSafeInteger(value) || value < min) {
    throw new RangeError(`${name} must be an integer of at least ${min}, got ${value}`);
  }
}
