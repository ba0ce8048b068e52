import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build } from "vite";

/**
 * Bundle a TypeScript file of test/arrow into one JavaScript file, so that a child
 * process of any supported Node version can run it.
 */
export async function bundle(script: string, folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, script),
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: "script.mjs" } },
    },
  });
  return join(folder, "script.mjs");
}

/** Run a command, give back what it wrote. */
export function runCommand(command: string, args: readonly string[]) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  return { status, stdout, stderr: error ? String(error) : stderr };
}
