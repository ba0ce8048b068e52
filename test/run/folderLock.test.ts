import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { refusal } from "../config/refusal.ts";
import { lockFolder } from "../../src/run/folderLock.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "yenwind-lock-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const lock = () => join(folder, "writing.lock");
const write = (holder: object) => writeFileSync(lock(), JSON.stringify(holder));

test("one holder at a time; what is released can be locked again", () => {
  const unlock = lockFolder(folder);
  const { message, findings } = refusal(() => lockFolder(folder));
  expect(message).toContain(`process ${process.pid} on ${hostname()} is writing ${folder}`);
  expect(findings[0].hint).toContain(`remove ${lock()}`);
  unlock();
  expect(existsSync(lock())).toBe(false);
  lockFolder(folder)();
});

test("a lock whose process has ended is taken over", () => {
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  write({ pid, host: hostname(), started: "" });
  lockFolder(folder);
  expect(JSON.parse(readFileSync(lock(), "utf8"))).toMatchObject({ pid: process.pid, host: hostname() });
});

test("so is that of an earlier process whose number another one has now", async ({ skip }) => {
  if (!existsSync("/proc/self/stat")) return skip("the system does not say when a process was started");
  const other = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"]);
  try {
    write({ pid: other.pid, host: hostname(), started: "another boot 123" });
    lockFolder(folder)();
  } finally {
    other.kill();
  }
});

test("so is that of a process that has ended and was not collected by its parent", async ({ skip }) => {
  if (!existsSync("/proc/self/stat")) return skip("the system does not say so");
  const parent = spawn("sh", ["-c", "sleep 0.2 & echo $!; exec sleep 60"]);
  try {
    const pid = Number(await new Promise((resolve) => parent.stdout.once("data", resolve)));
    const stat = () => readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
    const started = `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${stat()[19]}`;
    write({ pid, host: hostname(), started });
    expect(refusal(() => lockFolder(folder)).message).toContain(`process ${pid} on`);
    while (stat()[0] !== "Z") await new Promise((resolve) => setTimeout(resolve, 10));
    lockFolder(folder)();
  } finally {
    parent.kill();
  }
});

test.each(["", "{", '{"pid":'])("so is a lock that was torn while it was written: %j", (text) => {
  writeFileSync(lock(), text);
  lockFolder(folder)();
  expect(existsSync(lock())).toBe(false);
});

test("a lock of another host is respected: nobody here can tell", () => {
  write({ pid: 1, host: "another-host", started: "" });
  expect(refusal(() => lockFolder(folder)).message).toContain("process 1 on another-host is writing");
  expect(existsSync(lock())).toBe(true);
});
