import type { Manifest } from "../arrow/manifest.ts";
import { count, counted, exact } from "../page/show.ts";
import type { RunConfiguration } from "../run/prepare.ts";
import { changedParameters, eventsOf } from "./configurationWords.ts";
import { html, type Html } from "./document.ts";

/** Parameters that differ from the defaults and are listed, at most. */
const MOST_CHANGES = 100;

/** How it can be made again: seed, versions, digest, host. */
export function provenance({ seed, modelVersion, configurationHash, host, timings }: Manifest): Html {
  const seconds = Object.values(timings).reduce((sum, part) => sum + part, 0);
  return html`<dl class="facts">
<div><dt>Seed</dt><dd>${seed}</dd></div>
<div><dt>Model version</dt><dd>${modelVersion}</dd></div>
<div class="wide"><dt>Configuration, SHA-256</dt><dd><code>${configurationHash}</code></dd></div>
<div class="wide"><dt>Made on</dt><dd>${String(host.cpu ?? "–")}, ${String(host.platform ?? "–")} ${String(host.arch ?? "")}, Node.js ${String(host.node ?? "–")}, ${counted(Number(host.threads ?? 0), "thread")}, in ${exact(Number(seconds.toPrecision(3)))} s</dd></div>
</dl>`;
}

/** The scripted events and what else differs from the defaults, as tables. */
export function configurationTables(configuration: RunConfiguration): Html {
  const events = eventsOf(configuration);
  const changes = changedParameters(configuration);
  return html`${
    events.length === 0
      ? html`<p>Nothing is scripted.</p>`
      : html`<h3>Scripted events</h3>
${table("Scripted events", ["day", "round", "event"], events.map(({ day, round, name }) => [String(day), String(round), name]), "texts")}`
  }
${
  changes.length === 0
    ? html`<p>Every other parameter is at the default of the program that wrote this page.</p>`
    : html`<h3>Parameters that differ from the defaults of the program that wrote this page</h3>
${table("Changed parameters", ["parameter", "default", "here"], changes.slice(0, MOST_CHANGES).map(({ path, before, after }) => [path, before, after]), "texts")}
${changes.length > MOST_CHANGES ? html`<p class="soft">The first ${MOST_CHANGES} of ${changes.length}; the manifest has all.</p>` : html``}`
}`;
}

/** Names, rows, sizes and digests of the files. */
export function fileTable({ files }: Manifest): Html {
  return html`<details class="behind"><summary>Files behind this page</summary>
${table("Files", ["file", "rows", "bytes", "SHA-256"], files.map(({ name, rows, bytes, sha256 }) => [name, count(rows), count(bytes), sha256]))}
</details>`;
}

/** A table that scrolls within itself where it is wider than the page; the first cell of a row heads it. */
export function table(label: string, columns: readonly string[], rows: readonly (readonly string[])[], cells: "numbers" | "texts" = "numbers"): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table class="${cells}">
<thead><tr>${columns.map((name) => (name === "" ? html`<td></td>` : html`<th scope="col">${name}</th>`))}</tr></thead>
<tbody>${rows.map(([head, ...rest]) => html`<tr><th scope="row">${head}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
</table></div>`;
}
