import { createHash } from "node:crypto";
import type { RunData } from "../page/runData.ts";
import { escapeHtml } from "../page/show.ts";
import type { SweepData } from "../page/sweepData.ts";
import type { Bundle } from "./bundle.ts";

/** HTML that is safe to insert: made by `html`, which escapes every value that is not itself HTML. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | readonly Html[];

/** A template of HTML: texts and numbers are escaped, HTML is not. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const shown = parts.map((part) => {
    if (part instanceof Html) return part.text;
    return typeof part === "object" ? part.map(({ text }) => text).join("\n") : escapeHtml(String(part));
  });
  return new Html(String.raw({ raw: strings }, ...shown));
}

export interface Page<Data = RunData | SweepData> {
  readonly title: string;
  readonly body: Html;
  readonly data: Data;
}

/**
 * One self-contained HTML file: style, script and data are in it, and its Content-Security-Policy forbids it to load
 * anything, or to run any other script.
 */
export function documentOf({ title, body, data }: Page, { script, style }: Bundle): string {
  const policy = `default-src 'none'; script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="yenwind report">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
${body}
<script type="application/json" id="data">${new Html(scriptJson(data))}</script>
<script>${new Html(script)}</script>
</body>
</html>
`.text;
}

/** JSON that neither ends the element it stands in nor begins a comment there. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", String.raw`\u003c`);
}
