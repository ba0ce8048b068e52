import type { Manifest } from "../arrow/manifest.ts";
import type { RunData } from "../page/runData.ts";
import { count, counted } from "../page/show.ts";
import type { RunConfiguration } from "../run/prepare.ts";
import { simulatedWords } from "./configurationWords.ts";
import { html, type Html } from "./document.ts";
import { type Headline, salesGrid } from "./headline.ts";
import { configurationTables, fileTable, provenance, table } from "./manifestHtml.ts";
import { frameHtml } from "./frameHtml.ts";

/** The page of a run, but for the figures, which its script draws. */
export function runHtml(data: RunData, manifest: Manifest, headlines: readonly Headline[]): Html {
  const configuration = manifest.configuration as RunConfiguration;
  const grid = salesGrid(data);
  const { paths, requested_paths, agents } = manifest.counts;
  return frameHtml({
    title: configuration.name,
    description: configuration.description,
    facts: [counted(paths, "path"), counted(agents, "agent"), counted(data.days, "trading day"), `seed “${manifest.seed}”`, data.scenario],
    notices: [
      ...(requested_paths > paths ? [`This run was interrupted: it has ${count(paths)} of ${count(requested_paths)} paths. “yenwind resume ${data.folder}” goes on with it.`] : []),
      ...(paths < 200 ? [`With ${counted(paths, "path")} tails are hardly known: look at the intervals.`] : []),
    ],
    sections: [
      {
        id: "summary",
        title: "In short",
        body: html`<ul class="cards">${headlines.map(({ title, value, range }) => html`<li><p class="card-title">${title}</p><p class="card-value">${value}</p><p class="card-range">${range}</p></li>`)}</ul>
<h3>Dollars sold within ${data.days} days, net of purchases, USD bn: median [5 %, 95 % of the paths]</h3>
${table("Dollars sold by kind and asset", ["", ...grid.assets], grid.rows.map(({ kind, cells }) => [kind, ...cells]))}
<p class="soft">Intervals are Monte Carlo error alone, not uncertainty about the model. Negative sales are purchases. ${data.scenario}, ${counted(paths, "path")}.</p>`,
      },
      { id: "sales", title: "How much is sold", body: html`<p>Choose whose sales of what, for which reason and in which window. Sales are net of purchases at execution prices. VaR, value at risk, is a quantile; ES, expected shortfall, the mean of what lies beyond it.</p><div id="sales-figures"></div>` },
      { id: "flows", title: "Who sells when", body: html`<p>Means over the paths, which add up. The first figure is of US Treasuries and US equity together, by kind of agent; the second of one asset, by cause, between the days on which the files report.</p><div id="flow-figures" class="pair"></div>` },
      { id: "markets", title: "Markets, day by day", body: html`<p>Bands hold 98, 90 and 50 % of the paths. The dashed line is the median of the frozen twins: the same random numbers, with private agents holding still. Dotted lines are scripted events.</p><div id="market-figures" class="pair"></div>` },
      ...(data.twins.length === 0 ? [] : [{ id: "twins", title: "What the agents add", body: html`<p>Every path has a frozen twin. What the two do not share is what the agents add.</p><div id="twin-figures"></div>` }]),
      { id: "agents", title: "Agents at risk", body: html`<p>Agents are numbered within their kind, the largest first. ${count(agents)} agents in all; agents.arrow has every one.</p><div id="agent-figures"></div>` },
      {
        id: "configuration",
        title: "What was simulated",
        body: html`<p>${simulatedWords(configuration).join(" ")}</p>
${table("Agents", ["kind", "agents"], data.agents.kinds.map(({ title }, k) => [title, count(data.agents.counts[k])]))}
${configurationTables(configuration)}
<h3>Provenance</h3>
${provenance(manifest)}
${fileTable(manifest)}`,
      },
    ],
    notes: data.notes,
  });
}
