import { randomInt } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { RUNNING_FOLDER } from "./layout.ts";
import { parsed } from "./records.ts";

/** Says that a process is at work on a shard: `running/<host>-<pid>-<six digits>.json`. */
export interface RunningMarker {
  readonly schemaVersion: 1;
  readonly shard: number;
  readonly host: string;
  readonly pid: number;
  readonly threads: number;
  readonly since: string;
}

/** Seconds between signs of life, and seconds without one after which a process counts as gone. */
const EVERY = 10;
export const SILENT_AFTER = 60;

/**
 * Show in the folder of a plan what this process works on. A marker is for people and schedulers to look at: it keeps nobody
 * from computing the same shard, and one that cannot be written is no failure.
 */
export class Marking {
  readonly #file: string;
  readonly #folder: string;
  readonly #threads: number;
  readonly #timer: NodeJS.Timeout;

  constructor(plan: string, threads: number) {
    this.#folder = join(plan, RUNNING_FOLDER);
    // Six digits, as containers may share the name of a host and the number of a process.
    this.#file = join(this.#folder, `${hostname()}-${process.pid}-${randomInt(1e5, 1e6)}.json`);
    this.#threads = threads;
    this.#timer = setInterval(() => quietly(() => utimesSync(this.#file, new Date(), new Date())), 1000 * EVERY);
    this.#timer.unref();
  }

  begin(shard: number): void {
    const marker: RunningMarker = { schemaVersion: 1, shard, host: hostname(), pid: process.pid, threads: this.#threads, since: new Date().toISOString() };
    quietly(() => {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(this.#file, JSON.stringify(marker));
    });
  }

  end(): void {
    clearInterval(this.#timer);
    quietly(() => rmSync(this.#file, { force: true }));
  }
}

/** Markers of processes that have shown a sign of life lately. */
export function readMarkers(plan: string, now = Date.now()): RunningMarker[] {
  const folder = join(plan, RUNNING_FOLDER);
  let names: string[] = [];
  quietly(() => (names = readdirSync(folder)));
  return names.flatMap((name) => {
    let found: RunningMarker | undefined;
    quietly(() => {
      const file = join(folder, name);
      if (now - statSync(file).mtimeMs < 1000 * SILENT_AFTER) found = parsed<RunningMarker>(readFileSync(file, "utf8"));
    });
    return found ?? [];
  });
}

function quietly(action: () => void): void {
  try {
    action();
  } catch {
    // see above
  }
}
