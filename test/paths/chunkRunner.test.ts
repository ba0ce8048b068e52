import { describe, expect, test } from "vitest";
import { KINDS } from "../../src/model/agents/index.ts";
import { PathError } from "../../src/model/record/pathError.ts";
import { chunkBlock } from "../../src/paths/chunkLayout.ts";
import { builtInModel } from "../../src/kinds/model.ts";
import { createChunkRunner, pathsInChunk } from "../../src/paths/chunkRunner.ts";
import { BACK_ENDS, type BackEndName, compileKernel } from "../../src/run/kernel.ts";
import { plainRunner } from "../plainRunner.ts";
import { smallSetup } from "./small.ts";

const setup = smallSetup();
const reference = plainRunner(setup);
const columns = reference.recorder.columns.length;
const dailyValues = reference.recorder.timeline.length;
const agents = reference.world.books.kinds.reduce((sum, { count }) => sum + count, 0);

/** What one path gives when nothing else was run before it. */
function alone(path: number) {
  const { world, recorder, run } = plainRunner(setup);
  run(path);
  const row = new Float64Array(columns);
  recorder.writeRow(path, row, 0);
  const of = (pick: (book: (typeof world.books.kinds)[number]) => Float64Array) => world.books.kinds.flatMap((book) => [...pick(book)]);
  return { row: [...row], daily: [...recorder.timeline], sold: of((b) => b.columns.sold), called: of((b) => b.columns.called), active: of((b) => b.columns.active) };
}
const paths = Array.from({ length: 7 }, (_, path) => alone(path));

const kernel = await compileKernel(builtInModel, setup.configuration);
const on = (backEnd: BackEndName) => (backEnd === "wasm" ? { kernel } : {});

/** All chunks of a run, read back. */
function runAll(chunkPaths: number, firstPath = 0, order: "forward" | "backward" = "forward", backEnd: BackEndName = "wasm") {
  const own = { ...setup, ...on(backEnd), paths: 7 - firstPath, chunkPaths, firstPath };
  const run = createChunkRunner(own, KINDS);
  const chunks = Array.from({ length: Math.ceil(own.paths / chunkPaths) }, (_, chunk) => chunk);
  const blocks = new Map<number, ReturnType<typeof chunkBlock>>();
  for (const chunk of order === "forward" ? chunks : chunks.toReversed()) {
    let done = 0;
    const buffer = run(chunk, () => (done += 1));
    expect(done).toBe(pathsInChunk(own, chunk));
    blocks.set(chunk, chunkBlock({ columns, dailyValues, agents }, pathsInChunk(own, chunk), buffer));
  }
  return chunks.map((chunk) => blocks.get(chunk)!);
}

describe.each(BACK_ENDS)("with --backend %s a path is the same to the bit in whatever chunk it runs", (backEnd) => {
  test.each([[1, 0, "forward"], [3, 0, "forward"], [3, 0, "backward"], [7, 0, "forward"], [2, 3, "forward"]] as const)(
    "chunks of %d from path %d, run %s",
    (chunkPaths, firstPath, order) => {
      const blocks = runAll(chunkPaths, firstPath, order, backEnd);
      expect(blocks.flatMap(({ rows }) => [...rows])).toEqual(paths.slice(firstPath).flatMap(({ row }) => row));
      expect(blocks.flatMap(({ daily }) => [...daily])).toEqual(paths.slice(firstPath).flatMap(({ daily }) => daily));
    },
  );

  test("and paths differ from each other", () => {
    const end = reference.recorder.columns.findIndex(({ name }) => name === "usdjpy.end");
    expect(new Set(paths.map(({ row }) => row[end])).size).toBe(7);
    expect(paths.map(({ row }) => row[0])).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});

describe.each(BACK_ENDS)("with --backend %s the block of a chunk", (backEnd) => {
  const [first, , last] = runAll(3, 0, "forward", backEnd);

  test("has a row and the daily values per path, and the last chunk is what is left over", () => {
    expect([pathsInChunk(setup, 0), pathsInChunk(setup, 1), pathsInChunk(setup, 2)]).toEqual([3, 3, 1]);
    expect([first.rows.length, first.daily.length, last.rows.length]).toEqual([3 * columns, 3 * dailyValues, columns]);
    expect(first.soldShare.length).toBe(3 * agents);
    expect(first.buffer.byteLength).toBe(8 * (3 * columns + 3 * dailyValues + 3 * agents) + 3 * agents);
  });

  test("sums dollars sold, calls and defaults per agent over its paths, in their order", () => {
    const sums = (pick: (p: (typeof paths)[number]) => number[]) =>
      Array.from({ length: agents }, (_, agent) => paths.slice(0, 3).reduce((sum, path) => sum + pick(path)[agent], 0));
    expect([...first.soldUsd]).toEqual(sums(({ sold }) => sold));
    expect([...first.called]).toEqual(sums(({ called }) => called));
    expect([...first.defaulted]).toEqual(sums(({ active }) => active.map((x) => 1 - x)));
    expect(Math.max(...first.called)).toBeGreaterThan(0);
  });

  test("keeps the share of its initial assets that each agent sold on each path, in percent rounded up", () => {
    const usdjpy = setup.configuration.markets.usdjpy;
    const initial = reference.world.books.kinds.flatMap(({ kind, opening, count, columns: own }) => {
      const names = Object.keys(own);
      const at = (name: string, i: number) => opening[names.indexOf(name) * count + i];
      expect(kind.name).toBeDefined();
      return Array.from({ length: count }, (_, i) => at("ust", i) + at("tech", i) + at("equity", i) + at("jgb", i) / usdjpy + at("other", i));
    });
    for (let path = 0; path < 3; path++) {
      for (let agent = 0; agent < agents; agent++) {
        const share = initial[agent] > 0 ? (100 * paths[path].sold[agent]) / initial[agent] : 0;
        const stored = first.soldShare[path * agents + agent];
        expect(stored).toBeGreaterThanOrEqual(Math.min(100, share) - 1e-9);
        expect(stored).toBeLessThan(Math.min(100, share) + 1 + 1e-9);
      }
    }
    expect(Math.max(...first.soldShare)).toBeGreaterThan(20);
  });
});

test("a chunk of no agents and no daily values is its rows", () => {
  const block = chunkBlock({ columns: 4, dailyValues: 0, agents: 0 }, 5);
  expect([block.rows.length, block.daily.length, block.soldShare.length, block.buffer.byteLength]).toEqual([20, 0, 0, 160]);
});

describe("an error names its path", () => {
  test.each(BACK_ENDS)("when a number leaves its domain, with --backend %s", (backEnd) => {
    const run = createChunkRunner({ ...smallSetup({ "markets.tech.drift": Number.NaN }, 4, 2, 100), ...on(backEnd) }, KINDS);
    const failure = caught(() => run(1, () => {}));
    expect(failure).toBeInstanceOf(PathError);
    expect(failure).toMatchObject({ path: 102, name: "PathError" });
    expect((failure as Error).message).toMatch(/^path 102: \S+ is NaN|^path 102: accounts do not close/);
  });

  test("when the model throws", () => {
    const failure = caught(() => plainRunner(setup).run(2 ** 32));
    expect(failure).toMatchObject({ path: 2 ** 32, name: "PathError" });
    expect((failure as Error).message).toContain("no random draw at path 4294967296");
  });

  test("when accounts do not close", () => {
    const { world, recorder, run } = plainRunner(setup);
    run(4);
    world.books.kinds[0].columns.ust[3] += 1e-6;
    const failure = caught(() => recorder.writeRow(4, new Float64Array(columns), 0));
    expect(failure).toMatchObject({ path: 4 });
    expect((failure as Error).message).toMatch(/accounts do not close: ust is off by/);
  });
});

function caught(body: () => void): unknown {
  try {
    body();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}
