import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { BadInput } from "../config/errors.ts";
import { RUN_RECORD } from "../run/runRecord.ts";

/** A folder that can be looked at. */
export interface Explored {
  /** Its name in addresses: that of the folder, numbered where several have it. */
  readonly id: string;
  readonly folder: string;
}

/** What a folder of results has, finished or begun. */
const MARKS = ["manifest.json", RUN_RECORD];

/**
 * The folders that are given, and those directly in the given folders that are none themselves, by name. Looked up
 * anew whenever it is called: what is begun meanwhile is found. Links in a folder are not followed.
 */
export function exploredFolders(given: readonly string[]): Explored[] {
  const folders = given.flatMap((folder) => {
    if (hasResults(folder)) return [folder];
    const inside = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return inside.map(({ name }) => join(folder, name)).filter(hasResults).sort();
  });
  const distinct = [...new Map(folders.map((folder) => [resolve(folder), folder])).values()];
  const taken = new Map<string, number>();
  return distinct.map((folder) => {
    const name = basename(resolve(folder));
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    return { id: times === 1 ? name : `${name}~${times}`, folder };
  });
}

const hasResults = (folder: string) => MARKS.some((name) => existsSync(join(folder, name)));

/** The one that was begun or finished last. @param folders at least one */
export function latest(folders: readonly Explored[]): Explored {
  const touched = ({ folder }: Explored) => Math.max(...MARKS.map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0));
  return folders.reduce((last, each) => (touched(each) > touched(last) ? each : last));
}

/** @throws BadInput unless every folder exists, and there is something to look at in it */
export function checkExplored(given: readonly string[]): void {
  for (const folder of given) {
    const refuse = (message: string) => {
      throw new BadInput([{ path: "", message, hint: "Give folders of runs or sweeps, or a folder that holds some, for example results/." }]);
    };
    if (!existsSync(folder)) refuse(`there is no such folder: ${folder}`);
    if (!statSync(folder).isDirectory()) refuse(`${folder} is not a folder`);
    if (exploredFolders([folder]).length === 0) refuse(`${folder} holds neither a run nor a sweep`);
  }
}
