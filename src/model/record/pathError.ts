/** A path whose numbers left their domain, or whose rules threw: which path, and what was found. */
export class PathError extends Error {
  readonly path: number;
  constructor(path: number, message: string, cause?: Error) {
    super(`path ${path}: ${message}`, { cause });
    this.name = "PathError";
    this.path = path;
    // The stack crosses threads, a cause does not.
    if (cause?.stack !== undefined) this.stack = `${this.name}: ${this.message}\n${cause.stack}`;
  }
}
