import fc from "fast-check";
import { expect, test } from "vitest";
import { cutArrays, cutTasks, shardsPerTask } from "../../../../src/cluster/engines/slurm/tasks.ts";

const size = fc.integer({ min: 1, max: 3000 });

test("every shard is in one task and one array, whatever the cluster allows, and no index is too high", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(5000), { minLength: 1, maxLength: 400 }), fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 60 }), (shards, perTask, most) => {
      const tasks = cutTasks(shards, perTask);
      const arrays = cutArrays(tasks.length, most);
      // As the job scripts find them: line first + index of the list.
      const submitted = arrays.flatMap(({ first, count }) => Array.from({ length: count }, (_, index) => tasks[first + index]));
      expect(submitted.flat()).toEqual(shards);
      for (const { count } of arrays) expect(count).toBeLessThanOrEqual(most);
      for (const task of tasks.slice(0, -1)) expect(task.length).toBe(perTask);
    }),
  );
});

test("where nobody says how many shards a task has, one array holds them all", () => {
  fc.assert(
    fc.property(size, fc.oneof(fc.constant(NaN), fc.double({ min: 1e-3, max: 1e5, noNaN: true })), size, (shards, seconds, most) => {
      const perTask = shardsPerTask(shards, seconds, most);
      expect(perTask).toBeGreaterThanOrEqual(1);
      expect(cutArrays(cutTasks(Array.from({ length: shards }, (_, n) => n), perTask).length, most)).toHaveLength(1);
    }),
  );
});

test.each([
  [10_000, 60, 1001, 15, "a quarter of an hour"],
  [400, 15, 1001, 4, "a hundred tasks before that"],
  [40, 15, 1001, 1, "few shards: one each"],
  [100_000, 600, 1001, 100, "as long as it takes to fit in an array"],
  [5000, NaN, 10_001, 1, "no estimate"],
])("%i shards of %d s, arrays of %i: %i per task (%s)", (shards, seconds, most, expected) => {
  expect(shardsPerTask(shards, seconds, most)).toBe(expected);
});
