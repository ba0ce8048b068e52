import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { showProgress } from "../../src/cli/progress.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "setTimeout", "clearTimeout", "performance", "Date"] }));
afterEach(() => void vi.useRealTimers());

function screen(isTTY: boolean) {
  let written = "";
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 60 });
  stream.on("data", (bytes: Buffer) => (written += bytes.toString()));
  return { stream: stream as unknown as NodeJS.WriteStream, written: () => written };
}

function progressOn(isTTY: boolean, { quiet = false } = {}) {
  const counter = new Int32Array(new SharedArrayBuffer(4));
  const { stream, written } = screen(isTTY);
  return { counter, written, progress: showProgress({ counter, paths: 2000, agentRounds: 1000, quiet, stream }) };
}

test("without a terminal: a plain line every three seconds, and a last one", () => {
  const { counter, written, progress } = progressOn(false);
  counter[0] = 300;
  vi.advanceTimersByTime(2900);
  expect(written()).toBe("");
  vi.advanceTimersByTime(200);
  expect(written()).toBe("300/2,000 paths, 100 paths/s, 100 k agent-rounds/s, 17.0 s left\n");
  vi.advanceTimersByTime(3000);
  expect(written().split("\n")).toHaveLength(3);
  counter[0] = 2000;
  progress.stop();
  progress.stop();
  expect(written().split("\n")).toHaveLength(4);
  expect(written()).toMatch(/2,000\/2,000 paths, .* 0\.0 s left\n$/);
});

test("on a terminal: a bar that fits, taken away before a remark and at the end", () => {
  const { counter, written, progress } = progressOn(true);
  counter[0] = 1000;
  vi.advanceTimersByTime(1000);
  expect(written()).toContain("█".repeat(10) + "░".repeat(10) + " 1,000/2,000 paths");
  for (const drawn of written().split("\x1b[1G")) expect(stripVTControlCharacters(drawn).length).toBeLessThanOrEqual(60);
  progress.note("a remark");
  expect(written().endsWith("\x1b[2Ka remark\n")).toBe(true);
  vi.advanceTimersByTime(200);
  progress.stop();
  expect(written().slice(written().lastIndexOf("\x1b[2K"))).toMatch(/1,000\/2,000 paths, .* left\n$/);
  expect(vi.getTimerCount()).toBe(0);
});

test("says nothing when quiet, nor when nothing was done", () => {
  const quiet = progressOn(false, { quiet: true });
  quiet.counter[0] = 5;
  vi.advanceTimersByTime(10_000);
  quiet.progress.note("a remark");
  quiet.progress.stop();
  expect(quiet.written()).toBe("");
  const idle = progressOn(true);
  idle.progress.stop();
  expect(idle.written()).toBe("");
});
