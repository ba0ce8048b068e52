/** Seconds that a task should take, unless that makes fewer than a hundred of them: long against its start, short against a lost node. */
const TASK_SECONDS = 900;
const TASKS = 100;

/** Part of the tasks as one job array: tasks first … first + count − 1, as array indices 0 … count − 1. */
export interface JobArray {
  readonly first: number;
  readonly count: number;
}

/**
 * Shards per task, where nobody says: tasks of a quarter of an hour, or shorter ones as long as there are less than a
 * hundred; and so many that one array holds all tasks.
 *
 * @param secondsPerShard on all cores of a task; NaN where nothing is known
 */
export function shardsPerTask(shards: number, secondsPerShard: number, maxArraySize: number): number {
  const inTime = Number.isNaN(secondsPerShard) ? 1 : Math.floor(TASK_SECONDS / secondsPerShard);
  return Math.max(1, Math.min(inTime, Math.floor(shards / TASKS)), Math.ceil(shards / maxArraySize));
}

/** Shards, in their order, `perTask` to a task. */
export function cutTasks(shards: readonly number[], perTask: number): number[][] {
  return Array.from({ length: Math.ceil(shards.length / perTask) }, (_, task) => shards.slice(task * perTask, (task + 1) * perTask));
}

/** Arrays of at most `maxArraySize` tasks, the first indices of which are 0: the cluster has no higher ones than `maxArraySize` − 1. */
export function cutArrays(tasks: number, maxArraySize: number): JobArray[] {
  const first = Array.from({ length: Math.ceil(tasks / maxArraySize) }, (_, n) => n * maxArraySize);
  return first.map((at) => ({ first: at, count: Math.min(maxArraySize, tasks - at) }));
}
