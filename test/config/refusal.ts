import { BadInput } from "../../src/config/errors.ts";

/** The refusal that an action ends in; fails the test when it succeeds or fails in another way. */
export function refusal(action: () => unknown): BadInput {
  try {
    action();
  } catch (error) {
    if (error instanceof BadInput) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

/** `place path: message` of every finding, one per line of a test's expectation. */
export function summary(error: BadInput): string[] {
  return error.findings.map(({ file, line, column, path, message, hint }) => {
    const place = [file, line, column].filter((part) => part !== undefined).join(":");
    return `${place} ${path}: ${message}${hint === undefined ? "" : ` | ${hint}`}`;
  });
}
