/**
 * Every way a worker can fail, in a process of its own: the command ends by itself, within a
 * bound, with exit code 1 and a message naming the chunk. Never a hang, never exit code 0.
 */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const script = fileURLToPath(new URL("./fixtures/script.mjs", import.meta.url));
const oneThreadOnly = new URL("./fixtures/oneThreadOnly.mjs", import.meta.url).href;
const BOUND = 30_000; // ms; an honest run takes 0.2 s, so reaching it means a hang

interface Scenario {
  worker: string;
  setup?: { fault?: string; at?: number };
  threads: number;
  chunkCount?: number;
  throwAt?: number;
  awaitEndings?: number;
}

interface Ending {
  code: number | null;
  stdout: string;
  error: { name?: string; message?: string; chunk?: number; path?: number; cause?: string };
}

/** `code` is null if the process had to be killed. */
function ending({ worker, ...rest }: Scenario, nodeOptions: string[] = []): Promise<Ending> {
  const scenario = { worker: `./${worker}.worker.mjs`, setup: {}, chunkCount: 200, ...rest };
  const args = ["--max-old-space-size=48", ...nodeOptions, script, JSON.stringify(scenario)];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { timeout: BOUND, killSignal: "SIGKILL" }, (_, stdout, stderr) => {
      const line = stderr.split("\n").find((text) => text.startsWith("{")) ?? "{}";
      resolve({ code: child.exitCode, stdout, error: JSON.parse(line) as Ending["error"] });
    });
  });
}

describe.each([1, 2])("%d threads", (threads) => {
  test.each([
    // worker, fault, what the command says
    ["faulty", "throw", "chunk 3, path 37: the yen left its domain"],
    ["faulty", "throwText", "chunk 3: just text"],
    ["faulty", "throwNothing", "chunk 3: null"],
    ["faulty", "setup", "chunk 0: the population is empty"],
    ["faulty", "exit0", "chunk 3: a worker thread failed: worker exited with code: 0"],
    ["faulty", "exit5", "chunk 3: a worker thread failed: worker exited with code: 5"],
    ["faulty", "outOfMemory", /^chunk 3: a worker thread failed: .*memory/],
    ["faulty", "sharedBlock", "chunk 3: a chunk must return a non-empty ArrayBuffer"],
    ["faulty", "noBlock", "chunk 3: a chunk must return a non-empty ArrayBuffer"],
    ["faulty", "emptyBlock", "chunk 3: a chunk must return a non-empty ArrayBuffer"],
    ["ownHandler", "reject", "chunk 3: a worker thread failed: refused"],
    ["ownHandler", "uncaught", "chunk 3: a worker thread failed: from a timer"],
    ["ownHandler", "unhandledRejection", "chunk 3: a worker thread failed: nobody listens"],
    ["ownHandler", "notCloneable", /^chunk 3: a worker thread failed: ./],
    ["ownHandler", "number", "chunk 3: the worker's answer is not an ArrayBuffer"],
    ["importFails", "", /^chunk 0: a worker thread failed: Cannot find module .*thereIsNoSuchModule/],
    ["loadThrows", "", /^chunk 0: a worker thread failed: broken while loading$/],
    ["noHandler", "", /^chunk 0: a worker thread failed: No handler function exported from /],
    ["absent", "", /^chunk 0: a worker thread failed: Cannot find module .*absent\.worker\.mjs/],
    ["loadsOnce", "dies", "chunk 3: a worker thread failed: worker exited with code: 3"],
  ])("%s %s fails aloud", async (worker, fault, says) => {
    const { code, stdout, error } = await ending({ worker, setup: { fault, at: 3 }, threads });
    expect({ code, stdout, name: error.name }).toEqual({ code: 1, stdout: "", name: "WorkerFailure" });
    expect(error.message).toEqual(typeof says === "string" ? says : expect.stringMatching(says));
    expect(error.chunk).toBe(Number(/^chunk (\d+)/.exec(error.message!)![1]));
  });

  test("a setup that cannot be cloned fails aloud", async () => {
    const { code, error } = await ending({ worker: "blocks", setup: { fault: "notCloneableSetup" }, threads });
    expect(code).toBe(1);
    expect(error).toMatchObject({ name: "WorkerFailure", cause: "DataCloneError" });
  });

  test("a failing onChunk ends the command with its own error", async () => {
    const { code, error } = await ending({ worker: "blocks", throwAt: 4, threads });
    expect(code).toBe(1);
    expect(error).toEqual({ name: "Error", message: "cannot write chunk 4" });
  });

  test("a finished run ends the command: no handle is left open", async () => {
    expect(await ending({ worker: "blocks", threads })).toEqual({ code: 0, stdout: "delivered 200\n", error: {} });
  });
});

describe("a thread ends between two chunks", () => {
  test.each([
    ["endsIdle", "its replacement fails to load", [], "worker exited with code: 0"],
    ["endsIdle", "its replacement cannot start", ["--import", oneThreadOnly], "no worker thread is left"],
    ["throwsIdle", "it is not replaced", [], "a timer left behind"],
  ])("%s, %s: the next chunk fails aloud", async (fault, _, nodeOptions, what) => {
    const scenario = { worker: "loadsOnce", setup: { fault, at: 3 }, threads: 1, awaitEndings: 1 };
    const { code, stdout, error } = await ending(scenario, nodeOptions);
    expect({ code, stdout, name: error.name }).toEqual({ code: 1, stdout: "", name: "WorkerFailure" });
    expect(error.message).toBe(`chunk 4: a worker thread failed: ${what}`);
  });
});
