import { pathCounter } from "./pathCounter.ts";
import { toThrownError } from "./thrownError.ts";
import type { ThrownError } from "./thrownError.ts";

/**
 * Runs one chunk, told by its number or whatever else the pool was given for it, and returns its
 * block, not empty; the pool copies it before the next chunk starts. Calls `onPath` after each
 * finished path.
 */
export type ChunkRunner<Task = number> = (task: Task, onPath: () => void) => ArrayBuffer;

/** What a worker receives once, when it starts. */
export interface WorkerPayload<Setup> {
  readonly setup: Setup;
  /** Element 0 counts the paths finished by all workers together. */
  readonly progress: Int32Array<SharedArrayBuffer> | undefined;
}

/** What a chunk that threw answers instead of a block. */
export interface ChunkRefusal {
  readonly thrown: ThrownError;
}

/**
 * The task handler of a worker thread: chunk in, block out.
 *
 * The runner is created at the first chunk and kept. The block is copied, not moved: a buffer
 * moved away is detached, and from the first detached buffer on V8 checks every typed-array
 * access of the thread for it, which made the agents' rules 8 % slower. The copy takes 0.1 ms.
 *
 * Nothing is thrown; a runner that throws, cannot be created, or returns no such block yields
 * a `ChunkRefusal`.
 */
export function chunkHandler<Setup, Task = number>(
  createRunner: (setup: Setup) => ChunkRunner<Task>,
  { setup, progress }: WorkerPayload<Setup>,
): (task: Task) => unknown {
  const onPath = pathCounter(progress);
  let runner: ChunkRunner<Task> | undefined;
  return (task) => {
    try {
      runner ??= createRunner(setup);
      const block = runner(task, onPath);
      if (!(block instanceof ArrayBuffer) || block.byteLength === 0) {
        throw new TypeError("a chunk must return a non-empty ArrayBuffer");
      }
      return block;
    } catch (error) {
      return { thrown: toThrownError(error) } satisfies ChunkRefusal;
    }
  };
}
