import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mergeScript, type ScriptParts, shardScript } from "../../../../src/cluster/engines/slurm/scripts.ts";
import { scratchFolder } from "../../../cli/yenwind.ts";

const scratch = scratchFolder();
let number = 0;

/** A program that notes its arguments and works until SIGTERM; or ends at once with a code. */
const WORKS = 'echo "$@" > args; trap "exit 130" TERM; echo > begun; while :; do sleep 0.05; done';
const ends = (code: number) => `echo "$@" > args; exit ${code}`;

interface Node {
  readonly folder: string;
  readonly parts: ScriptParts;
  readonly file: (name: string) => string;
  readonly write: (name: string, text: string) => string;
}

/** A node as a job script sees it, in a folder with characters that a shell would take apart. */
function node(program: string, parts: Partial<ScriptParts> = {}): Node {
  const folder = join(scratch, `it's ${number++} $HOME`);
  mkdirSync(folder);
  const file = (name: string) => join(folder, name);
  const write = (name: string, text: string) => {
    writeFileSync(file(name), text, { mode: 0o755 });
    return file(name);
  };
  write("program", `#!/bin/bash\n${program}\n`);
  write("scontrol", '#!/bin/bash\necho "$@" >> requeued\n');
  write("tasks.txt", "0-2\n4,8\n15-17\n");
  const all: ScriptParts = { plan: "/a plan's", hash: "1a2b3c4d", folder, program: [file("program")], kinds: [], threads: 3, perTask: 2, time: "25", memory: "600M", partition: undefined, account: undefined, more: [], out: "/re sults", ...parts };
  return { folder, parts: all, file, write };
}

/** Run the script of the tasks as task 1 of array 77. @returns its exit code */
function runTask({ folder, parts, file, write }: Node, { first = "0", restarts = "0", signal }: { first?: string; restarts?: string; signal?: NodeJS.Signals } = {}): Promise<number | null> {
  const script = write("shards.sh", shardScript(parts));
  const env = { PATH: `${folder}:${process.env.PATH}`, HOME: "/nowhere", SLURM_ARRAY_JOB_ID: "77", SLURM_ARRAY_TASK_ID: "1", SLURM_RESTART_COUNT: restarts };
  const child = spawn("bash", [script, first], { cwd: folder, env, stdio: "ignore" });
  const look = setInterval(() => {
    if (signal === undefined || !existsSync(file("begun"))) return;
    clearInterval(look);
    child.kill(signal);
  }, 20);
  return new Promise((resolve) => child.on("close", (code) => { clearInterval(look); resolve(code); }));
}

const requeued = ({ file }: Node) => existsSync(file("requeued")) && readFileSync(file("requeued"), "utf8");

test.each([["0", "4,8"], ["1", "15-17"]])("a task computes the shards of its line, counted from the first of its array: first %s", async (first, shards) => {
  const at = node(ends(0), { kinds: ["/k/my kind.js"] });
  expect(await runTask(at, { first })).toBe(0);
  expect(readFileSync(at.file("args"), "utf8")).toBe(`shard /a plan's ${shards} --threads 3 --quiet --kind /k/my kind.js\n`);
  expect(requeued(at)).toBe(false);
});

test.each([0, 1, 2])("the exit code is the program's: %i", async (code) => {
  const at = node(ends(code));
  expect(await runTask(at)).toBe(code);
  expect(requeued(at)).toBe(false);
});

test("a minute before the time limit the program gives up, and the task goes back into the queue", async () => {
  const at = node(WORKS);
  expect(await runTask(at, { signal: "SIGUSR1" })).toBe(130);
  expect(requeued(at)).toBe("requeue 77_1\n");
});

test("not for ever: a task of two shards starts again twice", async () => {
  const [once, twice] = [node(WORKS), node(WORKS)];
  await runTask(once, { signal: "SIGUSR1", restarts: "1" });
  expect(await runTask(twice, { signal: "SIGUSR1", restarts: "2" })).toBe(130);
  expect([requeued(once), requeued(twice)]).toEqual(["requeue 77_1\n", false]);
});

test("a task that is cancelled or preempted gives up as well, and does not queue itself again", async () => {
  const at = node(WORKS);
  expect(await runTask(at, { signal: "SIGTERM" })).toBe(130);
  expect(requeued(at)).toBe(false);
});

test("a program that is done when the signal comes is done", async () => {
  const at = node('trap "" TERM; echo > begun; sleep 0.5; exit 0');
  expect(await runTask(at, { signal: "SIGUSR1" })).toBe(0);
  expect(requeued(at)).toBe(false);
});

test("the merge takes the place of its script, and its exit code", () => {
  const at = node(ends(1), { kinds: ["/k.js"] });
  expect(spawnSync("bash", [at.write("merge.sh", mergeScript(at.parts))], { cwd: at.folder }).status).toBe(1);
  expect(readFileSync(at.file("args"), "utf8")).toBe("merge /a plan's --out /re sults --quiet --kind /k.js\n");
});

test("what sbatch reads: resources as asked for, options of the user's last", () => {
  const { parts } = node(ends(0), { folder: '/100 %/a"b', time: undefined, partition: "short,long", account: "desk", more: ["--qos=long", "--constraint=avx2 --exclusive"] });
  const directives = shardScript(parts).split("\n").filter((line) => line.startsWith("#SBATCH ")).map((line) => line.slice(8));
  expect(directives).toEqual([
    "--job-name=yenwind-1a2b3c4d",
    '--output="/100 %%/a\\"b/log/%A_%a.txt"',
    "--nodes=1 --ntasks=1 --cpus-per-task=3",
    "--mem=600M",
    "--partition=short,long",
    "--account=desk",
    "--requeue",
    "--open-mode=append",
    "--signal=B:USR1@60",
    "--qos=long",
    "--constraint=avx2 --exclusive",
  ]);
});
