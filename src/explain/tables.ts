import { join } from "node:path";
import type { Field } from "../arrow/field.ts";
import type { FileEntry } from "../arrow/manifest.ts";
import type { Cell } from "../arrow/rowWriter.ts";
import type { Kind } from "../model/agents/kind.ts";
import { observableOf } from "./explainPath.ts";
import { written } from "../sweep/tables.ts";
import type { Explanation } from "./explanation.ts";
import { explainFields } from "./fields.ts";

/** A row by column name: texts for categories too. */
type Row = Readonly<Record<string, string | number | boolean>>;

/** Write the Arrow files of an explanation. @throws FileError when the disk fails */
export function writeTables(folder: string, explanation: Explanation, kinds: readonly Kind[], metadata: Readonly<Record<string, string>>): FileEntry[] {
  const { cascade, days } = explanation;
  const fields = explainFields(kinds, cascade.groups.map(({ name }) => name));
  const name = (group: number) => cascade.groups[group].name;
  const rows: Record<keyof typeof fields, readonly Row[]> = {
    events: explanation.events.map((event) => ({ ...event })),
    decomposition: explanation.decomposition.map(({ day, market, source, part, percent }) => ({ day, market, source: source.name, orders: source.orders, part, log_return: percent })),
    nodes: cascade.nodes.map(({ group, ...node }) => ({ ...node, seller: name(group) })),
    edges: cascade.edges.map(({ fromDay, from, toDay, to, market, channel, usd }) => ({ from_day: fromDay, from: name(from), to_day: toDay, to: name(to), market, channel, usd })),
    sellers: cascade.sellers.map(({ firstDay, ...seller }) => ({ ...seller, first_day: firstDay })),
    knockouts: explanation.knockouts.flatMap(({ name: knockout, description, effects }) =>
      effects.map((effect) => ({ ...effect, knockout, description, unit: observableOf(kinds, days, effect.metric).unit })),
    ),
  };
  return (Object.keys(fields) as (keyof typeof fields)[]).map((file) =>
    written(join(folder, `${file}.arrow`), fields[file], metadata, (writer) => {
      const cells = cellsOf(fields[file]);
      for (const row of rows[file]) writer.add(cells(row));
    }),
  );
}

/** Cells of a row in the order of the fields; categories as their codes. */
function cellsOf(fields: readonly Field[]): (row: Row) => Cell[] {
  const codes = fields.map(({ values }) => values && new Map(values.map((value, code) => [value, code])));
  return (row) => fields.map(({ name }, c) => codes[c]?.get(row[name] as string) ?? (typeof row[name] === "boolean" ? Number(row[name]) : (row[name] as Cell)));
}
