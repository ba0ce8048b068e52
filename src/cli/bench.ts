import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { BadInput } from "../config/errors.ts";
import { suggestion } from "../config/nearest.ts";
import { EXIT_CODES } from "./options.ts";
import { answer } from "./output.ts";

/** The compiled benchmarks, also when this file runs as TypeScript. */
const folder = new URL(import.meta.url.endsWith(".ts") ? "../../dist/benchmarks/" : "../../benchmarks/", import.meta.url);

export const bench = new Command("bench")
  .description("Measure this machine: every claim about speed and memory, one after the other, each in a process of its own.")
  .argument("[claims...]", "names of benchmarks, for example threads-scale; without any, all of them")
  .option("--list", "list the benchmarks")
  .option("--quick", "a tenth of the work: a look, not a measurement")
  .addHelpText(
    "after",
    `
Each benchmark takes at most two minutes, prints its ratio and its conditions, and ends with a
verdict. Every single measurement is written to results/benchmarks/<name>.json with the machine it
was made on; threads-scale also draws the speed over worker threads, as text and as
results/benchmarks/threads-scale.svg. Run them on a machine with nothing else to do.

Examples:
  yenwind bench threads-scale
  yenwind bench --list
  yenwind bench --quick

Exit code 1 says that a claim does not hold here. ${EXIT_CODES}`,
  )
  .action(async (asked: readonly string[], { list, quick }: { list?: boolean; quick?: boolean }) => {
    const claims = benchmarks();
    const unknown = asked.find((name) => !claims.includes(name));
    if (unknown !== undefined) {
      const expected = `one of ${claims.join(", ")}`;
      throw new BadInput([{ path: "claims", value: unknown, message: `there is no benchmark ${JSON.stringify(unknown)}`, expected, hint: suggestion(unknown, claims) }]);
    }
    process.exitCode = 0;
    if (list) return answer(claims.join("\n"));
    for (const name of asked.length > 0 ? asked : claims) {
      await answer(`\n== ${name}`);
      const { status } = spawnSync(process.execPath, [fileURLToPath(new URL(`${name}.js`, folder))], {
        stdio: "inherit",
        env: quick ? { ...process.env, YENWIND_BENCH_QUICK: "1" } : process.env,
      });
      if (status !== 0) process.exitCode = 1;
    }
  });

/** A claim has hyphens in its name; what the claims share has none. */
function benchmarks(): string[] {
  if (!existsSync(folder)) throw new Error(`the compiled benchmarks are missing: run "npm run build"`);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".js") && file.includes("-"))
    .map((file) => file.slice(0, -".js".length));
}
