import fc from "fast-check";
import { expect, test } from "vitest";
import { numbersOf } from "../../src/cluster/shardList.ts";
import { INDEX_VARIABLES, shardsToRun } from "../../src/cli/arrayIndex.ts";

const one = { perTask: 1, offset: 0 };

test.each(INDEX_VARIABLES)("%s is the number of the task", (name) => {
  expect(shardsToRun(undefined, 100, one, { [name]: "7" })).toEqual([[7, 7]]);
  expect(shardsToRun(undefined, 100, { perTask: 10, offset: 5 }, { [name]: "2" })).toEqual([[25, 34]]);
  expect(() => shardsToRun(undefined, 100, one, { [name]: "7x" })).toThrow(new RegExp(`${name}.* is no number of a task`));
});

test("the tasks of an array have every shard from the offset on exactly once, and those behind the end none", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 499 }), (shards, perTask, offset) => {
      const tasks = Math.ceil(shards / perTask) + 1;
      const found = Array.from({ length: tasks }, (_, task) => [...numbersOf(shardsToRun(undefined, shards, { perTask, offset }, { JOB_COMPLETION_INDEX: String(task) }))]).flat();
      expect(found).toEqual(Array.from({ length: Math.max(0, shards - offset) }, (_, n) => offset + n));
    }),
  );
});

test("a list goes before the number of a task", () => {
  expect(shardsToRun("4,8,15-17", 100, one, { SLURM_ARRAY_TASK_ID: "7" })).toEqual([[4, 4], [8, 8], [15, 17]]);
});

test("two variables that agree are one, two that do not are refused; an empty one is none", () => {
  expect(shardsToRun(undefined, 100, one, { SLURM_ARRAY_TASK_ID: "7", JOB_COMPLETION_INDEX: "7", AWS_BATCH_JOB_ARRAY_INDEX: "" })).toEqual([[7, 7]]);
  expect(() => shardsToRun(undefined, 100, one, { SLURM_ARRAY_TASK_ID: "7", JOB_COMPLETION_INDEX: "8" })).toThrow("SLURM_ARRAY_TASK_ID is 7, JOB_COMPLETION_INDEX is 8");
});

test("which shards is not said, or said wrongly", () => {
  expect(() => shardsToRun(undefined, 100, one, {})).toThrow(/which shards\?.*4,8,15-17.*SLURM_ARRAY_TASK_ID/s);
  for (const list of ["", "a", "1-", "5-3", "1,,2", "-1", "1.5"]) expect(() => shardsToRun(list, 100, one, {})).toThrow(/is no list of shards/);
  expect(() => shardsToRun("0-100", 100, one, {})).toThrow("the plan has shards 0 to 99, no shard 100");
});
