import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { BadInput } from "../config/errors.ts";

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Tells a process from a later one of the same number; empty where the system does not say. */
  readonly started: string;
}

/** Its name within the folder. */
export const FOLDER_LOCK = "writing.lock";

/**
 * Let one process at a time write a folder. A lock whose process is gone, as after a crash, is taken over.
 *
 * @returns releases the lock
 * @throws BadInput while another process holds it
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, FOLDER_LOCK);
  const own: Holder = { pid: process.pid, host: hostname(), started: startOf(process.pid) ?? "" };
  for (;;) {
    try {
      const descriptor = openSync(path, "wx");
      writeSync(descriptor, JSON.stringify(own));
      closeSync(descriptor);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = readHolder(path);
    if (holder !== undefined && isAlive(holder)) {
      const hint = `Wait for it, or, if it is certain that nothing writes there, remove ${path}.`;
      throw new BadInput([{ path: "", message: `process ${holder.pid} on ${holder.host} is writing ${folder}`, hint }]);
    }
    rmSync(path, { force: true });
  }
}

/** Does a process hold the lock of a folder? */
export function isLocked(folder: string): boolean {
  const holder = readHolder(join(folder, FOLDER_LOCK));
  return holder !== undefined && isAlive(holder);
}

/** Undefined where there is no lock, and for one while it was written: its process is gone. */
function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, host, started }: Holder): boolean {
  if (host !== hostname()) return true; // nobody here can tell
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return startOf(pid) === started;
}

/** When a process started, since which boot: numbers are used again, this is not. Of one that has ended and only waits to be collected, nothing. */
function startOf(pid: number): string | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
    return fields[0] === "Z" ? undefined : `${boot} ${fields[19]}`;
  } catch {
    return "";
  }
}
