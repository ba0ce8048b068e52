import type { Node } from "acorn";

/** A rule that the kernel cannot compile: where, what, and how to write it instead. */
export class KernelError extends Error {
  override readonly name = "KernelError";
  readonly url: string;
  /** Line and column in the source, both from 1. */
  readonly line: number;
  readonly column: number;
  /** What was found, without its place. */
  readonly construct: string;
  readonly hint: string;

  constructor(url: string, node: Node | undefined, construct: string, hint: string) {
    const { line, column } = node?.loc?.start ?? { line: 1, column: 0 };
    super(`${url}:${line}:${column + 1}: ${construct}. ${hint}`);
    this.url = url;
    this.line = line;
    this.column = column + 1;
    this.construct = construct;
    this.hint = hint;
  }
}
