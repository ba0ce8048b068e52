import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { ShardPlan } from "../../src/cluster/openPlan.ts";
import { compute, tinyPlan } from "../cluster/tinyPlan.ts";
import { GRID, planOf } from "../sweep/tinySweep.ts";
import { scratchFolder, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
let plan: ShardPlan;
let number = 0;

beforeAll(async () => {
  plan = await tinyPlan(planOf(folder, GRID, { set: ["run.paths=20"] }), folder, { paths: 4 });
});

/** A host with commands of Slurm as given, scripts of bash, and no others. @returns the folder that they are in */
function host(commands: Readonly<Record<string, string>>): string {
  const path = join(folder, `host-${number++}`);
  mkdirSync(path);
  for (const [name, text] of Object.entries(commands)) writeFileSync(join(path, name), `#!/bin/bash\ncd "\${0%/*}"\n${text}\n`, { mode: 0o755 });
  return path;
}

/** An sbatch that notes its arguments and gives out the numbers 71, 72, …; `then` follows. */
const noting = (then = "") => `[ "$1" = --version ] && exit\necho "$@" >> calls\nmapfile -t calls < calls\n${then}\necho "$((70 + \${#calls[@]}));here"`;
const calls = (at: string) => readFileSync(join(at, "calls"), "utf8");

const submit = (PATH: string, ...options: readonly string[]) => yenwind(["submit", plan.folder, "--engine", "slurm", ...options], { env: { PATH } });
const scripts = () => existsSync(join(plan.folder, "slurm"));

test("without sbatch: what to do, and nothing is written", async () => {
  expect(await submit(host({}))).toEqual({ code: 2, stdout: "", stderr: "there is no sbatch here. Submit from a host of the cluster; --dry-run prints the job scripts anywhere.\n" });
  expect(scripts()).toBe(false);
});

test("--dry-run prints scripts and commands anywhere, and writes nothing", async () => {
  const { code, stdout, stderr } = await submit(host({}), "--dry-run", "--per-task", "3", "--throttle", "2");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/tasks\.txt\n0-2\n3-5\n6-8\n9-11\n12-14\n15-17\n18-19\n/);
  expect(stdout).toMatch(/^job0=\$\(sbatch --parsable --array=0-6%2 .*shards\.sh 0\)$/m);
  expect(stdout).toMatch(/^sbatch --dependency=afterany:\$job0 .*merge\.sh$/m);
  expect(stdout).toContain("MaxArraySize is 1001, Slurm's default: there is no Slurm to ask here");
  expect(scripts()).toBe(false);
});

test("while jobs of the plan are in the queue nothing is submitted", async () => {
  const { code, stderr } = await submit(host({ sbatch: "echo 1", squeue: "echo 12; echo 12; echo 15" }));
  expect(code).toBe(2);
  expect(stderr).toContain(`jobs of this plan are in the queue: 12, 15. Wait for them, or remove them: scancel --name=yenwind-${plan.header.hash.slice(0, 8)}`);
  expect(scripts()).toBe(false);
});

test.each(["--time=soon", "--mem=much", "--partition=a b", "--account=a\nb", "--sbatch=no option", "--sbatch=-p x\n#SBATCH", "--per-task=0", "--throttle=0"])("%j is refused", async (option) => {
  const { code, stderr } = await submit(host({}), "--dry-run", option);
  expect({ code, start: stderr.slice(0, 7) }).toEqual({ code: 2, start: "error: " });
});

const small = 'echo "MaxArraySize            = 3"';

test("arrays as long as the cluster takes them, the merge after all; with a throttle one after the other", async () => {
  const place = host({ scontrol: small, squeue: "", sbatch: noting() });
  const { code, stdout } = await submit(place, "--per-task", "3", "--throttle", "2", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ toCompute: 20, tasks: 7, arrays: [{ job: "71", firstTask: 0, tasks: 3 }, { job: "72", firstTask: 3, tasks: 3 }, { job: "73", firstTask: 6, tasks: 1 }], merge: "74" });
  const at = join(plan.folder, "slurm/1");
  expect(calls(place)).toBe(`--parsable --array=0-2%2 ${at}/shards.sh 0
--parsable --array=0-2%2 --dependency=afterany:71 ${at}/shards.sh 3
--parsable --array=0%2 --dependency=afterany:72 ${at}/shards.sh 6
--parsable --dependency=afterany:71:72:73 ${at}/merge.sh
`);
  const { stdout: text } = await submit(host({ scontrol: small, squeue: "", sbatch: noting() }), "--per-task", "3", "--no-merge");
  expect(text).toContain("job 71: 3 tasks\n  job 72: 3 tasks\n  job 73: 1 task\n  scripts and logs: ");
  expect(existsSync(join(plan.folder, "slurm/2/merge.sh"))).toBe(false);
});

test("a cluster that stops taking jobs: what it says, and which it has taken", async () => {
  const place = host({ scontrol: small, squeue: "", sbatch: noting('[ ${#calls[@]} = 2 ] && { echo "sbatch: error: QOSMaxSubmitJobPerUserLimit" >&2; exit 1; }') });
  const { code, stdout, stderr } = await submit(place, "--per-task", "3");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toBe("yenwind: sbatch refuses the job: sbatch: error: QOSMaxSubmitJobPerUserLimit (already submitted: 71; they go on unless you scancel them)\n");
});

test("only what is not done is submitted; nothing when all is done", async () => {
  await compute(plan, [0, 1, 2, 4, 5, 9]);
  const { stdout } = await submit(host({}), "--dry-run", "--per-task", "3", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ toCompute: 14, files: { "tasks.txt": "3,6-7\n8,10-11\n12-14\n15-17\n18-19\n" } });
  await compute(plan);
  const place = host({ sbatch: noting(), squeue: "" });
  expect(await submit(place)).toEqual({ code: 0, stdout: `All shards are done: yenwind merge ${plan.folder}\n`, stderr: "" });
  expect(existsSync(join(place, "calls"))).toBe(false);
});
