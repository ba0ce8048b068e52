import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { RUNNING_FOLDER, TEMPORARY_FOLDER } from "./layout.ts";

/** Seconds untouched after which something belongs to nobody: files are on their way for a moment, markers are refreshed every ten seconds. */
export const ABANDONED_AFTER = 3600;

/**
 * Remove what dead processes have left in the folder of a plan: files on their way, and markers. Told by age alone: number
 * and host of a process say little where containers share the name of a host. What cannot be removed stays; it is in
 * nobody's way.
 */
export function removeLeftovers(plan: string, now = Date.now()): void {
  for (const folder of [TEMPORARY_FOLDER, RUNNING_FOLDER].map((name) => join(plan, name))) {
    for (const name of namesIn(folder)) removeAbandoned(join(folder, name), now);
  }
}

function removeAbandoned(path: string, now: number): void {
  try {
    if (now - statSync(path).mtimeMs > 1000 * ABANDONED_AFTER) rmSync(path, { recursive: true, force: true });
  } catch {
    // gone already, or not ours to remove
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
