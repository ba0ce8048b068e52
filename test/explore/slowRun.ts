import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readCheckpoint } from "../../src/run/checkpoint.ts";
import { start, type Started, tinyFile } from "../cli/yenwind.ts";

/** Begin a run of 1,500 short paths with a checkpoint after every chunk of 20, and wait for some of them to be done. */
export async function beginSlowRun(out: string, paths: number): Promise<{ readonly started: Started; readonly folder: string }> {
  mkdirSync(out, { recursive: true });
  const place = join(out, "runs");
  const args = ["--paths", "1500", "--set", "run.chunk_paths=20", "--threads", "1", "--checkpoint-seconds", "0", "--out", place];
  const started = start(["run", tinyFile(out), ...args]);
  let over = false;
  void started.ended.then(() => (over = true));
  for (;;) {
    const [name] = existsSync(place) ? readdirSync(place) : [];
    const folder = join(place, name ?? "");
    if (name !== undefined && existsSync(join(folder, "run.json")) && 20 * (readCheckpoint(folder)?.chunks ?? 0) >= paths) return { started, folder };
    if (over) throw new Error(`the run ended before: ${(await started.ended).stderr}`);
    await sleep(5);
  }
}
