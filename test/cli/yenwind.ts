import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect } from "vitest";

/** The compiled program (`npm run build`). */
export const main = join(import.meta.dirname, "../../dist/src/cli/main.js");

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Outcome>;
  /** Resolves once stderr contains the text. */
  readonly stderrShows: (text: string) => Promise<void>;
}

interface Surroundings {
  readonly env?: Record<string, string>;
  readonly cwd?: string;
}

/** Start a command of the program, with no terminal anywhere. */
export function start(args: readonly string[], { env = {}, cwd }: Surroundings = {}, command = [process.execPath, main]): Started {
  const child = spawn(command[0], [...command.slice(1), ...args], { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
  const stderrShows = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (stderr.includes(text)) resolve();
      };
      child.stderr.on("data", look);
      child.on("close", () => reject(new Error(`ended without ${JSON.stringify(text)} on stderr: ${stderr}`)));
      look();
    });
  return { child, ended, stderrShows };
}

export function yenwind(args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  return start(args, surroundings).ended;
}

/**
 * Start a command and kill it some milliseconds after it has come as far as asked.
 *
 * @returns whether it was still there to be killed
 */
export async function killed(args: readonly string[], after: number, isFarEnough: () => boolean = () => true): Promise<boolean> {
  const { child, ended } = start(args);
  while (child.exitCode === null && !isFarEnough()) await sleep(5);
  const timer = setTimeout(() => child.kill("SIGKILL"), after);
  const { code } = await ended;
  clearTimeout(timer);
  expect(code === null || code === 0).toBe(true);
  return code === null;
}

/** A folder of the test file's own, removed at its end. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "yenwind-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Few agents, few days, few paths. */
export const TINY = `
calendar: { days: 3, rounds_per_day: 2 }
run: { paths: 12, chunk_paths: 2 }
agents:
  hedge_fund: { count: 20 }
  trend_follower: { count: 4 }
  retail_trader: { count: 8 }
  life_insurer: { count: 3 }
  pension_fund: { count: 4 }
  investment_trust: { count: 4 }
  bank: { count: 4 }
`;

/** Write a file of the tiny configuration with more lines after it. */
export function tinyFile(folder: string, more = ""): string {
  const file = join(folder, "tiny.yaml");
  writeFileSync(file, TINY + more);
  return file;
}

/** The only run folder below `out`. */
export function onlyRun(out: string): string {
  const names = readdirSync(out);
  if (names.length !== 1) throw new Error(`expected one run folder in ${out}, found ${names.join(", ") || "none"}`);
  return join(out, names[0]);
}

/** The run folder below `out`, once a command has begun it. */
export function begunRun(out: string): string | undefined {
  return existsSync(out) && readdirSync(out).length > 0 ? onlyRun(out) : undefined;
}

/** While a file has another text. */
export async function whileFile(path: string, change: (text: string) => string, act: () => Promise<void>): Promise<void> {
  const before = readFileSync(path, "utf8");
  expect(change(before)).not.toBe(before);
  writeFileSync(path, change(before));
  try {
    await act();
  } finally {
    writeFileSync(path, before);
  }
}
