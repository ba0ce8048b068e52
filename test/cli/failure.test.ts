import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { FileError } from "../../src/arrow/fileError.ts";
import { openColumns } from "../../src/arrow/readColumn.ts";
import { failureOf } from "../../src/cli/failure.ts";
import { BadInput } from "../../src/config/errors.ts";
import { WorkerFailure } from "../../src/pool/workerFailure.ts";
import { onlyRun, scratchFolder, start, tinyFile } from "./yenwind.ts";

describe("failureOf", () => {
  test("bad input is its findings, exit code 2", () => {
    expect(failureOf(new BadInput([{ path: "run.paths", message: "is odd" }]), false)).toEqual({ text: "run.paths: is odd", exitCode: 2 });
  });

  test("a worker failure is one paragraph naming chunk and path, without the worker's stack", () => {
    const error = new WorkerFailure("Error: broke\n    at decide (file.js:1:1)\n    at run (file.js:2:2)", { chunk: 3, path: 25 });
    const { text, exitCode } = failureOf(error, false);
    expect(exitCode).toBe(1);
    expect(text).toMatch(/^yenwind: the simulation failed in chunk 3, path 25: Error: broke\. /);
    expect(text).not.toContain("\n");
    expect(text).not.toContain("file.js");
  });

  test("the stack with its causes is shown on request", () => {
    const error = new WorkerFailure("broke", { chunk: 3, cause: new Error("the reason") });
    expect(failureOf(error, true).text).toMatch(/failure\.test\.ts[\s\S]*caused by Error: the reason\n\s+at /);
  });

  test("a file that cannot be written is named, with advice", () => {
    const { text, exitCode } = failureOf(new FileError("write", "/data/paths.arrow.partial", Object.assign(new Error("ENOSPC"), { code: "ENOSPC" })), false);
    expect({ text, exitCode }).toEqual({
      text: "yenwind: cannot write /data/paths.arrow.partial: ENOSPC. Free space or choose a folder on another disk, then run again.",
      exitCode: 1,
    });
  });

  test.each([["text", "yenwind: text"], [undefined, "yenwind: undefined"], [new TypeError(""), "yenwind: TypeError"]])("anything else thrown (%s) is told too", (thrown, text) => {
    expect(failureOf(thrown, false)).toEqual({ text, exitCode: 1 });
  });
});

const dist = (path: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, "../../dist/src", path)).href);

const scratch = scratchFolder();

test.each([
  ["throws", `throw new Error("broke")`, /chunk 3: .*broke/],
  ["ends its thread", `process.exit(7)`, /chunk 3: a worker thread failed/],
])("a worker that %s mid-run: exit code 1, and the paths before it stay readable", async (name, deed, says) => {
  const folder = mkdtempSync(join(scratch, "run-"));
  const worker = join(folder, "worker.mjs");
  writeFileSync(
    worker,
    `import { workerData } from "node:worker_threads";
     import { KINDS } from ${dist("model/agents/index.js")};
     import { createChunkRunner } from ${dist("paths/chunkRunner.js")};
     import { chunkHandler } from ${dist("pool/handleChunk.js")};
     const create = (setup) => {
       const run = createChunkRunner(setup, KINDS);
       return (chunk, onPath) => { if (chunk === 3) { ${deed}; } return run(chunk, onPath); };
     };
     export default chunkHandler(create, workerData);`,
  );
  const script = join(folder, "script.mjs");
  writeFileSync(
    script,
    `import { loadRun } from ${dist("run/prepare.js")};
     import { simulateToFolder } from ${dist("run/simulateToFolder.js")};
     import { failureOf } from ${dist("cli/failure.js")};
     process.exitCode = 1;
     try {
       await simulateToFolder(loadRun(${JSON.stringify(tinyFile(folder))}), { out: ${JSON.stringify(join(folder, "out"))}, threads: 2, worker: new URL(${JSON.stringify(pathToFileURL(worker).href)}) });
       process.exitCode = 0;
     } catch (error) {
       const { text, exitCode } = failureOf(error);
       process.stderr.write(text + "\\n");
       process.exitCode = exitCode;
     }`,
  );
  const { code, stderr } = await start([script], {}, [process.execPath]).ended;
  expect(code, name).toBe(1);
  expect(stderr).toMatch(says);
  expect(stderr.trimEnd()).not.toContain("\n");
  const run = onlyRun(join(folder, "out"));
  expect(existsSync(join(run, "manifest.json"))).toBe(false);
  const paths = openColumns(join(run, "paths.arrow"));
  expect([...paths.column("path")]).toEqual([0, 1, 2, 3, 4, 5]); // chunks 0 to 2, of two paths
  paths.close();
});
