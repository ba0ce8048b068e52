import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { shardPath } from "../../../../src/cluster/layout.ts";
import type { ShardPlan } from "../../../../src/cluster/openPlan.ts";
import { planStatus } from "../../../../src/cluster/shardStates.ts";
import { sweepFolder } from "../../../../src/sweep/simulateSweep.ts";
import type { SweepPlan } from "../../../../src/sweep/plan.ts";
import { scratchFolder, yenwind } from "../../../cli/yenwind.ts";
import { GRID, planOf } from "../../../sweep/tinySweep.ts";
import { content, oneMachine, tinyPlan } from "../../tinyPlan.ts";
import { ask, cluster, hasEnded, job, killNode, processesOn, reviveNode, until } from "./host.ts";

const folder = scratchFolder();
const env = { SLURM_CONF: join(cluster ?? "", "slurm.conf") };
let number = 0;

interface Case {
  readonly sweep: SweepPlan;
  readonly plan: ShardPlan;
  readonly out: string;
}

/** A plan in a folder of its own, of four points. */
async function newCase(paths: number, pathsPerShard: number): Promise<Case> {
  const out = join(folder, `case ${number++}`);
  mkdirSync(out);
  const sweep = planOf(folder, GRID, { set: [`run.paths=${paths}`, `run.seed=${number}`] });
  return { sweep, plan: await tinyPlan(sweep, out, { paths: pathsPerShard }), out };
}

interface Jobs {
  readonly arrays: readonly { readonly job: string; readonly tasks: number }[];
  readonly merge: string;
  readonly toCompute: number;
  readonly scripts: string;
}

const words = ({ plan, out }: Case, ...options: readonly string[]) => ["submit", plan.folder, "--engine", "slurm", "--threads", "1", "--mem", "500M", "--out", join(out, "results"), "--json", ...options];

async function submit(what: Case, ...options: readonly string[]): Promise<Jobs> {
  const { code, stdout, stderr } = await yenwind(words(what, ...options), { env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Jobs;
}

const done = ({ folder: place, header }: ShardPlan) => planStatus(place, header).done;
const outcome = (id: string) => ({ state: job(id).JobState, exit: job(id).ExitCode });
const log = ({ scripts }: Jobs, name: string) => readFileSync(join(scripts, name), "utf8");

/** The merged folder is that of one machine: nothing is lost, nothing counted twice. */
async function expectMerged({ sweep, out }: Case, jobs: Jobs): Promise<void> {
  await until("the merge has ended", () => hasEnded(jobs.merge));
  expect(outcome(jobs.merge), log(jobs, "merge.txt")).toEqual({ state: "COMPLETED", exit: "0:0" });
  const local = join(out, "local");
  mkdirSync(local);
  expect(content(sweepFolder(join(out, "results"), sweep))).toEqual(await oneMachine(sweep, local));
}

// Needs a cluster: `.ci/slurm install`, `.ci/slurm start FOLDER`, YENWIND_SLURM=FOLDER.
describe.skipIf(cluster === undefined)("on a Slurm of two nodes", { timeout: 300_000 }, () => {
  afterEach(() => void ask("scancel", "--partition=main"));

  test("two arrays, since the cluster takes 8 tasks in one, and the merge after them: the files of the sweep of one machine", async () => {
    const what = await newCase(40, 4);
    const jobs = await submit(what, "--per-task", "4");
    expect(jobs).toMatchObject({ toCompute: 40, arrays: [{ tasks: 8 }, { tasks: 2 }] });
    const again = await yenwind(words(what), { env });
    expect(again.code).toBe(2);
    expect(again.stderr).toContain(`jobs of this plan are in the queue: ${[...jobs.arrays.map(({ job: id }) => id), jobs.merge].join(", ")}`);
    await expectMerged(what, jobs);

    // What is lost later is computed again, and nothing else.
    for (const shard of [3, 17, 18]) rmSync(shardPath(what.plan.folder, shard, "done"));
    rmSync(join(what.out, "results"), { recursive: true });
    rmSync(join(what.out, "local"), { recursive: true });
    const second = await submit(what, "--throttle", "2");
    expect(second).toMatchObject({ toCompute: 3, arrays: [{ tasks: 3 }] });
    expect(log(second, "tasks.txt")).toBe("3\n17\n18\n");
    await expectMerged(what, second);
    expect(await yenwind(words(what), { env })).toMatchObject({ code: 0, stderr: "" });
  });

  test("a node is killed in the middle, with one task, while what another ran goes on, unheard: both are done elsewhere, and the merged files are the same", async () => {
    const what = await newCase(4800, 400);
    const jobs = await submit(what, "--per-task", "12");
    const [{ job: array }] = jobs.arrays;
    await until("both nodes are at work", () => ["node1", "node2"].every((node) => processesOn(node).work.length >= 4) && done(what.plan) >= 4);
    const lost = [0, 1, 2, 3].map((task) => `${array}_${task}`).filter((id) => job(id).NodeList === "node1");
    expect(lost.length).toBe(2);
    killNode(1, { spared: job(lost[0]).JobId });
    expect(done(what.plan)).toBeLessThan(what.plan.shards.count);
    try {
      await until("what was killed is gone, and a job script and its program are left", () => processesOn("node1").work.length === 2);
      await until("Slurm has noticed", () => ask("sinfo", "--noheader", "--nodes=node1", "--format=%T").startsWith("down"));
      await expectMerged(what, jobs);
      for (const id of lost) expect(job(id)).toMatchObject({ JobState: "COMPLETED", Restarts: "1", NodeList: "node2" });
    } finally {
      reviveNode(1);
    }
  });

  test("a task that comes to its time limit goes back into the queue and does the rest; one that is cancelled does not, and the merge names what is missing", async () => {
    const what = await newCase(3000, 250);
    const jobs = await submit(what, "--per-task", "24");
    const [{ job: array }] = jobs.arrays;
    await until("both tasks have begun", () => [0, 1].every((task) => job(`${array}_${task}`).JobState === "RUNNING") && done(what.plan) >= 4);
    ask("scancel", "--batch", "--signal=USR1", `${array}_0`); // what --signal=B:USR1@60 sends
    ask("scancel", `${array}_1`);
    await until("the merge has ended", () => hasEnded(jobs.merge));
    expect(job(`${array}_0`)).toMatchObject({ JobState: "COMPLETED", Restarts: "1" });
    expect(job(`${array}_1`)).toMatchObject({ JobState: "CANCELLED", Restarts: "0" });
    expect(log(jobs, `log/${array}_0.txt`)).toMatch(/restart 0, shards 0-23\n[^]*interrupted[^]*restart 1, shards 0-23\n[^]*were done already/);
    expect(outcome(jobs.merge)).toEqual({ state: "FAILED", exit: "1:0" });
    expect(log(jobs, "merge.txt")).toMatch(/shards are missing: [\d,-]*47\n/);

    const second = await submit(what, "--per-task", "12");
    expect(second.toCompute).toBeLessThanOrEqual(24);
    await expectMerged(what, second);
  });

  test("what sbatch refuses is told in its words", async () => {
    const what = await newCase(4, 2);
    const { code, stdout, stderr } = await yenwind(words(what, "--partition", "nowhere"), { env });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/sbatch refuses the job: .*invalid partition specified: nowhere/);
  });
});
