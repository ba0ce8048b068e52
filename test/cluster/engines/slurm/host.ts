import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../house/sources.ts";

/** The folder that `.ci/slurm start FOLDER` has made, where there is one. */
export const cluster = process.env.YENWIND_SLURM;
const environment = { ...process.env, SLURM_CONF: join(cluster ?? "", "slurm.conf") };

/** What a command of Slurm prints. */
export function ask(command: string, ...args: readonly string[]): string {
  return execFileSync(command, args, { encoding: "utf8", env: environment });
}

/** What Slurm says of a job, or a task `12_3` of an array: `JobState`, `ExitCode`, `NodeList`, `Restarts` and more. */
export function job(id: string): Record<string, string> {
  return Object.fromEntries([...ask("scontrol", "show", "job", id, "--oneliner").split("\n", 1)[0].matchAll(/(\w+)=(\S*)/g)].map(([, name, value]) => [name, value]));
}

/** Wait until something holds; looked at five times a second. @throws Error after two minutes */
export async function until(what: string, holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`waited in vain until ${what}\n${ask("squeue")}\n${ask("sinfo", "-N")}`);
}

/** Has a job ended, whatever came of it? */
export function hasEnded(id: string): boolean {
  return !["PENDING", "RUNNING", "COMPLETING", "CONFIGURING", "REQUEUED"].includes(job(id).JobState);
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** The processes of the jobs that run on a node: job scripts and what they have started; and the daemons that watch over them. */
export function processesOn(node: string): { readonly daemons: readonly Process[]; readonly work: readonly Process[] } {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((name) => readProcess(Number(name)));
  const work = all.filter(({ pid, command }) => isOf(pid, node) && !command.includes("slurmstepd"));
  const parents = new Set(work.map(({ parent }) => parent));
  return { work, daemons: all.filter(({ pid, command }) => parents.has(pid) && command.includes("slurmstepd")) };
}

function readProcess(pid: number): Process[] {
  try {
    const parent = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]);
    return [{ pid, parent, command: readFileSync(`/proc/${pid}/cmdline`, "utf8") }];
  } catch {
    return []; // it has ended meanwhile
  }
}

function variablesOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    return [];
  }
}

function isOf(pid: number, node: string): boolean {
  const variables = variablesOf(pid);
  return variables.includes(`SLURMD_NODENAME=${node}`) && variables.includes(`SLURM_CONF=${environment.SLURM_CONF}`);
}

/**
 * A node dies: its daemon, those that watch over its jobs and what these run are killed at once.
 *
 * @param spared a job of which the processes go on, with nobody to hear of it
 */
export function killNode(number: 1 | 2, { spared }: { readonly spared: string }): void {
  const { daemons, work } = processesOn(`node${number}`);
  const daemon = Number(readFileSync(join(cluster!, `node${number}.pid`), "utf8"));
  const dying = work.filter(({ pid }) => !variablesOf(pid).includes(`SLURM_JOB_ID=${spared}`));
  for (const { pid } of [{ pid: daemon }, ...daemons, ...dying]) kill(pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it has ended meanwhile
  }
}

/** Start the daemon of a node again. */
export function reviveNode(number: 1 | 2): void {
  execFileSync(join(root, ".ci/slurm"), ["node", cluster!, String(number)]);
}
