import type { AnyNode } from "acorn";
import { KernelError } from "./kernelError.ts";
import type { Found, Modules } from "./modules.ts";

/** The kinds in an exported array, `[hedgeFund, trendFollower]`, in its order. @throws KernelError */
export function findKinds(modules: Modules, url: string, name: string): Found[] {
  const list = modules.exported(url, name);
  if (list?.node.type !== "ArrayExpression") throw new KernelError(url, list?.node, `no array ${name}`, `Export it: export const ${name} = [ … ].`);
  return list.node.elements.map((element) => {
    const found = element?.type === "Identifier" ? modules.named(list.module, element.name) : undefined;
    return found ?? fail(list, "an element that is not a constant of a module", "Import the kind and name it here.");
  });
}

/** `decide` in `kind({ … decide(i, a, m, k, f) { … } … })`. @throws KernelError */
export function findDecide(modules: Modules, kind: Found): Found {
  const { module, node } = followed(modules, kind);
  const argument = node.type === "CallExpression" ? node.arguments[0] : node;
  const definition = argument && followed(modules, { module, node: argument });
  if (definition?.node.type !== "ObjectExpression") return fail(kind, "no definition of a kind", "Write it as kind({ name: …, decide(i, a, m, k, f) { … } }).");
  const property = definition.node.properties.find((p) => p.type === "Property" && !p.computed && p.key.type === "Identifier" && p.key.name === "decide");
  const decide = property?.type === "Property" ? followed(modules, { module: definition.module, node: property.value }) : undefined;
  const isFunction = decide && ["FunctionExpression", "FunctionDeclaration", "ArrowFunctionExpression"].includes(decide.node.type);
  return isFunction ? decide : fail(definition, "a kind without a function decide", "Write decide(i, a, m, k, f) { … } into the object.");
}

/** What a name stands for, through constants that are names for others. */
function followed(modules: Modules, found: Found): Found {
  if (found.node.type !== "Identifier") return found;
  const next = modules.named(found.module, found.node.name);
  return next ? followed(modules, next) : fail(found, `the name ${found.node.name}`, "Declare it at the top level of the module.");
}

function fail({ module, node }: { readonly module: Found["module"]; readonly node: AnyNode }, construct: string, hint: string): never {
  throw new KernelError(module.url, node, construct, hint);
}
