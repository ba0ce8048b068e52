import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ImportDeclaration } from "acorn";
import type { Finding } from "../config/errors.ts";
import { suggestion } from "../config/nearest.ts";
import { MODEL_VERSION } from "../model/version.ts";
import { ENTRY_POINT, type SourceModule } from "./readModules.ts";
import { place } from "./syntax.ts";

/** That `yenwind/kind` is found from where each module lies, is of this model version, and has the names asked for. */
export async function checkEntryPoint(modules: readonly SourceModule[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const module of modules) {
    const imports = module.program.body.filter(
      (statement): statement is ImportDeclaration => statement.type === "ImportDeclaration" && statement.source.value === ENTRY_POINT,
    );
    for (const statement of imports) {
      const at = place(module, statement.source.start);
      const file = resolved(module.url);
      if (file === undefined) findings.push({ ...at, ...notFound(module.url) });
      else {
        const exported = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
        findings.push(...otherVersion(file, exported.MODEL_VERSION).map((finding) => ({ ...at, ...finding })), ...unknownNames(module, statement, exported));
      }
    }
  }
  return findings;
}

/** The file that Node.js takes for `yenwind/kind` when a module imports it, if there is one. */
function resolved(url: string): string | undefined {
  try {
    return createRequire(url).resolve(ENTRY_POINT);
  } catch {
    return undefined;
  }
}

function notFound(url: string): Pick<Finding, "message" | "hint"> {
  const folder = dirname(fileURLToPath(url));
  return {
    message: `${ENTRY_POINT} cannot be found from ${folder}`,
    hint: `Run "npm install yenwind" in that folder; or import nothing and export a plain object, in which 0 is REST, 1 ORDERED and 2 DEFAULTED`,
  };
}

function otherVersion(file: string, version: unknown): Pick<Finding, "message" | "hint">[] {
  if (version === MODEL_VERSION) return [];
  const message = `${ENTRY_POINT} is ${file}, whose rules are of model version ${String(version)}; this program has version ${MODEL_VERSION}`;
  return [{ message, hint: "Install the same yenwind there, or run that one" }];
}

function unknownNames(module: SourceModule, { specifiers }: ImportDeclaration, exported: object): Finding[] {
  return specifiers.flatMap((specifier) => {
    if (specifier.type !== "ImportSpecifier") return [];
    const { imported, start } = specifier;
    const name = imported.type === "Identifier" ? imported.name : String(imported.value);
    if (name in exported) return [];
    return [{ ...place(module, start), value: name, message: `${ENTRY_POINT} has no ${name}`, hint: suggestion(name, Object.keys(exported)) }];
  });
}
