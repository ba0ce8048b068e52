import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeAtomically } from "../arrow/atomicFile.ts";
import type { FileEntry } from "../arrow/manifest.ts";
import { BadInput } from "../config/errors.ts";
import { makeWritable } from "../run/folder.ts";
import { explainPath } from "./explainPath.ts";
import type { Explanation } from "./explanation.ts";
import { storyPage } from "./page.ts";
import { cascadePicture, decompositionPicture } from "./pictures.ts";
import { writeTables } from "./tables.ts";
import { openTarget, type TargetOptions } from "./target.ts";

export interface ExplainToFolderOptions extends TargetOptions {
  /** In place of `<run>/explain-path-<n>`. */
  readonly out?: string;
}

export interface ExplainResult {
  readonly folder: string;
  readonly explanation: Explanation;
  /** Place of the path by the metric among all, 1 the worst. */
  readonly rank: number;
  readonly paths: number;
  readonly files: readonly FileEntry[];
  readonly seconds: number;
}

/** Files of text of an explanation, by what they hold. */
export const PAGE_FILES = { "story.md": "the same as a page, with the story day by day", "graph.svg": "who led whom to sell", "decomposition.svg": "what moved the markets, day by day" } as const;
const ARROW_FILES = ["events", "decomposition", "nodes", "edges", "sellers", "knockouts"].map((name) => `${name}.arrow`);

/**
 * Explain a path of a run folder, or of a point of a sweep folder, and write what is known: story.md, graph.svg,
 * decomposition.svg and Arrow files, into a folder of their own. An explanation of before is replaced; nothing else is.
 *
 * @throws BadInput as `openTarget`, or when the folder holds other files; Error when the path as replayed is not the
 *   stored one; PathError when it cannot be run; FileError when the disk fails
 */
export async function explainToFolder(run: string, options: ExplainToFolderOptions): Promise<ExplainResult> {
  const began = performance.now();
  const target = await openTarget(run, options);
  const { chunk, model, path, metric, rank, paths, metadata } = target;
  const folder = options.out ?? join(run, `explain-${options.point === undefined ? "" : `point-${options.point}-`}path-${path}`);
  refuseOthers(folder);
  const explanation = explainPath(chunk, model.kinds, path, { metric }, target.check);
  makeWritable(folder);
  const point = options.point === undefined ? "" : `, point ${options.point}`;
  const origin = `${metadata.name}${point}, configuration ${metadata.configuration_hash.slice(0, 8)}, seed “${metadata.seed}”, path ${path}, model version ${metadata.model_version}`;
  const texts = {
    "story.md": storyPage(explanation, `${origin}. By ${metric} it is number ${rank} of ${paths} paths.`),
    "graph.svg": cascadePicture(explanation, origin),
    "decomposition.svg": decompositionPicture(explanation, origin),
  } satisfies Record<keyof typeof PAGE_FILES, string>;
  const files = writeTables(folder, explanation, model.kinds, { ...metadata, path: String(path) });
  for (const [name, text] of Object.entries(texts)) writeAtomically(join(folder, name), [Buffer.from(text)]);
  return { folder, explanation, rank, paths, files, seconds: (performance.now() - began) / 1000 };
}

/** @throws BadInput when a folder holds anything but an explanation */
function refuseOthers(folder: string): void {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return;
  const own = new Set([...ARROW_FILES, ...Object.keys(PAGE_FILES)]);
  const other = readdirSync(folder).find((name) => !own.has(name.replace(/\.partial$/, "")));
  if (other !== undefined) throw new BadInput([{ path: "--out", message: `${folder} holds ${other}, which is no part of an explanation`, hint: "Choose another --out." }]);
}
