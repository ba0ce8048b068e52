import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readManifest } from "../src/arrow/manifest.ts";
import { readTable } from "../src/arrow/table.ts";
import { ridgePicture } from "../src/picture/ridgePicture.ts";

// npm run ridge -- <folder>      draw docs/calibration/ridge.svg from the points of a run of configs/calibration.yaml
const OUT = "docs/calibration/ridge.svg";
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("name the folder of a calibration: npm run ridge -- results/calibration-<hash>");

const { counts, modelVersion } = readManifest(folder);
const points = readTable(join(folder, "points.arrow")).toArray().map((row) => {
  const { yen_loans: x, fx_depth: y, accepted } = row.toJSON() as { yen_loans: number; fx_depth: number; accepted: boolean };
  return { x, y, accepted };
});
const ratios = points.filter(({ accepted }) => accepted).map(({ x, y }) => x / y);
if (ratios.length === 0) throw new Error(`${folder} has no accepted point`);
writeFileSync(OUT, ridgePicture(points, {
  title: "Yen loans and depth of USDJPY: accepted points",
  xName: "yen loans of hedge funds, USD bn",
  yName: "depth of USDJPY, USD bn per unit log return",
  ratio: { name: "loans/depth", low: Math.min(...ratios), high: Math.max(...ratios) },
  caption: `configs/calibration.yaml: ${counts.points} points in ${counts.waves} waves, ${counts.paths} paths each, model version ${modelVersion}`,
}));
