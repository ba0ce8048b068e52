import { element } from "./element.ts";

/** A row with its heading. */
export function row(head: string, ...cells: readonly (string | Node)[]): HTMLElement {
  return element("tr", {}, element("th", { scope: "row" }, head), ...cells.map((cell) => element("td", {}, cell)));
}

/** A table of such rows; the heading of a column may be "". */
export function table(columns: readonly string[], rows: readonly HTMLElement[]): HTMLElement {
  const head = element("tr", {}, ...columns.map((name) => (name === "" ? element("td") : element("th", { scope: "col" }, name))));
  return element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows));
}
