import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { BadInput } from "../config/errors.ts";
import { suggestion } from "../config/nearest.ts";
import { EXIT_CODES, jsonOption } from "./options.ts";
import { answer, answerJson } from "./output.ts";
import { table } from "./table.ts";

/** The compiled benchmarks, also when this file runs as TypeScript. */
const folder = new URL(import.meta.url.endsWith(".ts") ? "../../dist/benchmarks/" : "../../benchmarks/", import.meta.url);

/** Too long for a quick look at everything: it runs programs in other languages. */
const NOT_QUICK = ["the-kernel-keeps-up-with-c"];

interface BenchOptions {
  readonly list?: boolean;
  readonly quick?: boolean;
  readonly out: string;
  readonly json?: boolean;
}

/** What a benchmark writes to <name>.json. */
interface Result {
  readonly claim: string;
  readonly measured: number;
  readonly unit: string;
  /** null in a quick look. */
  readonly holds: boolean | null;
}

interface Ended {
  readonly name: string;
  readonly verdict: "holds" | "does not hold" | "quick look" | "nothing to measure" | "failed";
  readonly result: Result | null;
}

export const bench = new Command("bench")
  .description("Measure this machine: every claim about speed and memory, one after the other, each in a process of its own.")
  .argument("[claims...]", "names of benchmarks, for example threads-scale; without any, all of them")
  .option("--list", "list the benchmarks")
  .option("--quick", "a tenth of the work or less: shows that everything runs, gives no verdict")
  .option("--out <dir>", "folder for the results", join("results", "benchmarks"))
  .addOption(jsonOption())
  .addHelpText(
    "after",
    `
Each benchmark takes at most two minutes, prints its ratio and its conditions, and ends with a
verdict. Every single measurement is written to <out>/<name>.json with the machine it was made on;
threads-scale also draws the speed over worker threads, as text and as <out>/threads-scale.svg.
Run them on a machine with nothing else to do. --json moves what they print to stderr.

Quick results say so, and take the place of earlier results in <out>. Without names, --quick leaves
out what compares the program with other languages.

Examples:
  yenwind bench threads-scale
  yenwind bench --list
  yenwind bench --quick --out /tmp/look
  yenwind bench --json > results.json

Exit code 1 says that a claim does not hold here, or that a benchmark failed.
${EXIT_CODES}`,
  )
  .action(async (asked: readonly string[], options: BenchOptions) => {
    const all = benchmarks();
    const unknown = asked.find((name) => !all.includes(name));
    if (unknown !== undefined) {
      const expected = `one of ${all.join(", ")}`;
      throw new BadInput([{ path: "claims", value: unknown, message: `there is no benchmark ${JSON.stringify(unknown)}`, expected, hint: suggestion(unknown, all) }]);
    }
    if (!options.list) return runAll(asked.length > 0 ? asked : all.filter((name) => !options.quick || !NOT_QUICK.includes(name)), options);
    await (options.json ? answerJson(all) : answer(all.join("\n")));
    process.exitCode = 0;
  });

async function runAll(names: readonly string[], options: BenchOptions): Promise<void> {
  makeFolder(options.out);
  const ended: Ended[] = [];
  for (const name of names) {
    if (!options.json) await answer(`\n== ${name}`);
    ended.push(runOne(name, options));
  }
  if (options.json) await answerJson(ended);
  else if (ended.length > 1) {
    const rows = ended.map(({ name, verdict, result }) => [name, verdict, result ? `${result.measured.toPrecision(3)} ${result.unit}` : ""]);
    await answer(`\n${table(["benchmark", "verdict", "measured"], rows, { align: "left" })}`);
  }
  process.exitCode = ended.some(({ verdict }) => verdict === "does not hold" || verdict === "failed") ? 1 : 0;
}

/** Run a benchmark in a process of its own, which prints what it does. */
function runOne(name: string, { quick, out, json }: BenchOptions): Ended {
  const file = join(out, `${name}.json`);
  const before = writtenAt(file);
  const { status } = spawnSync(process.execPath, [fileURLToPath(new URL(`${name}.js`, folder))], {
    stdio: ["inherit", json ? 2 : "inherit", "inherit"],
    env: { ...process.env, YENWIND_BENCH_QUICK: quick ? "1" : undefined, YENWIND_BENCH_OUT: resolve(out) },
  });
  // A claim that does not hold ends with 1, as a program that fails does: only the former has a result.
  if (writtenAt(file) === before) return { name, verdict: status === 0 ? "nothing to measure" : "failed", result: null };
  const result = JSON.parse(readFileSync(file, "utf8")) as Result;
  if (status !== 0 && result.holds !== false) return { name, verdict: "failed", result };
  return { name, verdict: result.holds === null ? "quick look" : result.holds ? "holds" : "does not hold", result };
}

/** @throws BadInput before minutes are spent on results that cannot be written */
function makeFolder(out: string): void {
  try {
    mkdirSync(out, { recursive: true });
    accessSync(out, constants.W_OK);
  } catch (error) {
    const message = `${out} cannot be written: ${(error as Error).message}`;
    throw new BadInput([{ path: "--out", message, hint: "Choose another --out, or make the folder writable." }]);
  }
}

function writtenAt(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

/** A claim has hyphens in its name; what the claims share has none. */
function benchmarks(): string[] {
  if (!existsSync(folder)) throw new Error(`the compiled benchmarks are missing: run "npm run build"`);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".js") && file.includes("-"))
    .map((file) => file.slice(0, -".js".length));
}
