import { type AnyNode, type Function as FunctionNode, parse } from "acorn";
import { walk } from "./syntax.ts";

/** The members of one argument that a function names, as in `m.usdjpy`. */
export interface MemberUses {
  /** What the function calls the argument. */
  readonly argument: string;
  /** Where each member is first named: offset in the function's text. */
  readonly members: ReadonlyMap<string, number>;
  /** The argument is named in no other way, so that these are all. */
  readonly complete: boolean;
}

/** What a function does with its arguments, as far as its text shows. */
export interface FunctionUses {
  /** It gives its answer when it is called: neither async nor a generator. */
  readonly plain: boolean;
  /** By position; an argument that is absent has no members, one that is taken apart in place is undefined. */
  uses(position: number): MemberUses | undefined;
}

/** Read the text of a function; undefined for what is none, as `bind` leaves behind. */
export function functionUses(text: string): FunctionUses | undefined {
  // A function or an arrow is an expression; a method is part of an object.
  const parsed = parsedFunction("(", text, ")") ?? parsedFunction("({", text, "})");
  if (parsed === undefined) return undefined;
  const { node, shift } = parsed;
  return {
    plain: !node.async && !node.generator,
    uses(position) {
      const argument = node.params[position];
      if (argument === undefined) return { argument: "", members: new Map(), complete: true };
      return argument.type === "Identifier" ? membersOf(argument.name, node, shift) : undefined;
    },
  };
}

function parsedFunction(before: string, text: string, after: string): { node: FunctionNode; shift: number } | undefined {
  let node: FunctionNode | undefined;
  try {
    walk(parse(before + text + after, { ecmaVersion: "latest", sourceType: "module" }), (found) => {
      if (isFunction(found)) node ??= found;
    });
  } catch {
    return undefined;
  }
  return node && { node, shift: before.length };
}

const isFunction = (node: AnyNode): node is AnyNode & FunctionNode => node.type === "FunctionExpression" || node.type === "ArrowFunctionExpression";

function membersOf(argument: string, { body }: FunctionNode, shift: number): MemberUses {
  const members = new Map<string, number>();
  let named = 0;
  let asObject = 0;
  walk(body, (node) => {
    if (node.type === "Identifier" && node.name === argument) named += 1;
    if (node.type !== "MemberExpression" || node.object.type !== "Identifier" || node.object.name !== argument) return;
    if (node.computed || node.property.type !== "Identifier") return;
    asObject += 1;
    if (!members.has(node.property.name)) members.set(node.property.name, node.start - shift);
  });
  return { argument, members, complete: named === asObject };
}
