import { html, type Html } from "./document.ts";

export interface PageFrame {
  readonly title: string;
  readonly description: string;
  /** Short facts below the title. */
  readonly facts: readonly string[];
  /** What a reader must know first. */
  readonly notices: readonly string[];
  readonly sections: readonly { readonly id: string; readonly title: string; readonly body: Html }[];
  readonly notes: readonly string[];
}

/** Header, contents, sections and foot of a page. */
export function frameHtml({ title, description, facts, notices, sections, notes }: PageFrame): Html {
  return html`<a class="skip" href="#main">To the contents</a>
<header>
<div class="top"><p class="mark">yenwind report</p><button type="button" id="theme" hidden>Dark colours</button></div>
<h1>${title}</h1>
<p class="lead">${description}</p>
<ul class="meta">${facts.map((fact) => html`<li>${fact}</li>`)}</ul>
<nav aria-label="Sections"><ul>${sections.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
</header>
<main id="main">
${notices.map((notice) => html`<p class="notice">${notice}</p>`)}
<noscript><p class="notice">The figures are drawn by a script inside this file, which the browser does not run. The numbers of the summary and the configuration are below.</p></noscript>
${sections.map(({ id, title: name, body }) => html`<section id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading">${name}</h2>
${body}
</section>`)}
</main>
<footer>
${notes.map((note) => html`<p>${note}</p>`)}
<p>Numbers in this page are rounded to seven significant digits, and shown with five; the Arrow files have all of them. What the columns mean: docs/data-dictionary.md. A laboratory, not a forecast.</p>
</footer>`;
}
