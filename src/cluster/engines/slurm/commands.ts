import { execFileSync } from "node:child_process";
import { BadInput } from "../../../config/errors.ts";

/** What Slurm allows where its configuration cannot be read: its default. */
export const USUAL_ARRAY_SIZE = 1001;

/** One more than the highest index of an array that the cluster takes; undefined where there is no Slurm to ask. */
export function maxArraySize(): number | undefined {
  const size = /^MaxArraySize\s*=\s*(\d+)/m.exec(outputOf("scontrol", ["show", "config"]) ?? "")?.[1];
  return size === undefined ? undefined : Number(size);
}

/** Numbers of the jobs of that name that are waiting or running, an array once. */
export function jobsInQueue(name: string): string[] {
  const numbers = outputOf("squeue", ["--noheader", `--name=${name}`, "--format=%F"]) ?? "";
  return [...new Set(numbers.split(/\s+/).filter((text) => text !== ""))];
}

/** @throws BadInput where there is no sbatch */
export function requireSbatch(): void {
  if (outputOf("sbatch", ["--version"]) !== undefined) return;
  throw new BadInput([{ path: "", message: "there is no sbatch here", hint: "Submit from a host of the cluster; --dry-run prints the job scripts anywhere." }]);
}

/**
 * Submit a job.
 *
 * @returns its number
 * @throws Error with what sbatch says when it refuses
 */
export function sbatch(args: readonly string[]): string {
  try {
    const answer = execFileSync("sbatch", ["--parsable", ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    return answer.trim().split(";")[0]; // the name of the cluster may follow
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new Error(`sbatch refuses the job: ${stderr?.trim() || message}`, { cause: error });
  }
}

/** What a command prints; undefined where it is not there or fails. */
function outputOf(command: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
}
