import type { Search } from "../../src/calibration/calibrate.ts";
import type { TargetEvaluator } from "../../src/calibration/evaluation.ts";
import { measured } from "./toy.ts";

/** Two parameters in [1, 4], of which only the ratio matters, and a third that shifts the second target. */
export const RATIO: Search = {
  dimensions: 3,
  valuesAt: (u) => [4 ** u[0], 4 ** u[1], u[2]],
  targets: ["ratio", "shift"],
  waves: { count: 3, points: 40, candidates: 4096, seed: "toy" },
  cutoff: 3,
  accept: 2,
};

/** ln(a/b) = ln 1.5 within ±0.15, and c + 0.1 ln(a/b) = ½ within ±0.3: answers after a turn or two of the event loop. */
export const answerRatio: TargetEvaluator = async ([a, b, c], index) => {
  for (let turn = index % 3; turn > 0; turn--) await new Promise(setImmediate);
  const ratio = Math.log(a / b);
  return [measured(ratio, { name: "ratio", observed: Math.log(1.5), tolerance: 0.15 }), measured(c + 0.1 * ratio, { name: "shift", observed: 0.5, tolerance: 0.3 })];
};
