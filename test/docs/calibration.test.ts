import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { ACCEPT } from "../../src/calibration/evaluation.ts";
import { planCalibration } from "../../src/calibration/plan.ts";
import { CUTOFF } from "../../src/calibration/region.ts";
import { parseCalibration } from "../../src/config/calibrationFile.ts";
import { CALIBRATION_KEYS } from "../../src/config/calibrationSchema.ts";
import { builtInModel } from "../../src/kinds/model.ts";

const page = readFileSync("docs/calibration.md", "utf8");
const [example] = [...page.matchAll(/^```yaml\n([^]*?)^```/gm)].map((match) => match[1]);
const catalogue = { targets: [], open: () => Promise.reject(new Error("no named targets")) };

test("the file on the page is one that the program takes, and it names the defaults", () => {
  const given = parseCalibration(example, resolve("configs/calibration.yaml"));
  const plan = planCalibration(given, { model: builtInModel, catalogue });
  expect(plan).toMatchObject({ paths: 64, parameters: [{ relative: true }, { relative: false }], ridges: [[0, 1]] });
  const spare = parseCalibration(example.replaceAll(/^(waves|cutoff|accept):.*\n/gm, ""), "x.yaml").declaration;
  expect({ waves: spare.waves, cutoff: spare.cutoff, accept: spare.accept }).toEqual({ waves: given.declaration.waves, cutoff: CUTOFF, accept: ACCEPT });
});

test("every key of the file is on the page", () => {
  const told = [...page.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
  expect(CALIBRATION_KEYS.filter((key) => !["name", "description"].includes(key) && !told.includes(key))).toEqual([]);
});
