import { Piscina } from "piscina";
import type { ChunkRefusal, WorkerPayload } from "./handleChunk.ts";
import { toError } from "./thrownError.ts";
import { WorkerFailure } from "./workerFailure.ts";

/** How often a pool that has lost all its threads is looked for, in milliseconds. */
const WATCH_INTERVAL = 250;

export interface ThreadPool {
  /**
   * A copy of the block of one chunk. Always settles, and only when no
   * thread works on the chunk any more.
   *
   * @param task what the worker's handler receives; the number of the chunk unless given.
   * @throws WorkerFailure naming the chunk.
   */
  run(chunk: number, task?: unknown): Promise<ArrayBuffer>;
  /** Ends the threads, once every chunk has settled; Node may crash if one ends while loading. */
  close(): Promise<void>;
}

/**
 * Starts `threads` worker threads, which load the compiled module `worker` with their first chunk.
 * The process stays alive until `close`, so that lost work is an error and never a silent exit.
 *
 * @param ahead chunks sent to a thread before it has finished the one it works on: it then never waits for
 *   this thread, but takes them with it when it dies.
 * @throws WorkerFailure if the payload cannot be cloned.
 */
export function openThreadPool(worker: URL, payload: WorkerPayload<unknown>, threads: number, ahead = 0): ThreadPool {
  const pool = startThreads(payload, threads, ahead);
  const waiting = new Set<(cause: unknown) => void>(); // one per unsettled chunk: ends it
  let stray: unknown; // what a thread died of while it had no chunk
  pool.on("error", (error) => (stray ??= error));

  // Piscina would leave queued chunks unsettled, and the process unheld, once no thread can start.
  const watch = setInterval(() => {
    if (pool.threads.length > 0) return;
    for (const fail of waiting) fail(stray ?? new Error("no worker thread is left"));
  }, WATCH_INTERVAL);

  return {
    run: (chunk, task = chunk) =>
      new Promise((resolve, reject) => {
        const fail = (cause: unknown): void => reject(threadFailure(chunk, cause));
        if (stray !== undefined) return fail(stray);
        waiting.add(fail);
        // The module is named per task: one that fails to load then rejects a task instead of killing the pool.
        pool
          .run(task, { filename: worker.href })
          .then((answer: unknown) => {
            if (answer instanceof ArrayBuffer) resolve(answer);
            else reject(chunkFailure(chunk, answer));
          }, fail)
          .finally(() => waiting.delete(fail));
      }),
    async close() {
      await pool.destroy();
      clearInterval(watch);
    },
  };
}

function startThreads(workerData: WorkerPayload<unknown>, threads: number, ahead: number): Piscina {
  try {
    const pool = new Piscina({
      workerData,
      minThreads: threads,
      maxThreads: threads,
      concurrentTasksPerWorker: 1 + ahead,
      idleTimeout: Infinity,
      atomics: "disabled",
      recordTiming: false,
    });
    pool.options.minThreads = 0; // they are running; one that dies took a chunk with it, so none need replace it
    return pool;
  } catch (cause) {
    throw new WorkerFailure(`the threads could not be started: ${reason(cause)}`, { cause });
  }
}

function chunkFailure(chunk: number, answer: unknown): WorkerFailure {
  if (isRefusal(answer)) {
    const { message, path } = answer.thrown;
    return new WorkerFailure(message, { chunk, path, cause: toError(answer.thrown) });
  }
  return new WorkerFailure("the worker's answer is not an ArrayBuffer", { chunk, cause: answer });
}

function threadFailure(chunk: number, cause: unknown): WorkerFailure {
  return new WorkerFailure(`a worker thread failed: ${reason(cause)}`, { chunk, lost: true, cause });
}

function isRefusal(answer: unknown): answer is ChunkRefusal {
  return typeof answer === "object" && answer !== null && "thrown" in answer;
}

/** An answer that cannot be sent arrives as an error without a message. */
function reason(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : "";
  return message === "" ? "no reason given (its answer could not be sent)" : message;
}
