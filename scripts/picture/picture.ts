import { join } from "node:path";
import { readManifest } from "../../src/arrow/manifest.ts";
import { grouped } from "../../src/cli/numbers.ts";
import { element, escaped, label } from "../../src/picture/svg.ts";
import type { RunConfiguration } from "../../src/run/prepare.ts";
import { fanPanel, readFan } from "./fanPanel.ts";
import { salesPanel, usSales } from "./salesPanel.ts";

const WIDTH = 960;
const HEIGHT = 470;

/** Colours for light and dark pages; the ground is painted, so that either is readable anywhere. */
const STYLE = `
text { font: 12px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328 }
.title { font-size: 15px; font-weight: 600 } .strong { font-weight: 600 } .soft { fill: #59636e }
.ground { fill: #ffffff } .grid { stroke: #d1d9e0 } .zero { stroke: #818b98 }
.bar { fill: #8fb8e8 } .median { stroke: #0a3069; stroke-width: 2.5 } .tail { fill: #bc4c00 }
.wide { fill: #d6e6f9 } .narrow { fill: #8fb8e8 }
.centre { fill: none; stroke: #0a3069; stroke-width: 2.5 }
.frozen { fill: none; stroke: #bc4c00; stroke-width: 2; stroke-dasharray: 6 4 }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc } .soft { fill: #9198a1 }
  .ground { fill: #0d1117 } .grid { stroke: #30363d } .zero { stroke: #656c76 }
  .bar { fill: #2f5d96 } .median { stroke: #cae8ff } .tail { fill: #f0883e }
  .wide { fill: #17304d } .narrow { fill: #2f5d96 }
  .centre { stroke: #cae8ff } .frozen { stroke: #f0883e }
}
`;

/**
 * A run as an SVG: who sold how many US assets, and where USDJPY went.
 *
 * @param folder a complete run folder
 * @throws Error without a manifest; FileError when a file cannot be read
 */
export function picture(folder: string): string {
  const { configuration, configurationHash, modelVersion, seed, counts } = readManifest(folder);
  const { name } = configuration as RunConfiguration;
  const caption =
    `Scenario ${name}: ${grouped(counts.paths)} paths of ${grouped(counts.agents)} agents, seed “${seed}”, ` +
    `configuration ${configurationHash.slice(0, 8)}, model version ${modelVersion}`;
  const parts = [
    element("title", {}, "Distribution of US asset sales by kind of agent, and fan chart of USDJPY"),
    element("desc", {}, escaped(caption)),
    element("style", {}, STYLE),
    element("rect", { width: WIDTH, height: HEIGHT, rx: 6, class: "ground" }),
    salesPanel(usSales(join(folder, "paths.arrow")), counts.days, 20, 70, 500, 300),
    fanPanel(readFan(join(folder, "timeline.arrow")), 545, 70, 405, 300),
    label(20, HEIGHT - 16, caption, { class: "soft" }),
  ];
  const frame = { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, role: "img" };
  return `${element("svg", frame, `\n${parts.join("\n")}\n`)}\n`;
}
