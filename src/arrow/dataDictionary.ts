import type { Field } from "./field.ts";

/** A family of columns shown as one row, for example one column per day. */
export interface ColumnFamily {
  /** Which column names belong to it. */
  readonly pattern: RegExp;
  /** The name to print, for example "usdjpy_day<d>". */
  readonly name: string;
  readonly description: string;
}

/** One file of the result folder as the data dictionary describes it. */
export interface DocumentedFile {
  readonly name: string;
  readonly description: string;
  readonly fields: readonly Field[];
  readonly families?: readonly ColumnFamily[];
}

/**
 * Markdown: one section per file, one table row per column or family of columns.
 *
 * @throws Error when a family matches no column, or columns that differ in type or unit.
 */
export function dataDictionary(files: readonly DocumentedFile[]): string {
  return files.map(section).join("\n");
}

function section(file: DocumentedFile): string {
  const rows = tableRows(file).map(
    ({ name, type, unit, description, values }) =>
      `| \`${cell(name)}\` | ${type} | ${cell(unit)} | ${cell(withValues(description, values))} |\n`,
  );
  const head = "| column | type | unit | description |\n|---|---|---|---|\n";
  return `## ${file.name}\n\n${file.description}\n\n${head}${rows.join("")}`;
}

/** The file's fields, each family replaced by one row where its first member stands. */
function tableRows({ name, fields, families = [] }: DocumentedFile): Field[] {
  const firstOf = new Map<ColumnFamily, Field>();
  const rows: Field[] = [];
  for (const field of fields) {
    const family = families.find(({ pattern }) => field.name.search(pattern) >= 0);
    const first = family && firstOf.get(family);
    if (!family) rows.push(field);
    else if (!first) {
      firstOf.set(family, field);
      rows.push({ name: family.name, type: field.type, unit: field.unit, description: family.description });
    } else if (first.type !== field.type || first.unit !== field.unit) {
      const pair = `"${first.name}" and "${field.name}"`;
      throw new Error(`${name}: ${pair} differ in type or unit and cannot share a row`);
    }
  }
  const idle = families.find((family) => !firstOf.has(family));
  if (idle) throw new Error(`${name}: no column matches ${String(idle.pattern)}`);
  return rows;
}

function withValues(description: string, values: readonly string[] | undefined): string {
  return values ? `${description} One of ${values.map((value) => `\`${value}\``).join(", ")}.` : description;
}

/** A pipe or a line break would end the cell. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/\s*\n\s*/g, " ");
}
