import { readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { digests, GRID, journal, sweepFile } from "../sweep/tinySweep.ts";
import { onlyRun, scratchFolder, whileFile, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const out = join(folder, "out");
let file: string;
let run: string;

beforeAll(async () => {
  file = sweepFile(folder);
  expect(await yenwind(["sweep", file, "--out", out, "--quiet"])).toMatchObject({ code: 0 });
  run = onlyRun(out);
});

const refused = async (...args: string[]) => {
  const { code, stdout, stderr } = await yenwind(["resume", ...args, "--quiet"]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  return stderr;
};
test("resume of a sweep that is done computes nothing, and writes the same files", async () => {
  const before = digests(run);
  const units = journal(run).length;
  const { code, stdout } = await yenwind(["resume", run, "--quiet"]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("4 points were there already") });
  expect(digests(run)).toEqual(before);
  expect(journal(run)).toHaveLength(units);
});

test("resume, when the sweep file has changed says what: path, before, now", async () => {
  const before = digests(run);
  await whileFile(file, (text) => text.replace("[1000, 4000]", "[1000, 5000]"), async () => {
    const stderr = await refused(run);
    expect(stderr).toContain(`${file}  parameters.depth.values.1: was 4000 when the sweep began, is 5000 now. Undo the change to go on with ${run}; or run "yenwind sweep"`);
    expect(digests(run)).toEqual(before);
  });
});

test("resume, when the base configuration has changed says what: path, before, now", async () => {
  await whileFile(join(folder, "tiny.yaml"), (text) => text.replace("count: 20", "count: 21"), async () => {
    expect(await refused(run)).toContain("the base configuration  agents.hedge_fund.count: was 20 when the sweep began, is 21 now.");
  });
});

test("resume, when the model has changed says which", async () => {
  await whileFile(join(run, "sweep.json"), (text) => text.replace(/"modelVersion": "(\d+)"/, '"modelVersion": "0"'), async () => {
    expect(await refused(run)).toMatch(/model version.*0.*Or begin anew with --overwrite, or another --out/s);
    const { code, stderr } = await yenwind(["sweep", file, "--out", out, "--quiet"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("begin anew with --overwrite") });
  });
});

test("resume, when the sweep file has moved goes on with --file", async () => {
  const moved = sweepFile(folder, GRID, "moved.yaml");
  expect(await yenwind(["resume", run, "--file", moved, "--quiet"])).toMatchObject({ code: 0 });
  expect(await yenwind(["resume", run, "--file", file, "--quiet"])).toMatchObject({ code: 0 });
});

test("resume of what is no folder of a run or sweep is bad input", async () => {
  expect(await refused(join(folder, "nowhere"))).toMatch(/there is no such folder: .*nowhere/);
  expect(await refused(folder)).toMatch(/is no folder of a run, sweep or calibration.*it has no run\.json, sweep\.json or calibration\.json/);
});

test("resume, while another process writes the folder is bad input that names it; a lock that nobody holds is taken over", async () => {
  const lock = join(run, "writing.lock");
  const { code, stderr } = await whileLocked(lock, process.pid, () => yenwind(["resume", run, "--quiet"]));
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`process ${process.pid} on ${hostname()} is writing ${run}`) });
  writeFileSync(lock, JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), started: "" }));
  expect(await yenwind(["resume", run, "--quiet"])).toMatchObject({ code: 0 });
});

/** As a process that is alive would have locked the folder: with the time when it was started. */
async function whileLocked<T>(lock: string, pid: number, act: () => Promise<T>): Promise<T> {
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  const started = `${boot} ${readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ")[19]}`;
  writeFileSync(lock, JSON.stringify({ pid, host: hostname(), started }));
  return act();
}
