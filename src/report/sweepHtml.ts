import type { Manifest } from "../arrow/manifest.ts";
import { axisTitle } from "../page/sweepFigures.ts";
import { counted, exact } from "../page/show.ts";
import type { SweepData } from "../page/sweepData.ts";
import type { RunConfiguration } from "../run/prepare.ts";
import { simulatedWords } from "./configurationWords.ts";
import { html, type Html } from "./document.ts";
import { frameHtml } from "./frameHtml.ts";
import { configurationTables, fileTable, provenance, table } from "./manifestHtml.ts";

/** The page of a sweep, but for the figures, which its script draws. */
export function sweepHtml(data: SweepData, manifest: Manifest): Html {
  const configuration = manifest.configuration as RunConfiguration;
  const { sweep = {}, counts } = manifest;
  const { description = "", design } = sweep as { description?: string; design?: unknown };
  const designName = typeof design === "string" ? design : Object.keys((design ?? { design: 0 }) as object)[0];
  const several = data.factors.length > 1;
  return frameHtml({
    title: data.scenario.replace(/-[0-9a-f]{8}$/, ""),
    description: description === "" ? `A sweep of ${configuration.name}: ${data.factors.map(({ name }) => name).join(", ")}` : description,
    facts: [counted(data.points.length, "point"), `design: ${designName.replaceAll("_", " ")}`, `${counted(data.paths, "path")} in all`, counted(configuration.calendar.days, "trading day"), `seed “${manifest.seed}”`, data.scenario],
    notices: (counts.failed_points ?? 0) > 0 ? [`${counts.failed_points} of ${counts.points} points failed.`] : [],
    sections: [
      { id: "quantity", title: "What is compared", body: html`<p>All figures show the quantity and statistic chosen here. Points share their random numbers, so that differences are those of the parameters alone.</p><div id="choice"></div>
${table("Parameters", ["parameter", "what it is", "least", "most"], data.factors.map((factor) => [axisTitle(factor), factor.title, ...ends(factor.values)]), "texts")}` },
      ...(several ? [{ id: "pairs", title: "Two parameters at a time", body: html`<p>A cell is the mean over all points with these two values; where values were sampled, ranges with equally many points.</p><div id="heat-figures"></div>` }] : []),
      { id: "effects", title: "One parameter at a time", body: html`<p>Dots are points, the line is their mean at each value.</p><div id="effect-figures" class="${several ? "pair" : ""}"></div>` },
      ...(data.contrasts.length === 0 ? [] : [{ id: "contrasts-section", title: "Against the reference", body: html`<p>Paired differences over the same random numbers, with 95 % intervals. A hollow dot: the interval holds 0. The reference is ${data.reference}. Of many points, the 40 that differ the most.</p><div id="contrast-figures"></div>` }]),
      ...(data.sensitivity.length === 0 ? [] : [{ id: "sensitivity-section", title: "What it depends on", body: html`<p>Sensitivity indices with 95 % bootstrap intervals over the blocks of the design.</p><div id="sensitivity-figures"></div>` }]),
      {
        id: "configuration",
        title: "What was simulated",
        body: html`<p>The base of all points: ${simulatedWords(configuration).join(" ")}</p>
${configurationTables(configuration)}
<h3>Provenance</h3>
${provenance(manifest)}
${fileTable(manifest)}`,
      },
    ],
    notes: data.notes,
  });
}

function ends(values: readonly (number | string)[]): [string, string] {
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length < values.length) return [[...new Set(values)].slice(0, 6).join(", "), ""];
  return [exact(Math.min(...numbers)), exact(Math.max(...numbers))];
}
