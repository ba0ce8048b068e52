/** A paragraph of prose, or indented lines whose columns matter: an equation, a list of symbols. */
export interface DocBlock {
  readonly kind: "prose" | "preformatted";
  readonly text: string;
}

/**
 * The documentation comment right above `export const|function <name>`, as blocks.
 *
 * @throws Error when the declaration has none
 */
export function docComment(source: string, name: string): DocBlock[] {
  const declared = new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*export (?:const|function) ${name}\\b`);
  const comment = declared.exec(source)?.[1];
  if (comment === undefined) throw new Error(`${name} has no documentation comment`);
  const lines = comment.split("\n").map((line) => line.replace(/^\s*\* ?/, "").trimEnd());
  const paragraphs = lines.join("\n").trim().split(/\n{2,}/);
  const blocks: DocBlock[] = [];
  for (const paragraph of paragraphs) {
    const preformatted = /^(?: {2}| ?\d+ )/.test(paragraph);
    const last = blocks.at(-1);
    if (preformatted && last?.kind === "preformatted") {
      blocks[blocks.length - 1] = { kind: "preformatted", text: `${last.text}\n\n${dedent(paragraph)}` };
    } else if (preformatted) blocks.push({ kind: "preformatted", text: dedent(paragraph) });
    else blocks.push({ kind: "prose", text: paragraph.replaceAll(/\s*\n\s*/g, " ") });
  }
  return blocks;
}

const dedent = (text: string) => text.replaceAll(/^ {2}/gm, "");
