import type { DataTable } from "../chart.ts";
import { count } from "../show.ts";
import { element } from "./element.ts";

/** Rows of a table behind a chart, at most: it is there to be read. */
const MOST_ROWS = 200;

/** The numbers behind a chart, closed at first, and filled when it is opened. */
export function dataDetails(title: string): { readonly details: HTMLDetailsElement; show(table: DataTable): void } {
  const place = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Numbers: ${title}` });
  const details = element("details", { class: "behind" }, element("summary", {}, "Numbers"), place);
  let current: DataTable | undefined;
  const fill = () => {
    if (!details.open || current === undefined) return;
    place.replaceChildren(tableOf(current));
    current = undefined;
  };
  details.addEventListener("toggle", fill);
  return {
    details,
    show(table) {
      current = table;
      fill();
    },
  };
}

function tableOf({ columns, rows }: DataTable): HTMLElement {
  const shown = rows.slice(0, MOST_ROWS).map(([first, ...rest]) => element("tr", {}, element("th", { scope: "row" }, first), ...rest.map((cell) => element("td", {}, cell))));
  const head = element("thead", {}, element("tr", {}, ...columns.map((name) => (name === "" ? element("td") : element("th", { scope: "col" }, name)))));
  const table = element("table", {}, head, element("tbody", {}, ...shown));
  if (rows.length <= MOST_ROWS) return table;
  return element("div", {}, table, element("p", { class: "soft" }, `The first ${count(MOST_ROWS)} of ${count(rows.length)} rows; the files have all.`));
}
