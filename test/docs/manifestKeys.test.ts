import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { completeRun } from "../../src/run/prepare.ts";
import { simulateToFolder } from "../../src/run/simulateToFolder.ts";
import { MANIFEST_KEYS } from "../../scripts/pages/manifestKeys.ts";

/** Dotted keys of plain data; those of the configuration are documented elsewhere. */
function keys(value: unknown, prefix = ""): string[] {
  if (Array.isArray(value)) return keys(value[0], `${prefix.slice(0, -1)}[].`);
  if (typeof value !== "object" || value === null) return [prefix.slice(0, -1)];
  return Object.entries(value).flatMap(([key, below]) => (key === "configuration" ? [key] : keys(below, `${prefix}${key}.`)));
}

test("the data dictionary names exactly the keys of a manifest", async () => {
  const out = mkdtempSync(join(tmpdir(), "yenwind-manifest-"));
  try {
    const few = KINDS.map(({ name }) => `agents.${name}.count=1`);
    const loaded = completeRun({ name: "tiny", calendar: { days: 1 }, run: { paths: 1 } }, few);
    const { folder } = await simulateToFolder(loaded, { out, threads: 0 });
    expect(MANIFEST_KEYS.map(({ key }) => key)).toEqual(keys(readManifest(folder)));
  } finally {
    rmSync(out, { recursive: true });
  }
});
