import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { onTestFinished } from "vitest";

/** Mount a file system in memory there, if this user may: undefined if not. Gone when the test is over. */
export function smallDisk(place: string, options: string): string | undefined {
  mkdirSync(place);
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", place]);
  if (status !== 0) return undefined;
  onTestFinished(() => void spawnSync("umount", [place]));
  return place;
}

/** Give it another size. @returns whether that worked */
export function resize(disk: string, size: string): boolean {
  return spawnSync("mount", ["-o", `remount,size=${size}`, disk]).status === 0;
}
