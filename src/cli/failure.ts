import { BadInput } from "../config/errors.ts";
import { WorkerFailure } from "../pool/workerFailure.ts";

/** What the user is told about an error, and the exit code that says it to programs. */
export interface Failure {
  readonly text: string;
  readonly exitCode: 1 | 2;
}

/** Findings for bad input; one paragraph for everything else, with the stack only if asked for. */
export function failureOf(error: unknown, withStack: boolean = process.env.DEBUG === "yenwind"): Failure {
  if (error instanceof BadInput) return { text: error.message, exitCode: 2 };
  return { text: withStack ? stacks(error) : `yenwind: ${paragraph(error)}`, exitCode: 1 };
}

function paragraph(error: unknown): string {
  const message = oneLine(error instanceof Error ? error.message || error.name : String(error));
  if (!(error instanceof WorkerFailure)) return message;
  return (
    `the simulation failed in ${message.replace(/\.$/, "")}. ` +
    "What was written before it is complete and readable, but there is no result. " +
    "DEBUG=yenwind shows where the program stopped."
  );
}

/** Messages from a worker may carry its stack. */
function oneLine(message: string): string {
  return message
    .split("\n")
    .filter((line) => !/^\s+at /.test(line))
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(" ");
}

function stacks(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = error.stack ?? error.message;
  return error.cause instanceof Error ? `${stack}\ncaused by ${stacks(error.cause)}` : stack;
}
