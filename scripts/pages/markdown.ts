/** A table; cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(oneLine).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}

/** A pipe or a line break would end the cell. */
const oneLine = (text: string) => text.replaceAll(/(?<!\\)\|/g, "\\|").replaceAll(/\s*\n\s*/g, " ");

/** Code in a cell or a sentence. */
export const code = (text: string): string => `\`${text}\``;

/**
 * Plain text as Markdown: what would be markup is escaped, code spans stay, and every rule
 * number becomes a link to its section of `page` ("" is the page itself).
 */
export function prose(text: string, page = ""): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, i) => (i % 2 === 1 ? part : linkRules(part.replaceAll(/[\\*_<~[\]]/g, "\\$&"), page)))
    .join("");
}

/** Every rule number as a link to its section of `page`; text that is Markdown already. */
export const linkRules = (text: string, page = ""): string => text.replaceAll(/\bR(\d{1,2})\b/g, `[R$1](${page}#r$1)`);

/** Text that keeps its line breaks and columns. */
export const block = (text: string): string => `\`\`\`text\n${text}\n\`\`\``;
