import { toThrownError } from "./thrownError.ts";
import type { ThrownError } from "./thrownError.ts";

/**
 * Runs one chunk and returns its block, not empty; the pool copies it before the next chunk
 * starts. Calls `onPath` after each finished path.
 */
export type ChunkRunner = (chunk: number, onPath: () => void) => ArrayBuffer;

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
 * The task handler of a worker thread: chunk number in, block out.
 *
 * The runner is created at the first chunk and kept. The block is copied, not moved: a buffer
 * moved away is detached, and from the first detached buffer on V8 checks every typed-array
 * access of the thread for it, which made the agents' rules 8 % slower. The copy takes 0.1 ms.
 *
 * Nothing is thrown; a runner that throws, cannot be created, or returns no such block yields
 * a `ChunkRefusal`.
 */
export function chunkHandler<Setup>(
  createRunner: (setup: Setup) => ChunkRunner,
  { setup, progress }: WorkerPayload<Setup>,
): (chunk: number) => unknown {
  const onPath = (): void => {
    if (progress !== undefined) Atomics.add(progress, 0, 1);
  };
  let runner: ChunkRunner | undefined;
  return (chunk) => {
    try {
      runner ??= createRunner(setup);
      const block = runner(chunk, onPath);
      if (!(block instanceof ArrayBuffer) || block.byteLength === 0) {
        throw new TypeError("a chunk must return a non-empty ArrayBuffer");
      }
      return block;
    } catch (error) {
      return { thrown: toThrownError(error, chunk) } satisfies ChunkRefusal;
    }
  };
}
