import type { DeclarationFile } from "../config/declarationFile.ts";
import { BadInput } from "../config/errors.ts";

/** What an override that a parameter makes is called, so that findings about it can be placed at the parameter. */
export function parameterOption(name: string): string {
  return `parameter ${name}`;
}

/** Findings about the configuration of a point, placed at the parameters that they come from. @param hint for findings without one: which point */
export function placedAtParameters({ findings }: BadInput, { file, finding }: DeclarationFile<unknown>, names: readonly string[], hint: string): BadInput {
  const options = names.map(parameterOption);
  return new BadInput(
    findings.map((found) => {
      const p = options.indexOf(found.file ?? "");
      const what = { value: found.value, message: `${found.path}: ${found.message}`, expected: found.expected, hint: found.hint ?? hint };
      return p < 0 ? { file, ...what, path: "" } : finding(["parameters", names[p]], what, "key");
    }),
  );
}
