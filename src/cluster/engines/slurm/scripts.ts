/** What the two job scripts of a submission say. */
export interface ScriptParts {
  readonly plan: string;
  /** Identity of the plan, in eight characters. */
  readonly hash: string;
  /** Folder of the scripts, absolute. */
  readonly folder: string;
  /** The program, as the words of a command. */
  readonly program: readonly string[];
  readonly kinds: readonly string[];
  readonly threads: number;
  readonly perTask: number;
  /** As sbatch reads it; undefined: what the partition gives. */
  readonly time: string | undefined;
  readonly memory: string;
  readonly partition: string | undefined;
  readonly account: string | undefined;
  /** More options of sbatch, for both jobs. */
  readonly more: readonly string[];
  /** Folder in which the folder of the sweep is made. */
  readonly out: string;
}

/** Name of the jobs of a plan: what finds them in the queue. */
export function jobName(hash: string): string {
  return `yenwind-${hash}`;
}

/** The job script of the tasks. Its argument is the number of the first task of the array that it is submitted for. */
export function shardScript(parts: ScriptParts): string {
  const { plan, folder, threads, perTask } = parts;
  const shard = [...parts.program, "shard", plan];
  const options = ["--threads", String(threads), "--quiet", ...kindWords(parts)];
  return `#!/bin/bash
# Computes the shards of the plan ${oneLine(plan)}, ${perTask} per task.
# Task i of an array computes what line first + i + 1 of tasks.txt says; "first" is the argument.
# Shards that are done are left alone: submit it as often as you like.
${directives(parts, `${folder}/log/%A_%a.txt`, threads, ["--requeue", "--open-mode=append", "--signal=B:USR1@60"])}

line=$((\${1:-0} + SLURM_ARRAY_TASK_ID + 1))
shards=$(sed -n "\${line}p" ${quoted(`${folder}/tasks.txt`)})
echo "$(date -Is) $(hostname): task $SLURM_ARRAY_TASK_ID, restart \${SLURM_RESTART_COUNT:-0}, shards $shards"

# A minute before the time limit Slurm sends USR1: the shard at work is given up, and the task goes back into the queue
# to do the rest. After SIGTERM (scancel; preemption, where Slurm itself puts it back) it does not.
program= again=
trap 'again=yes; kill -TERM $program' USR1
trap 'kill -TERM $program' TERM

${words(shard)} "$shards" ${words(options)} &
program=$!
wait $program # until it ends, or a signal comes
while kill -0 $program 2>/dev/null; do wait $program; done
wait $program
code=$?

# Each attempt computes one shard at least, so ${perTask} of them are enough.
if [ "$again" = yes ] && [ $code = 130 ] && [ "\${SLURM_RESTART_COUNT:-0}" -lt ${perTask} ]; then
  scontrol requeue "\${SLURM_ARRAY_JOB_ID}_\${SLURM_ARRAY_TASK_ID}" || echo "Not put back into the queue: submit the plan again."
fi
exit $code
`;
}

/** The job script that merges once all tasks have ended, however they have. */
export function mergeScript(parts: ScriptParts): string {
  const { plan, folder, out } = parts;
  return `#!/bin/bash
# Merges the plan ${oneLine(plan)}; fails, and names them, if shards are missing.
${directives(parts, `${folder}/merge.txt`, 1)}

exec ${words([...parts.program, "merge", plan, "--out", out, "--quiet", ...kindWords(parts)])}
`;
}

/** The user's own options come last: they override. */
function directives({ hash, time, memory, partition, account, more }: ScriptParts, output: string, cpus: number, others: readonly string[] = []): string {
  const options = [
    `--job-name=${jobName(hash)}`,
    // A percent sign begins a pattern of Slurm's only before the name of the file.
    `--output="${output.replace(/.*\//, (path) => path.replaceAll("%", "%%")).replace(/["\\]/g, "\\$&")}"`,
    `--nodes=1 --ntasks=1 --cpus-per-task=${cpus}`,
    ...(time === undefined ? [] : [`--time=${time}`]),
    `--mem=${memory}`,
    ...(partition === undefined ? [] : [`--partition=${partition}`]),
    ...(account === undefined ? [] : [`--account=${account}`]),
    ...others,
    ...more,
  ];
  return options.map((option) => `#SBATCH ${option}`).join("\n");
}

const kindWords = ({ kinds }: ScriptParts): string[] => kinds.flatMap((file) => ["--kind", file]);
const words = (list: readonly string[]): string => list.map(quoted).join(" ");
const oneLine = (text: string): string => text.replace(/\s/g, " ");

function quoted(text: string): string {
  return /^[\w./=:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
