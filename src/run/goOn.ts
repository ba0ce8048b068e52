import { DamagedFile } from "../arrow/rewind.ts";
import { readCheckpoint } from "./checkpoint.ts";
import { Gathering, type GatheringOptions } from "./gathering.ts";
import { removePaths, removeResults } from "./runFolder.ts";

/** What an interrupted run had kept: nothing, for a reason, where it cannot be proven good. */
export interface Kept {
  readonly paths: number;
  readonly reason: string | undefined;
}

/**
 * Go on from the checkpoint of an interrupted run if it and both files are as they were written; from the first path if not.
 *
 * @throws FileError when the disk fails: a run that cannot be read now keeps what it has
 */
export function goOn(options: GatheringOptions, onKept?: (kept: Kept) => void): Gathering {
  const { folder } = options;
  removeResults(folder);
  let reason = "there is no checkpoint yet";
  try {
    const checkpoint = readCheckpoint(folder);
    if (checkpoint !== undefined) {
      const gathering = new Gathering(options, checkpoint);
      onKept?.({ paths: gathering.tally.paths, reason: undefined });
      return gathering;
    }
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
    reason = error.message;
  }
  removePaths(folder);
  onKept?.({ paths: 0, reason });
  return new Gathering(options);
}
