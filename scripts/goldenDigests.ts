import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readTable } from "../src/arrow/table.ts";
import { type BackEndName, loadRun, MODEL_VERSION, simulateToFolder } from "../src/index.ts";
import { shocks } from "../src/model/shocks/parameters.ts";

/** SHA-256 of a file, and of its numbers alone, which a changed unit, description or identity leaves as they are. */
export interface FileDigests {
  readonly file: string;
  readonly numbers: string;
}

export interface Golden {
  readonly modelVersion: string;
  /** By law of news (R2), by result file. */
  readonly digests: Readonly<Record<string, Readonly<Record<string, FileDigests>>>>;
}

/** Simulate a configuration file under every law of news and digest the result files. */
export async function goldenDigests(configuration: string, backEnd?: BackEndName): Promise<Golden> {
  const out = mkdtempSync(join(tmpdir(), "yenwind-golden-"));
  try {
    const digests: Record<string, Record<string, FileDigests>> = {};
    for (const law of shocks.model.options) {
      const loaded = loadRun(configuration, [`shocks.model=${law}`]);
      const { folder, files } = await simulateToFolder(loaded, { out, threads: 0, backEnd });
      digests[law] = Object.fromEntries(
        files.map(({ name, sha256 }) => [name, { file: sha256, numbers: numbersDigest(join(folder, name)) }]),
      );
    }
    return { modelVersion: MODEL_VERSION, digests };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function numbersDigest(path: string): string {
  const hash = createHash("sha256");
  for (const { data } of readTable(path).batches) for (const column of data.children) hash.update(column.values as Uint8Array);
  return hash.digest("hex");
}

/** One file whose digest differs: its numbers, or (`file`) only what is said about them. */
export interface ChangedFile {
  readonly law: string;
  readonly file: string;
  readonly what: "numbers" | "file";
}

export function changedFiles(before: Golden["digests"], after: Golden["digests"]): ChangedFile[] {
  const keys = (a: object = {}, b: object = {}) => [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return keys(before, after).flatMap((law) =>
    keys(before[law], after[law]).flatMap((file): ChangedFile[] => {
      const [was, is] = [before[law]?.[file], after[law]?.[file]];
      if (was?.numbers !== is?.numbers) return [{ law, file, what: "numbers" }];
      return was?.file === is?.file ? [] : [{ law, file, what: "file" }];
    }),
  );
}

/** Ten hexadecimal digits that stand for all digests. */
export function fingerprint(golden: Golden): string {
  return createHash("sha256").update(JSON.stringify(golden)).digest("hex").slice(0, 10);
}
