import { element } from "./element.ts";

export interface SortableColumn<Row> {
  readonly title: string;
  readonly text: (row: Row) => string;
  /** What rows are sorted by; larger first at the first press of numbers, A first of texts. */
  readonly sort: (row: Row) => number | string;
}

/** A table whose headings are buttons that sort it. */
export function sortableTable<Row>(label: string, columns: readonly SortableColumn<Row>[], rows: readonly Row[], sortedBy: number): HTMLElement {
  const body = element("tbody");
  const heads = columns.map(({ title }) => element("th", { scope: "col" }, element("button", { type: "button" }, title)));
  let down = true;
  let by = -1;
  const sortBy = (column: number) => {
    const { sort } = columns[column];
    const texts = rows.length > 0 && typeof sort(rows[0]) === "string";
    down = by === column ? !down : !texts;
    by = column;
    const order = (a: Row, b: Row) => {
      const [x, y] = [sort(a), sort(b)];
      return x < y ? -1 : x > y ? 1 : 0;
    };
    const sorted = rows.toSorted((a, b) => (down ? order(b, a) : order(a, b)));
    body.replaceChildren(...sorted.map((row) => element("tr", {}, ...columns.map(({ text }, c) => (c === 0 ? element("th", { scope: "row" }, text(row)) : element("td", {}, text(row)))))));
    heads.forEach((head, h) => {
      if (h === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  };
  heads.forEach((head, h) => head.firstElementChild!.addEventListener("click", () => sortBy(h)));
  sortBy(sortedBy);
  return element("div", { class: "scroll tall", tabindex: "0", role: "region", "aria-label": label }, element("table", { class: "sortable" }, element("thead", {}, element("tr", {}, ...heads)), body));
}
