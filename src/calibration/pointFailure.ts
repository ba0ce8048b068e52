import { BadInput } from "../config/errors.ts";
import { WorkerFailure } from "../pool/workerFailure.ts";

/** A point that cannot be simulated, which others can: a search goes on without it. */
export class PointFailure extends Error {
  override readonly name = "PointFailure";
}

/** An evaluator's error as the point's own, where it is: a configuration that the model refuses, a path that fails. A thread that is gone is not its fault. */
export function asPointFailure(error: unknown): unknown {
  if (error instanceof BadInput) return new PointFailure(error.findings.map(({ path, message }) => `${path}: ${message}`).join("; "));
  if (error instanceof WorkerFailure && !error.lost) return new PointFailure(`${error.path === undefined ? "" : `path ${error.path}: `}${error.what}`);
  return error;
}
