import { join } from "node:path";
import type { TimelineData } from "../page/runData.ts";
import { Columns, embedded } from "./columns.ts";
import { variableChoice } from "./titles.ts";

/** Days that a page embeds, at most, besides the last. */
const MOST_DAYS = 200;

/** timeline.arrow; of long horizons every n-th day and the last. @throws FileError when the file cannot be read */
export function readTimeline(folder: string, notes: string[]): TimelineData {
  const file = new Columns(join(folder, "timeline.arrow"));
  const [variables, statistics] = [file.codes("variable"), file.codes("statistic")];
  const [day, value] = [file.numbers("day"), file.numbers("value")];
  let last = 0;
  for (let row = 0; row < file.rows; row++) last = Math.max(last, day[row]);
  const step = Math.ceil(last / MOST_DAYS) || 1;
  const days = Array.from({ length: last + 1 }, (_, d) => d).filter((d) => d % step === 0 || d === last);
  if (step > 1) notes.push(`Of the days one in ${step} is in this page, and the last; timeline.arrow has all.`);
  const place = new Map(days.map((d, i) => [d, i]));
  const values = variables.values.map(() => statistics.values.map(() => days.map((): number | null => null)));
  for (let row = 0; row < file.rows; row++) {
    const at = place.get(day[row]);
    if (at !== undefined) values[variables.codes[row]][statistics.codes[row]][at] = embedded(value[row]);
  }
  return {
    days,
    statistics: statistics.values,
    variables: variables.values.map((name, v) => ({ ...variableChoice(name), values: values[v] })),
  };
}
