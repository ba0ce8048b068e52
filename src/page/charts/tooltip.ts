import { escapeHtml } from "../show.ts";

/** A heading and a table of names and values, as HTML; every text is shown as it is. */
export function tooltip(heading: string, rows: readonly (readonly [name: string, value: string])[]): string {
  const lines = rows.map(([name, value]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`);
  return `<div class="tip"><strong>${escapeHtml(heading)}</strong><table>${lines.join("")}</table></div>`;
}

/** What ECharts tells a formatter of an axis or of an item: only the position among the data is used here. */
export function position(given: unknown): number {
  const first = (Array.isArray(given) ? given[0] : given) as { readonly dataIndex?: number } | undefined;
  return first?.dataIndex ?? 0;
}
