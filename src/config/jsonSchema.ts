import { z } from "zod";
import type { ParameterTree } from "../model/parameter.ts";
import { configurationSchema } from "./schema.ts";

/**
 * JSON Schema (draft-07, which editors support best) of a configuration file, for completion and checking.
 * Every parameter carries its range, default, and description with unit and source.
 */
export function jsonSchema(tree: ParameterTree): Record<string, unknown> {
  return z.toJSONSchema(configurationSchema(tree), {
    io: "input",
    target: "draft-7",
    override({ jsonSchema: node }) {
      // The loader takes the text of an unquoted number, as in `seed: 42`.
      if ("default" in node && node.type === "string" && node.enum === undefined && node.pattern === undefined) {
        Object.assign(node, { type: ["string", "number"] });
      }
    },
  });
}
