import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { WINDOW_PER_THREAD, runChunks } from "../../src/pool/runChunks.ts";
import type { RunChunksOptions } from "../../src/pool/runChunks.ts";
import { WorkerFailure } from "../../src/pool/workerFailure.ts";

const blocks = new URL("./fixtures/blocks.worker.mjs", import.meta.url);
const faulty = new URL("./fixtures/faulty.worker.mjs", import.meta.url);

const counter = (): Int32Array<SharedArrayBuffer> => new Int32Array(new SharedArrayBuffer(4));

/** Runs and collects [chunk announced, contents of its block …] in order of delivery. */
async function collect(options: Partial<RunChunksOptions> & { chunkCount: number }) {
  const delivered: number[][] = [];
  const { chunksDelivered } = await runChunks({
    worker: blocks,
    setup: {},
    threads: 2,
    onChunk: (chunk, block) => void delivered.push([chunk, ...new Float64Array(block.slice(0, 16))]),
    ...options,
  });
  return { delivered, chunksDelivered };
}

const expected = (first: number, count: number): number[][] =>
  Array.from({ length: count }, (_, i) => [first + i, first + i, Math.imul(first + i + 1, 0x9e3779b1)]);

describe("order", () => {
  test("the delivered sequence is the same for 1, 2, 3 and 8 threads, whatever the delays", async () => {
    const delays = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 24 });
    await fc.assert(
      fc.asyncProperty(delays, fc.integer({ min: 0, max: 1000 }), async (delays, firstChunk) => {
        const chunkCount = delays.length;
        const setup = { delays: [...Array<number>(firstChunk).fill(0), ...delays] };
        for (const threads of [1, 2, 3, 8]) {
          const { delivered, chunksDelivered } = await collect({ setup, threads, firstChunk, chunkCount });
          expect(delivered).toEqual(expected(firstChunk, chunkCount));
          expect(chunksDelivered).toBe(chunkCount);
        }
      }),
      { numRuns: 8 },
    );
  });

  test("one late chunk holds back all later ones", async () => {
    const { delivered } = await collect({ setup: { delays: [150] }, threads: 3, chunkCount: 9 });
    expect(delivered).toEqual(expected(0, 9));
  });

  test("onChunk is called one at a time", async () => {
    let inside = 0;
    let most = 0;
    const onChunk = async () => {
      most = Math.max(most, ++inside);
      await sleep(2);
      inside -= 1;
    };
    await collect({ threads: 3, chunkCount: 20, onChunk });
    expect(most).toBe(1);
  });
});

describe("memory", () => {
  test.each([1, 2, 3])("while onChunk is busy, exactly the window of %d threads is started", async (threads) => {
    const begun = counter();
    const bound = WINDOW_PER_THREAD * threads;
    const onChunk = async (chunk: number) => {
      if (chunk === 0) {
        while (Atomics.load(begun, 0) < bound) await sleep(5);
        await sleep(100); // time enough to start more, were there no bound
      }
      expect(Atomics.load(begun, 0) - chunk).toBeLessThanOrEqual(bound);
      if (chunk === 0) expect(Atomics.load(begun, 0)).toBe(bound);
    };
    const { chunksDelivered } = await collect({ setup: { begun }, threads, chunkCount: 60, onChunk });
    expect(chunksDelivered).toBe(60);
    expect(Atomics.load(begun, 0)).toBe(60);
  });

  test("a late first chunk does not let the others run ahead of the window", async () => {
    const begun = counter();
    let ahead = 0;
    const onChunk = (chunk: number) => {
      if (chunk === 0) ahead = Atomics.load(begun, 0);
    };
    await collect({ setup: { begun, delays: [300] }, threads: 2, chunkCount: 40, onChunk });
    expect(ahead).toBeGreaterThan(1);
    expect(ahead).toBeLessThanOrEqual(WINDOW_PER_THREAD * 2);
  });

  test("a block is copied: the worker's own buffer is never detached, which would slow its typed arrays", async () => {
    const previousLengths: number[] = [];
    const onChunk = (_chunk: number, block: ArrayBuffer) => {
      expect(block.byteLength).toBe(24);
      previousLengths.push(new Float64Array(block)[2]!);
    };
    await collect({ threads: 1, chunkCount: 5, onChunk });
    expect(previousLengths).toEqual([0, 24, 24, 24, 24]);
  });
});

test.each([1, 2, 4])("progress counts every path of every worker (%d threads)", async (threads) => {
  const progress = counter();
  await collect({ setup: { paths: 250 }, threads, chunkCount: 40, progress });
  expect(progress[0]).toBe(10_000);
});

describe("stop", () => {
  test.each([1, 2, 3])("delivers what was started, a contiguous prefix, and no more (%d threads)", async (threads) => {
    const begun = counter();
    const { delivered, chunksDelivered } = await collect({
      setup: { begun, delays: [5, 1, 7, 1, 1, 9, 1, 1, 20, 1, 1, 15] },
      threads,
      firstChunk: 2,
      chunkCount: 1000,
      stop: () => Atomics.load(begun, 0) >= 9,
    });
    expect(chunksDelivered).toBeGreaterThanOrEqual(9);
    expect(chunksDelivered).toBeLessThan(9 + threads);
    expect(delivered).toEqual(expected(2, chunksDelivered));
    expect(Atomics.load(begun, 0)).toBe(chunksDelivered);
  });

  test("an AbortSignal stops gracefully too", async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const onChunk = (chunk: number) => {
      seen.push(chunk);
      if (chunk === 4) controller.abort();
    };
    const { chunksDelivered } = await collect({ chunkCount: 1000, onChunk, stop: controller.signal });
    expect(chunksDelivered).toBeGreaterThanOrEqual(5);
    expect(chunksDelivered).toBeLessThanOrEqual(5 + 2 * WINDOW_PER_THREAD);
    expect(seen).toEqual(Array.from({ length: chunksDelivered }, (_, i) => i));
  });

  test("asked before the first chunk, it delivers nothing", async () => {
    expect(await collect({ chunkCount: 10, stop: () => true })).toEqual({ delivered: [], chunksDelivered: 0 });
  });

  test("a stop that throws ends the run with its error", async () => {
    let asked = 0;
    const stop = () => {
      if (++asked > 5) throw new Error("no answer");
      return false;
    };
    await expect(collect({ chunkCount: 100, stop })).rejects.toThrow("no answer");
  });
});

describe("failures", () => {
  test.each([1, 2, 8])("the first chunk that throws is reported after all before it (%d threads)", async (threads) => {
    const seen: number[] = [];
    const run = runChunks({
      worker: faulty,
      setup: { fault: "throw", at: 5, laterToo: true },
      threads,
      chunkCount: 40,
      onChunk: (chunk) => void seen.push(chunk),
    });
    const failure = await run.catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(WorkerFailure);
    expect(failure).toMatchObject({ chunk: 5, path: 37, message: "chunk 5, path 37: the yen left its domain" });
    expect((failure as WorkerFailure).cause).toMatchObject({ name: "PathError", message: "the yen left its domain" });
    expect(((failure as WorkerFailure).cause as Error).stack).toContain("faulty.worker.mjs");
    expect(seen).toEqual([0, 1, 2, 3, 4]);
  });

  test.each([
    ["at once", () => { throw new Error("disk full"); }],
    ["later", async () => { await sleep(1); throw new Error("disk full"); }],
  ])("onChunk throwing %s ends the run with that very error", async (_when, fail) => {
    const seen: number[] = [];
    const onChunk = (chunk: number) => {
      seen.push(chunk);
      return chunk === 3 ? fail() : undefined;
    };
    const run = collect({ chunkCount: 100, onChunk });
    await expect(run).rejects.toThrow(/^disk full$/);
    await sleep(50);
    expect(seen).toEqual([0, 1, 2, 3]);
  });

  test("after a failure no further chunk is started, even while an earlier one is still running", async () => {
    const begun = counter();
    const delays = [0, 0, 0, 0, 500, ...Array<number>(30).fill(20)];
    const run = collect({ setup: { begun, delays, failAt: 5 }, threads: 3, chunkCount: 30 });
    await expect(run).rejects.toThrow("chunk 5: not this one");
    expect(Atomics.load(begun, 0)).toBeLessThan(4 + 3 * WINDOW_PER_THREAD); // the window is not used up
  });

  test("no chunk is interrupted: all that have begun have ended when the run fails", async () => {
    const [begun, ended] = [counter(), counter()];
    const onChunk = () => {
      throw new Error("disk full");
    };
    const delays = [0, ...Array<number>(29).fill(60)];
    const run = collect({ setup: { begun, ended, delays }, threads: 3, chunkCount: 30, onChunk });
    await expect(run).rejects.toThrow("disk full");
    expect(Atomics.load(begun, 0)).toBeGreaterThan(1);
    expect(Atomics.load(ended, 0)).toBe(Atomics.load(begun, 0));
  });

  test.each([
    { threads: 0 },
    { threads: 1.5 },
    { threads: Number.NaN },
    { chunkCount: -1 },
    { chunkCount: Number.POSITIVE_INFINITY },
    { firstChunk: -1 },
  ])("%o is a RangeError", async (bad) => {
    await expect(collect({ chunkCount: 1, ...bad })).rejects.toThrow(RangeError);
  });
});

describe("threads", () => {
  /** Threads get consecutive numbers; this takes the next one. */
  async function nextThreadId(): Promise<number> {
    const probe = new Worker("", { eval: true });
    const { threadId } = probe;
    await once(probe, "exit");
    return threadId;
  }

  test("all have ended when the run returns", async () => {
    const heartbeat = counter();
    await collect({ setup: { heartbeat, delays: Array<number>(12).fill(5) }, threads: 2, chunkCount: 12 });
    const last = Atomics.load(heartbeat, 0);
    expect(last).toBeGreaterThan(0);
    await sleep(50);
    expect(Atomics.load(heartbeat, 0)).toBe(last);
  });

  test("no more are started than there are chunks", async () => {
    const before = await nextThreadId();
    await collect({ threads: 8, chunkCount: 3 });
    expect((await nextThreadId()) - before - 1).toBe(3);
  });

  test("one that dies is not replaced", async () => {
    const before = await nextThreadId();
    const run = collect({ worker: faulty, setup: { fault: "exit0", at: 1 }, threads: 2, chunkCount: 9 });
    await expect(run).rejects.toThrow("chunk 1: a worker thread failed: worker exited with code: 0");
    await sleep(50);
    expect((await nextThreadId()) - before - 1).toBe(2);
  });
});

test("no chunks: nothing is delivered and no worker is needed", async () => {
  const worker = new URL("file:///no/such/worker.js");
  expect(await collect({ worker, chunkCount: 0 })).toEqual({ delivered: [], chunksDelivered: 0 });
});

test("blocks follow from firstChunk: two runs side by side equal one", async () => {
  const [head, tail] = await Promise.all([collect({ chunkCount: 7 }), collect({ firstChunk: 7, chunkCount: 6 })]);
  expect([...head.delivered, ...tail.delivered]).toEqual(expected(0, 13));
});
