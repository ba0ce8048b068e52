import type { ExplorerData } from "../page/liveData.ts";
import { html, Html, type Page, scriptJson } from "../report/document.ts";

/** A page of the explorer: as a report, but for its script and style, which have addresses of their own. */
export function explorerDocument({ title, body, data }: Page<unknown>, explorer: ExplorerData): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/explore.css">
</head>
<body>
${body}
<script type="application/json" id="data">${new Html(scriptJson(data))}</script>
<script type="application/json" id="explorer">${new Html(scriptJson(explorer))}</script>
<script src="/assets/explore.js"></script>
</body>
</html>
`.text;
}
