import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadModel } from "../../src/kinds/loadModel.ts";
import { HOLDER } from "../kinds/holder.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { digests, planOf, rowsOf, simulateTiny } from "./tinySweep.ts";

const folder = scratchFolder();

/**
 * A kind that ends the worker thread in which a population with a holding of `ust` = 66 is opened,
 * and writes one letter into a file each time: at most so many times.
 */
async function deadly(name: string, times: number) {
  const marks = join(folder, `${name}.txt`);
  writeFileSync(marks, "");
  const head = `const { readFileSync, appendFileSync } = process.getBuiltinModule("node:fs");\nconst { isMainThread } = process.getBuiltinModule("node:worker_threads");\nconst marks = ${JSON.stringify(marks)};\n`;
  const die = `if (p.ust === 66 && !isMainThread && readFileSync(marks).length < ${times}) { appendFileSync(marks, "x"); process.exit(3); }`;
  const text = head + HOLDER.replace("open: ({ share, draw }, p) => ({", `open: ({ share, draw }, p) => { ${die} return {`).replace("least_yield: draw.least_yield }),", "least_yield: draw.least_yield }; },");
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, HOLDER);
  const model = await loadModel([file]); // would not take a kind that can end a thread, but threads read the file again
  writeFileSync(file, text);
  return { model, deaths: () => readFileSync(marks).length };
}

const SWEEP = `
base: tiny.yaml
design: grid
parameters:
  ust: { path: agents.holder.ust, values: [50, 66, 70, 80, 90, 100, 110, 120] }
metrics: [usdjpy.end]
statistics: [mean]
`;
const statuses = (at: string) => rowsOf(at, "points.arrow").map(({ status }) => status as string);

test("what is lost with its thread is tried once more, and the files are the same", async () => {
  const { model, deaths } = await deadly("once", 1);
  const plan = planOf(folder, SWEEP, { model });
  const result = await simulateTiny(plan, join(folder, "once"), { threads: 2 });
  expect([deaths(), result.complete, result.state.failed]).toEqual([1, true, 0]);
  await simulateTiny(plan, join(folder, "never"));
  expect(digests(join(folder, "once"))).toEqual(digests(join(folder, "never")));
});

test.each([1, 2, 3])("a point that kills every thread fails, and takes no other point with it, on %d threads", async (threads) => {
  const { model, deaths } = await deadly(`always-${threads}`, Infinity);
  const at = join(folder, `always-${threads}`);
  const result = await simulateTiny(planOf(folder, SWEEP, { model }), at, { threads });
  expect(deaths()).toBeGreaterThan(1);
  expect(statuses(at)).toEqual(["done", "failed", "done", "done", "done", "done", "done", "done"]);
  expect(result).toMatchObject({ complete: true, state: { failed: 1, done: 7 } });
  expect(rowsOf(at, "points.arrow")[1].error).toMatch(/worker thread failed/);
  expect(existsSync(join(at, "failed/point-1.json"))).toBe(true);
});
