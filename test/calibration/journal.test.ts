import { appendFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { calibrate, type CalibrationResult } from "../../src/calibration/calibrate.ts";
import { JOURNAL, openJournal } from "../../src/calibration/journal.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { measured } from "./toy.ts";
import { answerRatio, RATIO } from "./toySearch.ts";

const folder = scratchFolder();
const fresh = (name: string) => {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
};
const text = (path: string) => readFileSync(join(path, JOURNAL), "utf8");

test("what was kept is there when it is opened again, to the bit, and what is no number stays none", () => {
  const path = fresh("kept");
  const answers = [measured(0.1 + 0.2, { name: "a", error: 1e-300 }), measured(NaN, { name: "b", spread: Infinity })];
  const journal = openJournal(path);
  expect(journal.recall([1, 0.1])).toBeUndefined();
  const kept = journal.keep([1, 0.1], answers);
  expect(kept[0]).toEqual(answers[0]);
  expect(kept[1]).toMatchObject({ median: NaN, spread: NaN, tolerance: 3 });
  expect(journal.recall([1, 0.1])).toEqual(kept);
  journal.close();
  const again = openJournal(path);
  expect(again.size).toBe(1);
  expect(again.recall([1, 0.1])).toEqual(kept);
  again.close();
});

test.each([
  ["half a line", (path: string) => truncateSync(path, readFileSync(path).length - 20), 1],
  ["a line without its end", (path: string) => truncateSync(path, readFileSync(path).length - 1), 1],
  ["noise after the last line", (path: string) => appendFileSync(path, Buffer.from([0x7b, 0xff, 0x00])), 2],
  ["a line of something else", (path: string) => appendFileSync(path, '{"values":[3],"measured":[{"name":"a"}]}\n'), 2],
])("%s is cut off, and what comes next is a line of its own", (name, damage, size) => {
  const path = fresh(name);
  const journal = openJournal(path);
  for (const value of [1, 2]) journal.keep([value], [measured(value)]);
  journal.close();
  const whole = text(path).split("\n").slice(0, size).map((line) => `${line}\n`).join("");
  damage(join(path, JOURNAL));
  const mended = openJournal(path);
  expect(mended.size).toBe(size);
  expect(text(path)).toBe(whole);
  mended.keep([4], [measured(4)]);
  mended.close();
  expect(openJournal(path).recall([4])).toEqual([measured(4)]);
});

test("killed after any number of points, a calibration goes on without asking for them again, and ends the same", async () => {
  const path = fresh("uninterrupted");
  const journal = openJournal(path);
  const whole = await calibrate(RATIO, { evaluate: answerRatio, memory: journal, inFlight: 3 });
  journal.close();
  const lines = text(path).split("\n").slice(0, -1);
  expect(lines).toHaveLength(whole.evaluations.length);
  for (const kept of [0, 1, 17, 40, 41, 99, lines.length]) {
    const other = fresh(`killed-${kept}`);
    writeFileSync(join(other, JOURNAL), `${lines.slice(0, kept).map((line) => `${line}\n`).join("")}{"values":[1.2,`);
    const memory = openJournal(other);
    let asked = 0;
    const resumed: CalibrationResult = await calibrate(RATIO, { memory, inFlight: 2, evaluate: (values, index) => ((asked += 1), answerRatio(values, index)) });
    memory.close();
    expect(resumed).toEqual(whole);
    expect(asked).toBe(whole.evaluations.length - kept);
    expect(new Set(text(other).split("\n"))).toEqual(new Set(text(path).split("\n")));
  }
});
