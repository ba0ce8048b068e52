import { label, line, type Scale } from "./svg.ts";

/** Something that happened on a trading day, in a word or two. */
export interface Mark {
  readonly day: number;
  readonly label: string;
}

/** Pixels from one row of labels to the next. */
const ROW = 16;
/** Pixels of a letter, on the wide side: fonts differ. */
const LETTER = 7.2;
const GAP = 4;

/**
 * The row of each label, 0 the lowest: a label begins at its line and reaches to the right, so it lies above the
 * labels whose lines it would cross.
 */
export function eventRows(marks: readonly Mark[], x: Scale): number[] {
  const rows: number[] = marks.map(() => 0);
  const order = marks.map((_, i) => i).sort((a, b) => marks[b].day - marks[a].day);
  order.forEach((i, n) => {
    const end = x(marks[i].day) + 2 * GAP + marks[i].label.length * LETTER;
    const crossed = order.slice(0, n).filter((j) => x(marks[j].day) < end);
    rows[i] = Math.max(-1, ...crossed.map((j) => rows[j])) + 1;
  });
  return rows;
}

/** Height that the labels take above the plot. */
export const eventHeight = (marks: readonly Mark[], x: Scale): number => (marks.length === 0 ? 0 : (Math.max(...eventRows(marks, x)) + 1) * ROW);

/** A vertical line per event from the bottom of the plot to its label above the top. */
export function eventMarks(marks: readonly Mark[], x: Scale, top: number, bottom: number): string[] {
  const rows = eventRows(marks, x);
  return marks.flatMap(({ day, label: text }, i) => {
    const height = top - GAP - rows[i] * ROW;
    return [line(x(day), height - 10, x(day), bottom, "event"), label(x(day) + GAP, height, text, { class: "soft" })];
  });
}
