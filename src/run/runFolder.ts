import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { flushFolder } from "../arrow/flushFolder.ts";
import { type Manifest, readManifest } from "../arrow/manifest.ts";
import { BadInput } from "../config/errors.ts";
import { CHECKPOINT } from "./checkpoint.ts";
import { makeWritable, refuseFolder } from "./folder.ts";
import { FOLDER_LOCK, lockFolder } from "./folderLock.ts";
import { DAILY_FILE, PATHS_FILE } from "./gathering.ts";
import type { Loaded } from "./prepare.ts";
import { RUN_RECORD } from "./runRecord.ts";
import { TABLE_FILES } from "./tables.ts";

const MANIFEST = "manifest.json";

/** What a run that has ended needs no longer. */
const UNFINISHED = [CHECKPOINT, DAILY_FILE, RUN_RECORD];

/** Name of the run folder of a configuration. */
export function runFolder(out: string, { name, hash }: Pick<Loaded, "name" | "hash">): string {
  return join(out, `${name}-${hash.slice(0, 8)}`);
}

/** Can the run in a folder be gone on with? */
export function isUnfinished(folder: string): boolean {
  return existsSync(join(folder, RUN_RECORD)) && !isFinished(folder);
}

/** Does a folder hold a run with all its paths, or as many as the precision asked for needs? */
export function isFinished(folder: string): boolean {
  return existsSync(join(folder, MANIFEST)) && isWhole(readManifest(folder));
}

function isWhole({ counts, precision }: Manifest): boolean {
  return counts.paths === counts.requested_paths || precision?.met === true;
}

/**
 * Take a folder for a new run, and empty it.
 *
 * @returns releases it
 * @throws BadInput unless it is new (or may be replaced) and can be written, and nobody else writes it
 */
export function claimNew(folder: string, overwrite: boolean): () => void {
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) refuseFolder(folder, "exists and is not a folder", "Choose another --out.");
    if (!overwrite && !isBare(folder)) refuseExisting(folder);
  }
  makeWritable(folder);
  const release = lockFolder(folder);
  try {
    // The record first: what is left is no run then, however far this gets.
    for (const name of [RUN_RECORD, MANIFEST, ...readdirSync(folder)]) if (name !== FOLDER_LOCK) rmSync(join(folder, name), { recursive: true, force: true });
  } catch (error) {
    release();
    throw error;
  }
  return release;
}

/**
 * Take the folder of an unfinished run, to go on with it.
 *
 * @returns releases it
 * @throws BadInput when there is none, it cannot be written, or somebody else writes it
 */
export function claimUnfinished(folder: string): () => void {
  refuseFinished(folder);
  makeWritable(folder);
  const release = lockFolder(folder);
  try {
    refuseFinished(folder); // by another process, just now
  } catch (error) {
    release();
    throw error;
  }
  return release;
}

function refuseFinished(folder: string): void {
  if (!isUnfinished(folder)) throw new BadInput([{ path: "", message: `${folder} holds no unfinished run`, hint: "Give the folder of a run that was interrupted." }]);
}

/** Remove what says that the paths are all, and what follows from them: until its end a run is not complete, whatever it was. */
export function removeResults(folder: string): void {
  rmSync(join(folder, MANIFEST), { force: true });
  flushFolder(folder);
  remove(folder, TABLE_FILES);
}

/** Remove the paths and the checkpoint as well, to begin anew. */
export function removePaths(folder: string): void {
  remove(folder, [CHECKPOINT, PATHS_FILE, DAILY_FILE]);
}

/** Remove what only an unfinished run needs. The manifest is there. */
export function removeUnfinished(folder: string): void {
  remove(folder, UNFINISHED);
}

function remove(folder: string, names: readonly string[]): void {
  for (const name of names) for (const file of [name, `${name}.partial`]) rmSync(join(folder, file), { force: true });
}

/** Was a run here ended before it wrote how it was begun? */
function isBare(folder: string): boolean {
  return readdirSync(folder).every((name) => name === FOLDER_LOCK || name === `${RUN_RECORD}.partial`);
}

function refuseExisting(folder: string): never {
  if (isUnfinished(folder)) {
    refuseFolder(folder, "exists already: a run there was interrupted", `"yenwind resume ${folder}" goes on with it. Use --overwrite to begin anew, or --out for another place.`);
  }
  const what = existsSync(join(folder, MANIFEST)) ? "the same configuration was run before" : "a run there did not complete";
  refuseFolder(folder, `exists already: ${what}`, "Use --overwrite to replace it, or --out for another place.");
}
