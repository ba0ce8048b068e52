import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Replay } from "../../benchmarks/hedgeFundReplay.ts";
import { PEERS, play, runPeer } from "../../benchmarks/peers/peers.ts";
import { pythonProgram } from "../../benchmarks/peers/toolChains.ts";
import { writeReplay } from "../../benchmarks/replayFiles.ts";
import { smallReplay } from "./smallReplay.ts";

let replay: Replay;
const folder = mkdtempSync(join(tmpdir(), "yenwind-peers-"));
beforeAll(() => {
  replay = smallReplay();
  writeReplay(folder, replay);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(PEERS)("$name", ({ name, prepare }) => {
  const program = prepare(false);
  if ("skipped" in program) console.log(`${name} is not tested: ${program.skipped}`);

  test.skipIf("skipped" in program)("gives the sales of the model, to the bit", () => {
    if ("skipped" in program) return;
    const { seconds, same } = play(program, folder, replay, replay.paths, 2);
    expect(same).toBe(true);
    expect(seconds).toHaveLength(2);
    expect(seconds.every((value) => value > 0)).toBe(true);
  });

  test.skipIf("skipped" in program)("is found out when the sales are others", () => {
    if ("skipped" in program) return;
    const sums = replay.sums.slice();
    sums[sums.findIndex((value) => value > 0)] *= 1 + 1e-15;
    expect(play(program, folder, { ...replay, sums }, replay.paths, 1).same).toBe(false);
  });
});

test("a peer without its tool chain is skipped with the reason", () => {
  const missing = { name: "missing", conditions: "", paths: 1, prepare: () => ({ skipped: "no compiler" }) };
  expect(runPeer(missing, folder, replay)).toEqual({ name: "missing", skipped: "no compiler" });
});

/** A program that takes 0.25, 0.5 and 4 seconds, it says, and answers with the sums of a file. */
const copying = `
  const [folder, paths, repetitions] = process.argv.slice(1);
  fs.copyFileSync(folder + "/expected.f64", folder + "/sums.f64");
  console.log([0.25, 4, 0.5].slice(0, Number(repetitions)).join("\\n"));
`;

test("a peer's speed is funds × rounds × paths over the median of its seconds", () => {
  writeFileSync(join(folder, "expected.f64"), replay.sums);
  const peer = { name: "copying", conditions: "none", paths: Infinity, prepare: () => ({ command: [process.execPath, "-e", copying], environment: {} }) };
  expect(runPeer(peer, folder, replay, { repetitions: 3 })).toEqual({ name: "copying", conditions: "none", agentRoundsPerSecond: (300 * 80 * 5) / 0.5, same: true });
  // Sums of five paths are no answer when two were asked for, right as they are.
  expect(runPeer({ ...peer, paths: 2 }, folder, replay, { repetitions: 3 })).toMatchObject({ agentRoundsPerSecond: (300 * 80 * 2) / 0.5, same: false });
});

test("a peer that fails says what it said", () => {
  const program = { command: [process.execPath, "-e", "console.error('no such fund'); process.exit(3)"], environment: {} };
  expect(() => play(program, folder, replay, 1, 1)).toThrow("no such fund");
});

test("a Python peer without its packages is skipped, not installed, unless asked for", () => {
  const before = process.cwd();
  const elsewhere = mkdtempSync(join(tmpdir(), "yenwind-peers-"));
  try {
    cpSync(join("benchmarks", "peers", "numba"), join(elsewhere, "benchmarks", "peers", "numba"), { recursive: true });
    process.chdir(elsewhere);
    expect(pythonProgram("numba", false)).toEqual({ skipped: expect.stringContaining("its packages are not installed in") });
    expect(readdirSync(elsewhere)).toEqual(["benchmarks"]);
  } finally {
    process.chdir(before);
    rmSync(elsewhere, { recursive: true, force: true });
  }
});

test("every Python peer has its packages pinned with hashes, and no address of an index", () => {
  const folders = readdirSync("benchmarks/peers", { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const python = folders.filter((name) => readdirSync(join("benchmarks/peers", name)).includes("requirements.in"));
  expect(python).toEqual(["mesa", "numba", "numpy"]);
  for (const name of python) {
    const lock = readFileSync(join("benchmarks/peers", name, "requirements.txt"), "utf8");
    const entries = lock.replaceAll(/ *\\\n */g, " ").split("\n").filter((line) => /^[a-z]/.test(line));
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) expect(entry).toMatch(/^[a-z0-9_.-]+==[0-9.]+( --hash=sha256:[0-9a-f]{64})+$/);
    expect(lock).not.toMatch(/https?:|--(extra-)?index-url|--trusted-host|--find-links/);
  }
});
