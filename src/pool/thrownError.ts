/** An error as plain data: structured clone would drop its name and its own fields. */
export interface ThrownError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly path: number | undefined;
}

/** Whatever was thrown while working on a chunk, as data; `path` if the error carries one. */
export function toThrownError(thrown: unknown): ThrownError {
  if (!(thrown instanceof Error)) {
    return { name: "Error", message: String(thrown), stack: undefined, path: undefined };
  }
  const path = "path" in thrown && typeof thrown.path === "number" ? thrown.path : undefined;
  return { name: thrown.name, message: thrown.message, stack: thrown.stack, path };
}

/** The error again, on the other side: same name, message and stack. */
export function toError({ name, message, stack }: ThrownError): Error {
  const error = new Error(message);
  error.name = name;
  if (stack !== undefined) error.stack = stack;
  return error;
}
