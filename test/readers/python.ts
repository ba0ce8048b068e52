import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** The Python to test with: YENWIND_PYTHON, or that of the virtual environment `.venv`. */
export const python = [process.env.YENWIND_PYTHON, join(root, ".venv/bin/python")].find((path) => path !== undefined && existsSync(path));

/** Whether that Python can import a module. */
export function hasModule(name: string): boolean {
  if (python === undefined) return false;
  try {
    execFileSync(python, ["-c", `import ${name}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** What a reader of read_run.py finds in the files of a run folder, by file name. */
export function readWith(reader: string, folder: string): Record<string, PythonContents> {
  const script = join(import.meta.dirname, "read_run.py");
  return JSON.parse(execFileSync(python!, [script, reader, folder], { encoding: "utf8", maxBuffer: 2 ** 28 }));
}

export interface PythonContents {
  readonly metadata: Record<string, string>;
  readonly fields: { name: string; type: string; nullable: boolean; unit: string; description: string; dictionary: string[] | null }[];
  readonly names: string[];
  readonly categories: string[];
  readonly columns: (number | string)[][];
}
