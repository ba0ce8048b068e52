import Table from "cli-table3";

const NO_LINES = {
  top: "", "top-mid": "", "top-left": "", "top-right": "",
  bottom: "", "bottom-mid": "", "bottom-left": "", "bottom-right": "",
  left: "", "left-mid": "", mid: "", "mid-mid": "", right: "", "right-mid": "", middle: "  ",
};

/** A table without lines, and without a head if that is empty: the first column to the left, the others to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], { align = "right" as "left" | "right" } = {}): string {
  const drawn = new Table({
    head: [...head],
    chars: NO_LINES,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    colAligns: (rows[0] ?? head).map((_, column) => (column === 0 ? "left" : align)),
  });
  drawn.push(...rows.map((row) => [...row]));
  return drawn.toString().replaceAll(/ +$/gm, "");
}

/** Every line of a text, moved to the right. */
export function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "  ");
}
