import { expect, test } from "vitest";
import { chunkHandler } from "../../src/pool/handleChunk.ts";
import type { ChunkRunner } from "../../src/pool/handleChunk.ts";

const runner: ChunkRunner = (chunk, onPath) => {
  for (let path = 0; path < chunk; path++) onPath();
  if (chunk === 9) throw Object.assign(new Error("no depth left"), { name: "PathError", path: 2304 });
  return new ArrayBuffer(8);
};

test("the runner is created once, at the first chunk, from the setup", () => {
  const setups: string[] = [];
  const handle = chunkHandler((setup: string) => (setups.push(setup), runner), { setup: "s", progress: undefined });
  expect(setups).toEqual([]);
  for (const chunk of [4, 0, 2]) handle(chunk);
  expect(setups).toEqual(["s"]);
});

test("finished paths are added to the shared counter", () => {
  const progress = new Int32Array(new SharedArrayBuffer(4));
  const handle = chunkHandler(() => runner, { setup: 0, progress });
  for (const chunk of [3, 4, 5]) handle(chunk);
  expect(progress[0]).toBe(12);
});

test("a thrown error becomes plain data that survives structured clone", () => {
  const answer = chunkHandler(() => runner, { setup: 0, progress: undefined })(9);
  const stack = expect.stringContaining("handleChunk.test.ts");
  const thrown = { name: "PathError", message: "no depth left", stack, path: 2304 };
  expect(structuredClone(answer)).toEqual({ thrown });
});

test("after a chunk that threw, the next one runs", () => {
  const handle = chunkHandler(() => runner, { setup: 0, progress: undefined });
  handle(9);
  expect(handle(1)).not.toHaveProperty("thrown");
});
