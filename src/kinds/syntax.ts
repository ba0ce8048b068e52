import { type AnyNode, getLineInfo, type Node } from "acorn";
import type { Finding } from "../config/errors.ts";

/** A file of code, named as in messages. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** Call `visit` with a node and everything below it, in the order of the text. */
export function walk(node: Node, visit: (node: AnyNode) => void): void {
  visit(node as AnyNode);
  for (const child of Object.values(node).flat()) if (isNode(child)) walk(child, visit);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

/** Where a character of a file stands, for a finding. */
export function place({ file, text }: SourceText, offset: number): Pick<Finding, "file" | "line" | "column" | "excerpt" | "path"> {
  const { line, column } = getLineInfo(text, offset);
  return { file, line, column: column + 1, excerpt: text.split(/\r?\n/)[line - 1], path: "" };
}
