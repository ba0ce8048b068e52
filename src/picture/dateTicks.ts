const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** 2024-07-02 as 2 Jul; any other text as it is. */
export function shortDate(date: string): string {
  const [, month, day] = /^\d{4}-(\d\d)-(\d\d)$/.exec(date) ?? [];
  return MONTHS[Number(month) - 1] === undefined ? date : `${Number(day)} ${MONTHS[Number(month) - 1]}`;
}

/** The first and the last day and some between, as evenly as whole days allow, at most `most` of them. */
export function dateTicks(dates: readonly string[], most: number): { readonly day: number; readonly text: string }[] {
  const last = dates.length - 1;
  if (last < 1) return dates.map((date, day) => ({ day, text: shortDate(date) }));
  const steps = Math.max(1, Math.min(most - 1, last));
  return Array.from({ length: steps + 1 }, (_, i) => Math.round((i * last) / steps)).map((day) => ({ day, text: shortDate(dates[day]) }));
}
