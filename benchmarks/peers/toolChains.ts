import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Where the programs are built and Python's packages installed: not under version control. */
const BUILT = join("results", "benchmarks", "peers");
const SOURCES = join("benchmarks", "peers");

/** How to start a peer, or why it cannot be started. */
export type Program = { readonly command: readonly string[]; readonly environment: Readonly<Record<string, string>> } | { readonly skipped: string };

/** Compile the C program that plays `lanes` paths side by side. */
export function compileC(flags: readonly string[], lanes: number): Program {
  const program = join(BUILT, `c-${lanes}`);
  mkdirSync(BUILT, { recursive: true });
  const sources = ["main.c", "hedge_fund.c", "replay.c"].map((file) => join(SOURCES, "c", file));
  const failure = run(["gcc", ...flags, `-DLANES=${lanes}`, "-o", program, ...sources, "-lm"]);
  return failure === undefined ? { command: [resolve(program)], environment: {} } : { skipped: failure };
}

/**
 * The Python program of a folder, in a virtual environment with the packages of its lock file.
 *
 * @param install make the environment when there is none; this takes a network and a minute or so
 */
export function pythonProgram(name: string, install: boolean): Program {
  const folder = resolve(BUILT, name);
  const lock = join(SOURCES, name, "requirements.txt");
  const installed = join(folder, "requirements.txt"); // a copy of the lock file, once its packages are there
  const python = join(folder, ".venv", "bin", "python");
  const pinned = readFileSync(lock, "utf8");
  if (!existsSync(installed) || readFileSync(installed, "utf8") !== pinned) {
    if (!install) return { skipped: `its packages are not installed in ${folder}` };
    mkdirSync(folder, { recursive: true });
    const pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--requirement", lock];
    const failure = run(["python3.11", "-m", "venv", "--clear", join(folder, ".venv")]) ?? run(pip);
    if (failure !== undefined) return { skipped: failure };
    writeFileSync(installed, pinned);
  }
  return {
    command: [python, resolve(SOURCES, name, "hedge_fund.py")],
    environment: {
      PYTHONPATH: resolve(SOURCES, "python"),
      PYTHONDONTWRITEBYTECODE: "1",
      NUMBA_CACHE_DIR: join(folder, "cache"),
      OMP_NUM_THREADS: "1",
    },
  };
}

/** Run a command to its end. @returns why it failed, or nothing */
function run([program, ...rest]: readonly string[]): string | undefined {
  const { status, error, stderr } = spawnSync(program, rest, { encoding: "utf8" });
  if (error) return `${program} could not be started (${error.message})`;
  return status === 0 ? undefined : `${program} failed: ${stderr.trim().split("\n").at(-1)}`;
}
