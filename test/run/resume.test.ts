import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { openColumns } from "../../src/arrow/readColumn.ts";
import type { Kept } from "../../src/run/goOn.ts";
import { type SimulateOptions, simulateToFolder } from "../../src/run/simulateToFolder.ts";
import { digests } from "../sweep/tinySweep.ts";
import { tinyRun } from "./tinyRun.ts";

const scratch = mkdtempSync(join(tmpdir(), "yenwind-resume-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** More than two batches of 1024 rows, in chunks that do not divide them. */
const PATHS = 2500;
const loaded = tinyRun([`run.paths=${PATHS}`, "run.chunk_paths=50"]);
const given = { file: join(scratch, "tiny.yaml"), kinds: [], set: [] };
const RESULTS = ["agents.arrow", "exceedance.arrow", "histogram.arrow", "liquidation.arrow", "manifest.json", "paths.arrow", "timeline.arrow", "worst.arrow"];

let serial = 0;
const place = () => join(scratch, `${serial++}`);

/** Simulate, a checkpoint after every chunk, and copy the folder as it is before each of the given chunks: what a crash would leave then. */
async function crashed(beforeChunks: readonly number[], options: Partial<SimulateOptions> = {}): Promise<string[]> {
  const copies = beforeChunks.map(place);
  const out = place();
  let chunk = 0;
  await simulateToFolder(loaded, {
    out,
    threads: 0,
    given,
    checkpointSeconds: 0,
    ...options,
    stop() {
      const copy = copies[beforeChunks.indexOf(chunk++)];
      if (copy !== undefined) cpSync(join(out, readdirSync(out)[0]), copy, { recursive: true });
      return chunk > Math.max(...beforeChunks);
    },
  }).catch((error: Error) => expect(error.message).toMatch(/^stopped before the first chunk/));
  for (const copy of copies) rmSync(join(copy, "writing.lock"));
  return copies;
}

/** Go on with a folder. @returns what was kept, and the digests at the end */
async function resumed(folder: string, options: Partial<SimulateOptions> = {}) {
  let kept: Kept | undefined;
  const result = await simulateToFolder(loaded, { out: "", threads: 0, resume: folder, onKept: (told) => void (kept = told), ...options });
  return { result, kept: kept!, files: digests(folder) };
}

let whole: Record<string, string>;
let half: string;
let crashes: ReadonlyMap<number, string>;
const CHUNKS = [0, 1, 20, 21, 30, 41, 49];
beforeAll(async () => {
  whole = digests((await simulateToFolder(loaded, { out: place(), threads: 0 })).folder);
  const copies = await crashed(CHUNKS);
  crashes = new Map(CHUNKS.map((chunks, c) => [chunks, copies[c]]));
  half = crashes.get(30)!;
});

test.each([1, 20, 21, 41, 49])("crashed after %i of 50 chunks, a run goes on there: the same bytes, and nothing else stays", async (chunks) => {
  const folder = crashes.get(chunks)!;
  expect(readdirSync(folder).sort()).toEqual(["checkpoint.bin", "daily.spool.partial", "paths.arrow.partial", "run.json"]);
  const { kept, files } = await resumed(folder);
  expect(kept).toEqual({ paths: 50 * chunks, reason: undefined });
  expect(files).toEqual(whole);
  expect(readdirSync(folder).sort()).toEqual(RESULTS);
});

test("before the first checkpoint there is nothing to keep, and that is said", async () => {
  const { kept, files } = await resumed(crashes.get(0)!);
  expect(kept).toEqual({ paths: 0, reason: "there is no checkpoint yet" });
  expect(files).toEqual(whole);
});

test("threads and back end may differ from part to part, and there may be many parts", async () => {
  const out = place();
  let folder: string | undefined;
  const parts: Partial<SimulateOptions>[] = [{ threads: 2 }, { threads: 0, backEnd: "js" }, { threads: 1, backEnd: "wasm" }, { threads: 3, skip: true }, { threads: 2 }];
  for (const [p, part] of parts.entries()) {
    const progress = new Int32Array(new SharedArrayBuffer(4));
    const stop = () => p < parts.length - 1 && Atomics.load(progress, 0) >= 400;
    const result = await simulateToFolder(loaded, { out, threads: 0, given, progress, stop, resume: folder, ...part });
    folder = result.folder;
    expect(result.complete).toBe(p === parts.length - 1);
    expect(readManifest(folder).counts.paths).toBe(result.paths);
    // An interrupted run is a valid one of the paths done.
    const stored = openColumns(join(folder, "paths.arrow"));
    expect(stored.rows).toBe(result.paths);
    stored.close();
    expect(existsSync(join(folder, "daily.spool"))).toBe(!result.complete);
  }
  expect(digests(folder!)).toEqual(whole);
});

test("a run that stops when precise stops after the same paths when it was interrupted, before or after a look", async () => {
  const until = "mean(usdjpy.end) within 0.1%";
  const uninterrupted = await simulateToFolder(loaded, { out: place(), threads: 0, until });
  expect(uninterrupted.paths).toBeGreaterThan(900);
  expect(uninterrupted.paths).toBeLessThan(PATHS);
  const counts = [100, 300, 850];
  const folders = await crashed(counts.map((paths) => paths / 50), { until });
  await expect(resumed(folders[0], { until: undefined })).rejects.toThrow(/--until.*was .*0\.1%.* when the run began/);
  for (const [c, paths] of counts.entries()) {
    const { result, kept } = await resumed(folders[c], { until, threads: 2 });
    expect(kept.paths).toBe(paths);
    expect(result).toMatchObject({ complete: true, files: uninterrupted.files });
    expect(readManifest(folders[c]).precision).toEqual(readManifest(uninterrupted.folder).precision);
  }
});

test("whatever is cut off or changed, in whichever file, the bytes are right: from the checkpoint if it can be proven good, else from the first path", async () => {
  const files = ["checkpoint.bin", "paths.arrow.partial", "daily.spool.partial"];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.constantFrom("cut", "flip", "remove"), async (name, where, how) => {
      const folder = place();
      cpSync(half, folder, { recursive: true });
      const path = join(folder, name);
      const at = Math.floor(where * statSync(path).size);
      if (how === "cut") truncateSync(path, at);
      else if (how === "remove") rmSync(path);
      else {
        const bytes = readFileSync(path);
        bytes[at] ^= 4;
        writeFileSync(path, bytes);
      }
      const { kept, files: now } = await resumed(folder);
      expect(kept).toEqual({ paths: 0, reason: expect.stringMatching(how === "remove" && name === "checkpoint.bin" ? /no checkpoint/ : name) });
      expect(now).toEqual(whole);
      rmSync(folder, { recursive: true });
    }),
    { numRuns: 7 },
  );
});

test("what was written after the checkpoint is dropped: torn batches, complete files, tables, a manifest of fewer paths", async () => {
  const folder = place();
  cpSync(half, folder, { recursive: true });
  renameSync(join(folder, "paths.arrow.partial"), join(folder, "paths.arrow"));
  for (const name of ["paths.arrow", "daily.spool.partial", "liquidation.arrow", "timeline.arrow.partial"]) writeFileSync(join(folder, name), "more", { flag: "a" });
  const { kept, files } = await resumed(folder);
  expect(kept.paths).toBe(1500);
  expect(files).toEqual(whole);
  expect(readdirSync(folder).sort()).toEqual(RESULTS);
});

test("a worker that fails leaves the paths before it readable, and a run that can be gone on with", async () => {
  const out = place();
  const failing = simulateToFolder(loaded, {
    out, threads: 0, given,
    stop: (() => { let chunk = 0; return () => { if (chunk++ === 27) throw new Error("broke"); return false; }; })(),
  });
  await expect(failing).rejects.toThrow("broke");
  const folder = join(out, readdirSync(out)[0]);
  const stored = openColumns(join(folder, "paths.arrow"));
  expect(stored.rows).toBe(1350);
  stored.close();
  const { kept, files } = await resumed(folder);
  expect(kept.paths).toBe(1350);
  expect(files).toEqual(whole);
});

test("another configuration, a folder without a run, and a complete run are refused", async () => {
  const folder = place();
  cpSync(half, folder, { recursive: true });
  const other = tinyRun([`run.paths=${PATHS + 1}`, "run.chunk_paths=50"]);
  await expect(simulateToFolder(other, { out: "", threads: 0, resume: folder })).rejects.toThrow(/run\.paths.*was 2500 when the run began, is 2501 now/);
  expect(existsSync(join(folder, "checkpoint.bin"))).toBe(true);
  await resumed(folder);
  await expect(resumed(folder)).rejects.toThrow(/holds no unfinished run/);
  await expect(resumed(join(scratch, "nowhere"))).rejects.toThrow(/holds no unfinished run/);
  expect(existsSync(join(scratch, "nowhere"))).toBe(false);
});

test("a run that is not asked to keeps no record, and no spool", async () => {
  const { folder } = await simulateToFolder(loaded, { out: place(), threads: 0, stop: (() => { let n = 0; return () => n++ > 3; })() });
  expect(readdirSync(folder).sort()).toEqual(RESULTS);
});
