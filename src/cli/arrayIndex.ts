import { BadInput } from "../config/errors.ts";
import { parseList, type Ranges } from "../cluster/shardList.ts";

/** Where array jobs tell a task its number: Slurm, Kubernetes Indexed Jobs, AWS Batch. */
export const INDEX_VARIABLES = ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX", "AWS_BATCH_JOB_ARRAY_INDEX"] as const;

/** How the tasks of an array share out shards. */
export interface ArrayShape {
  /** Consecutive shards per task. */
  readonly perTask: number;
  /** The first shard of task 0. */
  readonly offset: number;
}

/**
 * The shards to compute: those listed, or those of this task of an array job.
 *
 * @returns ranges of shards, none of them beyond the last; empty for a task behind the end
 * @throws BadInput when neither says which, or they do not exist
 */
export function shardsToRun(list: string | undefined, shards: number, { perTask, offset }: ArrayShape, environment: NodeJS.ProcessEnv): Ranges {
  if (list === undefined) {
    const task = taskIndex(environment);
    const first = offset + task * perTask;
    return first < shards ? [[first, Math.min(shards, first + perTask) - 1]] : [];
  }
  const ranges = parseList(list);
  if (ranges === undefined) throw new BadInput([{ path: "<shards>", value: list, message: `${list} is no list of shards`, expected: "numbers and ranges, such as 4,8,15-17" }]);
  const beyond = ranges.find(([, to]) => to >= shards);
  if (beyond !== undefined) throw new BadInput([{ path: "<shards>", value: list, message: `the plan has shards 0 to ${shards - 1}, no shard ${beyond[1]}` }]);
  return ranges;
}

function taskIndex(environment: NodeJS.ProcessEnv): number {
  const set = INDEX_VARIABLES.filter((name) => environment[name] !== undefined && environment[name] !== "");
  const [name] = set;
  if (name === undefined) {
    throw new BadInput([{ path: "<shards>", message: "which shards?", expected: "a list such as 4,8,15-17", hint: `Or the number of a task in one of ${INDEX_VARIABLES.join(", ")}.` }]);
  }
  const different = set.find((other) => environment[other] !== environment[name]);
  if (different !== undefined) {
    throw new BadInput([{ path: "", message: `${name} is ${environment[name]}, ${different} is ${environment[different]}`, hint: "Give the shards, or unset one of them." }]);
  }
  if (!/^\d{1,9}$/.test(environment[name]!)) throw new BadInput([{ path: name, value: environment[name], message: "is no number of a task" }]);
  return Number(environment[name]);
}
