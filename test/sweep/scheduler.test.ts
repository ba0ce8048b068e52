import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Range, Scheduler, type Target } from "../../src/sweep/scheduler.ts";
import { allPaths } from "../../src/sweep/stoppingTarget.ts";

/** Run all that a scheduler hands out: so many at a time, finishing in an order that `pick` chooses. */
function run(scheduler: Scheduler, atOnce: number, pick: (running: number) => number, seconds: (range: Range) => number) {
  const ranges: Range[] = [];
  const finished: string[] = [];
  const running: Range[] = [];
  for (;;) {
    while (running.length < atOnce) {
      const range = scheduler.take();
      if (range === undefined) break;
      running.push(range);
      ranges.push(range);
    }
    if (running.length === 0) return { ranges, finished };
    const [range] = running.splice(pick(running.length), 1);
    if (scheduler.done(range, seconds(range))) finished.push(range.point);
  }
}

const ones = (n: number) => Array.from({ length: n }, () => 1);

/** How often each path of a point is in the ranges. */
function counts(ranges: readonly Pick<Range, "first" | "count">[], paths: number): number[] {
  const times = ones(paths).fill(0);
  for (const { first, count } of ranges) for (let path = first; path < first + count; path++) times[path] = (times[path] ?? 0) + 1;
  return times;
}

const sizes = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 6 });
const choices = fc.infiniteStream(fc.nat());
const threads = fc.integer({ min: 1, max: 5 });
const cost = fc.constantFrom(1e-6, 1e-3, 0.02, 1);
const picker = (stream: Iterator<number>) => (running: number) => (stream.next().value as number) % running;

/** Ranges that are done before, disjoint and in order, from lengths of gaps and ranges in turn. */
const doneBefore = fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 60 })), { maxLength: 6 }).map((parts) => {
  let at = 0;
  return parts.map(([gap, count]) => {
    const first = at + gap;
    at = first + count;
    return { first, count };
  });
});

/** 16 paths, 48, 112 … up to a limit of its own for every point. */
const growing = (limitOf: (point: string) => number): Target => ({ next: (point, paths) => (paths >= limitOf(point) ? paths : 2 * paths + 16) });

describe("whatever the sizes, the threads and the order in which units finish", () => {
  test("every path is handed out once, and every point finishes once", () => {
    fc.assert(
      fc.property(sizes, choices, threads, cost, (paths, stream, n, perPath) => {
        const scheduler = new Scheduler(n, allPaths);
        paths.forEach((count, p) => expect(scheduler.add(`p${p}`, count, [])).toBe(false));
        expect(scheduler.pathsLeft).toBe(paths.reduce((sum, count) => sum + count, 0));
        const { ranges, finished } = run(scheduler, 2 * n, picker(stream), ({ count }) => perPath * count);
        paths.forEach((count, p) => expect(counts(ranges.filter(({ point }) => point === `p${p}`), count)).toEqual(ones(count)));
        expect(finished.toSorted()).toEqual(paths.map((_, p) => `p${p}`).toSorted());
        expect(scheduler.pathsLeft).toBe(0);
      }),
    );
  });

  test("what is done before is not handed out, and its gaps are filled", () => {
    fc.assert(
      fc.property(doneBefore, fc.integer({ min: 1, max: 300 }), choices, threads, (done, paths, stream, n) => {
        const scheduler = new Scheduler(n, allPaths);
        const complete = scheduler.add("p", paths, done);
        const before = counts(done, paths).slice(0, paths);
        expect(complete).toBe(before.every((times) => times === 1));
        const { ranges, finished } = run(scheduler, 2 * n, picker(stream), () => 0.01);
        expect(counts(ranges, paths)).toEqual(before.map((times) => 1 - times));
        expect(finished).toEqual(complete ? [] : ["p"]);
      }),
    );
  });

  test("a target that asks for more gets every path once too, whatever is done before", () => {
    fc.assert(
      fc.property(doneBefore, fc.integer({ min: 1, max: 400 }), choices, threads, (done, limit, stream, n) => {
        const scheduler = new Scheduler(n, growing(() => limit));
        scheduler.add("p", 16, done);
        const { ranges } = run(scheduler, 2 * n, picker(stream), () => 0.01);
        let paths = 16;
        while (paths < limit) paths = 2 * paths + 16;
        expect(counts([...ranges, ...done], paths).slice(0, paths)).toEqual(ones(paths));
        expect(counts(ranges, paths)).toHaveLength(paths); // and none beyond
        expect(scheduler.pathsLeft).toBe(0);
      }),
    );
  });
});

test("points come in their order, and paths of a point from the first on", () => {
  const scheduler = new Scheduler(2, allPaths);
  for (const point of ["a", "b", "c"]) scheduler.add(point, 40, []);
  const { ranges } = run(scheduler, 1, () => 0, () => 0.1);
  expect(ranges.map(({ point }) => point)).toEqual(ranges.map(({ point }) => point).toSorted());
  for (const point of ["a", "b", "c"]) {
    const firsts = ranges.filter((range) => range.point === point).map(({ first }) => first);
    expect(firsts).toEqual(firsts.toSorted((x, y) => x - y));
  }
});

test("units start at even paths, so that pairs of paths stay together", () => {
  const scheduler = new Scheduler(3, allPaths);
  scheduler.add("p", 1001, []);
  for (const { first } of run(scheduler, 6, () => 0, ({ count }) => 0.003 * count).ranges) expect(first % 2).toBe(0);
});

describe("portions", () => {
  test("take a quarter of a second each, once the cost of a path is known", () => {
    const scheduler = new Scheduler(1, allPaths);
    scheduler.add("p", 100_000, []);
    const { ranges } = run(scheduler, 1, () => 0, ({ count }) => 0.001 * count);
    expect(scheduler.cost).toBeCloseTo(0.001, 10);
    expect(ranges[0].count).toBe(16);
    for (const { count } of ranges.slice(1, 100)) expect(count).toBe(250);
  });

  test("get smaller towards the end, so that no thread waits long for another", () => {
    const scheduler = new Scheduler(4, allPaths);
    scheduler.add("p", 20_000, []);
    const { ranges } = run(scheduler, 4, () => 0, ({ count }) => 0.0001 * count);
    const last = ranges.filter(({ first }) => first > 10_000).map(({ count }) => count);
    expect(last).toEqual(last.toSorted((a, b) => b - a));
    expect(last.at(-1)).toBeLessThanOrEqual(2);
    // A unit is never more than a third of a thread's share of what is left.
    for (const { first, count } of ranges) expect(count).toBeLessThanOrEqual(Math.max(2, (20_000 - first) / 4));
  });

  test("are two paths where a path takes a second, and 4096 where it takes nothing", () => {
    const slow = new Scheduler(1, allPaths);
    slow.add("p", 400, []);
    expect(run(slow, 1, () => 0, ({ count }) => count).ranges[1].count).toBe(2);
    const fast = new Scheduler(1, allPaths);
    fast.add("p", 400_000, []);
    expect(run(fast, 1, () => 0, () => 0).ranges[1].count).toBe(4096);
  });

  test("follow a cost that changes: seven tenths of the old, three of the new", () => {
    const scheduler = new Scheduler(1, allPaths);
    scheduler.add("p", 100_000, []);
    scheduler.done(scheduler.take()!, 16 * 0.001);
    const { count } = scheduler.take()!;
    scheduler.done({ point: "p", first: 16, count }, count * 0.002);
    expect(scheduler.cost).toBeCloseTo(0.0013, 12);
  });
});

describe("a point that fails", () => {
  test("is handed out no further, is quiet once what runs has ended, and never finishes", () => {
    const scheduler = new Scheduler(1, allPaths);
    scheduler.add("a", 100, []);
    scheduler.add("b", 10, []);
    const [first, second] = [scheduler.take()!, scheduler.take()!];
    scheduler.failed(second);
    expect(scheduler.isQuiet("a")).toBe(false);
    expect(scheduler.take()!.point).toBe("b");
    expect(scheduler.done(first, 1)).toBe(false);
    expect(scheduler.isQuiet("a")).toBe(true);
    expect(scheduler.pathsLeft).toBe(10);
  });
});
