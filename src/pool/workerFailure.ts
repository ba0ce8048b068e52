/** Where a failure happened, as far as it is known. */
export interface FailurePlace {
  readonly chunk?: number | undefined;
  readonly path?: number | undefined;
  /** The thread is gone, and with it perhaps chunks that are not to blame. */
  readonly lost?: boolean | undefined;
  readonly cause?: unknown;
}

/**
 * A chunk has no result: its code threw, its thread died, or it answered with
 * something that is not a block.
 *
 * The message names the chunk and, where known, the path; `cause` is the original
 * error, with the name, message and stack it had in the worker.
 */
export class WorkerFailure extends Error {
  override readonly name = "WorkerFailure";
  readonly chunk: number | undefined;
  readonly path: number | undefined;
  readonly lost: boolean;
  /** What happened, without the place. */
  readonly what: string;

  constructor(what: string, { chunk, path, lost = false, cause }: FailurePlace) {
    const place = chunk === undefined ? "worker" : `chunk ${chunk}`;
    super(`${place}${path === undefined ? "" : `, path ${path}`}: ${what}`, { cause });
    this.chunk = chunk;
    this.path = path;
    this.lost = lost;
    this.what = what;
  }
}
