import pico from "picocolors";
import { readManifest } from "../../src/arrow/manifest.ts";
import { summaryText } from "../../src/cli/summaryText.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { readSummary } from "../../src/run/summary.ts";
import { block } from "./markdown.ts";

const BEGIN = "<!-- result: begin (npm run docs -- --run <folder>) -->";
const END = "<!-- result: end -->";

/** Sections of the summary that the README shows, by the beginning of their titles. */
const SHOWN = ["Dollars sold within", "USDJPY", "Amplification", "Speed"];

/**
 * The README with its result replaced by that of a run folder: part of what `yenwind run` printed.
 *
 * @throws Error when the README has no place for it, or the summary lacks a section
 */
export function withResult(readme: string, folder: string): string {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`README.md needs ${BEGIN} and ${END}`);
  return `${readme.slice(0, from)}${BEGIN}\n${resultBlock(folder)}\n${readme.slice(to)}`;
}

function resultBlock(folder: string): string {
  const { host } = readManifest(folder);
  const sections = summaryText(readSummary(folder, KINDS), pico.createColors(false)).split("\n\n");
  const shown = SHOWN.map((title) => {
    const section = sections.find((text) => text.startsWith(title));
    if (section === undefined) throw new Error(`the summary has no section "${title}"`);
    return section;
  });
  const text = [sections[0], ...shown].map((section) => section.replaceAll(/ +$/gm, "")).join("\n\n");
  return `${block(text)}\n\nMeasured on ${host.cores} cores (${host.cpu}), Node.js ${host.node}.`;
}
