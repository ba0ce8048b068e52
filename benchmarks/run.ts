/**
 * node dist/benchmarks/run.js [name …]: run the named benchmarks, or all, one after the other, each in
 * a process of its own. Exit code 1 when a claim does not hold, 2 for a name there is none of.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

// A claim has hyphens in its name; what the claims share has none.
const claims = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".js") && file.includes("-"))
  .map((file) => file.slice(0, -".js".length));

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !claims.includes(name));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(", ")}; there are:\n  ${claims.join("\n  ")}`);
  process.exitCode = 2;
} else {
  for (const name of asked.length > 0 ? asked : claims) {
    console.log(`\n== ${name}`);
    const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${name}.js`)], { stdio: "inherit" });
    if (status !== 0) process.exitCode = 1;
  }
}
