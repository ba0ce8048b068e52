import { fileURLToPath } from "node:url";
import { type AnyNode, getLineInfo } from "acorn";
import type { Finding } from "../config/errors.ts";
import type { SourceModule } from "./readModules.ts";

type Place = Pick<Finding, "file" | "line" | "column" | "excerpt" | "path">;

/** Where a character of a file stands, for a finding. */
export function place({ file, text }: Pick<SourceModule, "file" | "text">, offset: number): Place {
  const { line, column } = getLineInfo(text, offset);
  return { file, line, column: column + 1, excerpt: text.split(/\r?\n/)[line - 1], path: "" };
}

/** Where a property of the default export is written, or the innermost of those around it that can be found. */
export function placeOfProperty(module: SourceModule, path: string): Place {
  const { body } = module.program;
  const exported = body.find(({ type }) => type === "ExportDefaultDeclaration");
  let at = exported?.start ?? 0;
  let node: AnyNode | undefined = exported?.type === "ExportDefaultDeclaration" ? exported.declaration : undefined;
  for (const name of path.split(".")) {
    if (node?.type === "Identifier") node = constant(body, node.name);
    if (node?.type === "CallExpression") [node] = node.arguments; // kind({ … }), number({ … })
    const inner: AnyNode | null | undefined =
      node?.type === "ArrayExpression" ? node.elements[Number(name)] : node?.type === "ObjectExpression" ? property(node, name) : undefined;
    if (!inner) break;
    at = inner.start;
    node = inner.type === "Property" ? inner.value : inner;
  }
  return place(module, at);
}

function property(node: AnyNode & { type: "ObjectExpression" }, name: string): AnyNode | undefined {
  return node.properties.find((each) => {
    if (each.type !== "Property") return false;
    return each.key.type === "Identifier" ? each.key.name === name : each.key.type === "Literal" && each.key.value === name;
  });
}

function constant(body: readonly AnyNode[], name: string): AnyNode | undefined {
  const declarations = body.flatMap((statement) => (statement.type === "VariableDeclaration" ? statement.declarations : []));
  return declarations.find(({ id }) => id.type === "Identifier" && id.name === name)?.init ?? undefined;
}

/** The first place in the stack of an error that lies in one of the modules. */
export function placeOfError(error: unknown, modules: readonly SourceModule[]): Place | undefined {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  for (const frame of stack.split("\n")) {
    const module = modules.find(({ url }) => frame.includes(`${url}:`) || frame.includes(`${fileURLToPath(url)}:`));
    const [, line, column] = /:(\d+)(?::(\d+))?\)?$/.exec(frame) ?? [];
    if (module === undefined || line === undefined) continue;
    const excerpt = module.text.split(/\r?\n/)[Number(line) - 1];
    return { file: module.file, line: Number(line), column: column === undefined ? undefined : Number(column), excerpt, path: "" };
  }
  return undefined;
}
