import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { digests } from "../sweep/tinySweep.ts";
import { begunRun, onlyRun, scratchFolder, start, tinyFile, whileFile, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const out = join(folder, "out");
// What the file of the historical returns says is part of the run.
const returns = join(folder, "returns.csv");
writeFileSync(returns, "date,usdjpy,spx\n2026-01-01,150,5000\n2026-01-02,149,4990\n2026-01-05,151,5050\n");
const tiny = tinyFile(folder, "shocks: { model: historical_bootstrap, historical_bootstrap: { file: returns.csv } }\n");
const args = ["run", tiny, "--paths", "4000", "--seed", "it's", "--threads", "2", "--out", out];

let run: string;
beforeAll(async () => {
  const { child, ended } = start([...args, "--checkpoint-seconds", "0"]);
  while (!existsSync(join(begunRun(out) ?? out, "checkpoint.bin"))) await sleep(5);
  child.kill("SIGINT");
  expect((await ended).code).toBe(130);
  run = onlyRun(out);
});

const refused = async (...more: string[]) => {
  const { code, stdout, stderr } = await yenwind(["resume", run, ...more, "--quiet"]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(existsSync(join(run, "manifest.json"))).toBe(true); // as the interruption left it
  return stderr;
};
test("resume, when the configuration file has changed says what: path, before, now", async () => {
  await whileFile(tiny, (text) => text.replace("hedge_fund: { count: 20 }", "hedge_fund: { count: 21 }"), async () => {
    expect(await refused()).toContain(`${tiny}  agents.hedge_fund.count: was 20 when the run began, is 21 now. Undo the change to go on with ${run}`);
  });
});

test("resume, when the data that the run draws from have changed says so", async () => {
  await whileFile(returns, (text) => text.replace("5050", "5051"), async () => {
    expect(await refused()).toMatch(/SHA-256 of the returns.*was .* when the run began, is .* now/);
  });
});

test("resume, when the model has changed says which", async () => {
  await whileFile(join(run, "run.json"), (text) => text.replace(/"modelVersion": "\d+"/, '"modelVersion": "0"'), async () => {
    expect(await refused()).toMatch(/model version 0.*Or begin anew with --overwrite, or another --out/s);
  });
});

test("resume, when an override no longer fits the file names it", async () => {
  await whileFile(join(run, "run.json"), (text) => text.replace("run.paths=4000", "run.paths=4001"), async () => {
    expect(await refused()).toContain("run.paths: was 4000 when the run began, is 4001 now");
  });
});

test("resume, while another process writes the folder names it", async () => {
  const lock = join(run, "writing.lock");
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  const started = `${boot} ${readFileSync(`/proc/${process.pid}/stat`, "utf8").split(") ")[1].split(" ")[19]}`;
  writeFileSync(lock, JSON.stringify({ pid: process.pid, host: hostname(), started }));
  expect(await refused()).toContain(`process ${process.pid} on ${hostname()} is writing ${run}`);
  const overwriting = await yenwind([...args, "--overwrite", "--quiet"]);
  expect(overwriting).toMatchObject({ code: 2, stderr: expect.stringContaining("is writing") });
  writeFileSync(lock, JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), started: "" })); // a process that is gone
});

test("run of the same configuration refuses, and names the command that goes on", async () => {
  const { code, stdout, stderr } = await yenwind([...args, "--quiet"]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(`exists already: a run there was interrupted. "yenwind resume ${run}" goes on with it. Use --overwrite`);
});

test("a folder of neither run nor sweep, and one of a run that kept nothing, are refused", async () => {
  const empty = join(folder, "empty");
  mkdirSync(empty);
  expect((await yenwind(["resume", empty])).stderr).toMatch(/is no folder of a run, sweep or calibration.*no run\.json, sweep\.json or calibration\.json/);
  cpSync(join(run, "manifest.json"), join(empty, "manifest.json"));
  expect((await yenwind(["resume", empty])).stderr).toMatch(/keeps nothing to go on with.*--overwrite/s);
});

test("resume goes on from elsewhere: the folder and the file moved, with its overrides; then there is nothing left to do", async () => {
  const whole = join(folder, "whole");
  expect(await yenwind([...args.slice(0, -1), whole, "--quiet"])).toMatchObject({ code: 0 });
  const { counts } = readManifest(run);
  const moved = join(folder, "moved");
  renameSync(run, moved);
  mkdirSync(join(folder, "away"));
  for (const file of [tiny, returns]) renameSync(file, file.replace(folder, join(folder, "away")));
  expect(await yenwind(["resume", moved, "--quiet"])).toMatchObject({ code: 2, stderr: expect.stringContaining(tiny) });
  const { code, stdout } = await yenwind(["resume", moved, "--file", "away/tiny.yaml", "--json", "--quiet"], { cwd: folder });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ complete: true, resume: null, paths: 4000, seed: "it's", folder: moved });
  expect(counts.paths).toBeLessThan(4000);
  expect(digests(moved)).toEqual(digests(onlyRun(whole)));
  expect(await yenwind(["resume", moved])).toEqual({ code: 0, stdout: `Nothing is left to do: the run in ${moved} is complete.\n`, stderr: "" });
  const again = await yenwind(["resume", moved, "--json"]);
  expect(JSON.parse(again.stdout)).toEqual({ complete: true, resume: null, folder: moved });
});
