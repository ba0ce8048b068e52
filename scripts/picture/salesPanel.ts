import { openColumns } from "../../src/arrow/readColumn.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { element, label, line, linear, ticks } from "../../src/picture/svg.ts";
import { type Distribution, distribution } from "../../src/run/distribution.ts";

/** The US assets that the panel adds up. */
const US_ASSETS = ["ust", "tech", "equity"];

interface Sales extends Distribution {
  readonly title: string;
}

/** Per kind, then for all kinds: Treasuries and US equity sold by the horizon, net, over the paths. */
export function usSales(pathsFile: string): Sales[] {
  const columns = openColumns(pathsFile);
  try {
    return [...KINDS, { name: "all", title: "All kinds" }].flatMap(({ name, title }) => {
      const sold = US_ASSETS.map((asset) => `${name}.${asset}.all.horizon`).filter((column) => columns.names.includes(column));
      if (sold.length === 0) return [];
      const total = new Float64Array(columns.rows);
      for (const column of sold) columns.column(column).forEach((x, i) => (total[i] += x));
      return [{ title, ...distribution(total) }];
    });
  } finally {
    columns.close();
  }
}

/** A row per kind: 5 to 95 % as a bar, the median as a tick, expected shortfall as a dot. */
export function salesPanel(sales: readonly Sales[], days: number, left: number, top: number, width: number, height: number): string {
  const from = Math.min(0, ...sales.map(({ q05 }) => q05));
  const to = Math.max(...sales.flatMap(({ q95, es99 }) => [q95, es99]));
  const names = 200; // room for the titles
  const x = linear(from, to, left + names, left + width - 8);
  const rowHeight = height / sales.length;
  const middle = (row: number) => top + (row + 0.5) * rowHeight;
  const grid = ticks(from, to, 8).flatMap((value) => [
    line(x(value), top, x(value), top + height, value === 0 ? "zero" : "grid"),
    label(x(value), top + height + 16, String(value).replace("-", "−"), { "text-anchor": "middle", class: "soft" }),
  ]);
  const rows = sales.flatMap(({ title, q05, q50, q95, es99 }, row) => {
    const y = middle(row);
    const last = row === sales.length - 1 ? " strong" : "";
    return [
      label(left + names - 10, y + 4, title, { "text-anchor": "end", class: `name${last}` }),
      element("rect", { x: x(q05), y: y - 7, width: Math.max(x(q95) - x(q05), 1), height: 14, rx: 2, class: "bar" }),
      line(x(q50), y - 10, x(q50), y + 10, "median"),
      element("circle", { cx: x(es99), cy: y, r: 4, class: "tail" }),
    ];
  });
  return [
    label(left, top - 36, `US assets sold in ${days} days, USD bn`, { class: "title" }),
    label(left, top - 18, "Treasuries and equity, net of purchases, by kind of agent", { class: "soft" }),
    ...grid,
    ...rows,
    ...key(left + names - 30, top + height + 40),
  ].join("\n");
}

function key(x: number, y: number): string[] {
  return [
    element("rect", { x, y: y - 9, width: 22, height: 10, rx: 2, class: "bar" }),
    label(x + 28, y, "5 to 95 %", { class: "soft" }),
    line(x + 104, y - 11, x + 104, y + 3, "median"),
    label(x + 110, y, "median", { class: "soft" }),
    element("circle", { cx: x + 170, cy: y - 4, r: 4, class: "tail" }),
    label(x + 178, y, "mean of the worst 1 %", { class: "soft" }),
  ];
}
