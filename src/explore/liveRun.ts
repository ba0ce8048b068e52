import { existsSync } from "node:fs";
import { join } from "node:path";
import { FileError } from "../arrow/fileError.ts";
import { type OpenColumns, openUnfinished } from "../arrow/readColumn.ts";
import { DamagedFile } from "../arrow/rewind.ts";
import type { LiveStatus } from "../page/liveData.ts";
import { type Checkpoint, readCheckpoint } from "../run/checkpoint.ts";
import { isLocked } from "../run/folderLock.ts";
import { PATHS_FILE } from "../run/gathering.ts";
import type { RunConfiguration } from "../run/prepare.ts";
import { readRunRecord } from "../run/runRecord.ts";

const isFinished = (folder: string) => existsSync(join(folder, "manifest.json"));

/** How the run in a folder was begun. @throws FileError where that is not known (any longer) */
export function configurationOf(folder: string): { readonly configuration: RunConfiguration; readonly hash: string; readonly modelVersion: string } {
  const record = readRunRecord(folder);
  if (record === undefined) throw new FileError("read", folder, new Error("it holds no run"));
  return { ...record, configuration: record.configuration as RunConfiguration };
}

/** How far the run in a folder is: its paths up to the latest checkpoint. @throws FileError when the folder is gone */
export function statusOf(folder: string): LiveStatus {
  if (isFinished(folder)) return { state: "finished", paths: 0, requested: 0, seconds: 0 };
  const { run } = configurationOf(folder).configuration;
  const checkpoint = latest(folder);
  const writing = isLocked(folder);
  return {
    // In this order: a run that ended just now has its manifest before it lets go of the folder.
    state: isFinished(folder) ? "finished" : !writing ? "stopped" : existsSync(join(folder, PATHS_FILE)) ? "tables" : "running",
    paths: Math.min((checkpoint?.chunks ?? 0) * run.chunk_paths, run.paths),
    requested: run.paths,
    seconds: checkpoint?.seconds ?? 0,
  };
}

/** Columns of the paths that an unfinished run has done. */
export interface LivePaths {
  readonly names: readonly string[];
  /** @throws Error when there is none of that name */
  column(name: string): Float64Array;
}

/**
 * The paths up to the latest checkpoint: record batches that are complete in the unfinished file, then the rows that
 * wait in the checkpoint. Both were on the device when it was taken, so nothing half written is read.
 *
 * @returns undefined while there is no checkpoint
 */
export function livePaths(folder: string): LivePaths | undefined {
  const checkpoint = latest(folder);
  if (checkpoint === undefined) return undefined;
  const { mark, waiting } = checkpoint.paths;
  const open = () => openPaths(folder, mark.bytes);
  return {
    names: using(open(), ({ names }) => names),
    column: (name) =>
      using(open(), (file) => {
        const [width, at] = [file.names.length, file.names.indexOf(name)];
        const values = new Float64Array(file.rows + waiting.length / width);
        file.column(name, { into: values.subarray(0, file.rows) });
        for (let row = file.rows; row < values.length; row++) values[row] = waiting[(row - file.rows) * width + at];
        return values;
      }),
  };
}

/** Undefined without one, and while a damaged one has not been replaced. */
function latest(folder: string): Checkpoint | undefined {
  try {
    return readCheckpoint(folder);
  } catch (error) {
    if (error instanceof DamagedFile || error instanceof FileError) return undefined;
    throw error;
  }
}

/** The file gets its final name between two looks. */
function openPaths(folder: string, end: number): OpenColumns {
  const final = join(folder, PATHS_FILE);
  try {
    return openUnfinished(`${final}.partial`, end);
  } catch (error) {
    if (existsSync(final)) return openUnfinished(final, end);
    throw error;
  }
}

function using<T>(file: OpenColumns, act: (file: OpenColumns) => T): T {
  try {
    return act(file);
  } finally {
    file.close();
  }
}
