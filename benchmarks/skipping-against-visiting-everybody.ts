/**
 * Leaving out agents that cannot act costs at most 10 % where many act, and at most 5 % where few do. It was
 * meant to gain; NOTES.md says why it does not.
 *
 * The baseline and the calm scenario, one thread, whole paths, with and without skipping in turn; each
 * turn gives a ratio, the median counts. Rows must be equal to the bit.
 */
import { join, dirname } from "node:path";
import { loadRun } from "../src/index.ts";
import { baselineFile } from "./baselineFile.ts";
import { amount } from "./effort.ts";
import { describeMachine } from "./machine.ts";
import { pathTimer, sameRows } from "./pathTimer.ts";
import { median, report } from "./verdict.ts";

const AT_LEAST = { baseline: 0.9, calm: 0.95 };
const TURNS = amount(25, 3);
const PATHS = amount(30, 4);
const COMPARED = 6;

const machine = describeMachine();
const results: { scenario: string; ratio: number; atLeast: number; same: boolean; skipping: number[]; everybody: number[] }[] = [];
for (const [scenario, atLeast] of Object.entries(AT_LEAST)) {
  const loaded = loadRun(join(dirname(baselineFile), `${scenario}.yaml`));
  const [skip, all] = [await pathTimer(loaded, "wasm", true), await pathTimer(loaded, "wasm", false)];
  const same = sameRows(skip.rows(COMPARED), all.rows(COMPARED));
  for (const timer of [skip, all]) timer.time(2 * PATHS);
  const [skipping, everybody]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < TURNS; turn++) {
    skipping.push(skip.time(PATHS));
    everybody.push(all.time(PATHS));
  }
  const ratio = median(everybody.map((time, turn) => time / skipping[turn]));
  console.log(`${scenario.padEnd(9)} ${median(everybody).toFixed(2)} ms a path, skipping ${median(skipping).toFixed(2)} ms: ${ratio.toFixed(3)} times as fast, claimed ${atLeast}; rows ${same ? "equal" : "DIFFERENT"}`);
  results.push({ scenario, ratio, atLeast, same, skipping, everybody });
}

report("skipping-against-visiting-everybody", {
  claim: "skipping is at least 0.9 times as fast as visiting everybody on the baseline, 0.95 times on the calm scenario",
  measured: Math.min(...results.map(({ ratio, atLeast }) => ratio / atLeast)),
  unit: "times what is claimed, at the worst",
  holds: results.every(({ ratio, atLeast, same }) => same && ratio >= atLeast),
  machine,
  details: { pathsPerTurn: PATHS, results },
});
