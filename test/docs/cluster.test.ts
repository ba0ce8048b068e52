import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { readHeader } from "../../src/cluster/header.ts";
import { listShards } from "../../src/cluster/shardStates.ts";
import { GRID, sweepFile } from "../sweep/tinySweep.ts";
import { onlyRun, scratchFolder, yenwind } from "../cli/yenwind.ts";

const read = (name: string) => readFileSync(join("docs/cluster", name), "utf8");
const job = parse(read("kubernetes-job.yaml")) as Record<string, any>;
const definition = JSON.parse(read("aws-batch-definition.json")) as Record<string, any>;
const submission = JSON.parse(read("aws-batch-job.json")) as Record<string, any>;
const [container] = job.spec.template.spec.containers as Record<string, any>[];

const folder = scratchFolder();
let plan: string;
beforeAll(async () => {
  const out = join(folder, "plans");
  expect(await yenwind(["plan", sweepFile(folder, GRID), "--paths", "50", "--paths-per-shard", "10", "--out", out])).toMatchObject({ code: 0 });
  plan = onlyRun(out);
});

test.each([
  ["the Kubernetes job", container.command as string[], "JOB_COMPLETION_INDEX", 0],
  ["the AWS Batch job", definition.containerProperties.command as string[], "AWS_BATCH_JOB_ARRAY_INDEX", 1],
])("%s runs a command that computes the shards of its task", async (_, [program, ...words], variable, task) => {
  expect(program).toBe("yenwind");
  const at = words.findIndex((word) => word.startsWith("/plans/"));
  expect(await yenwind(words.with(at, plan), { env: { [variable]: String(task) } })).toMatchObject({ code: 0, stderr: "" });
  const names = listShards(plan, readHeader(plan).counts.shards);
  expect(Array.from({ length: 10 }, (__, n) => names.has(10 * task + n, "done"))).not.toContain(false);
});

test("manifests agree with themselves: index variable, mounts, definition, bad input is not tried again", () => {
  expect(job).toMatchObject({ apiVersion: "batch/v1", kind: "Job", spec: { completionMode: "Indexed", completions: 100 } });
  expect(container.volumeMounts.map(({ name }: { name: string }) => name)).toEqual(job.spec.template.spec.volumes.map(({ name }: { name: string }) => name));
  expect(job.spec.podFailurePolicy.rules[1]).toEqual({ action: "FailIndex", onExitCodes: { operator: "In", values: [2] } });
  expect(submission).toMatchObject({ jobDefinition: definition.jobDefinitionName, arrayProperties: { size: 100 } });
  expect(definition.containerProperties.mountPoints[0].sourceVolume).toBe(definition.containerProperties.volumes[0].name);
  expect(definition.retryStrategy.evaluateOnExit[0]).toEqual({ onExitCode: "2", action: "EXIT" });
});
