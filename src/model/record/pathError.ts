/** A path whose numbers left their domain: which path, and what was found. */
export class PathError extends Error {
  readonly path: number;
  constructor(path: number, message: string) {
    super(`path ${path}: ${message}`);
    this.name = "PathError";
    this.path = path;
  }
}
