/** Ranges of whole numbers, both ends included. */
export type Ranges = readonly (readonly [from: number, to: number])[];

/** Ascending numbers as ranges: 4, 8, 15, 16, 17 → [4, 4], [8, 8], [15, 17]. */
export function rangesOfNumbers(numbers: Iterable<number>): [number, number][] {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && number <= last[1] + 1) last[1] = Math.max(last[1], number);
    else ranges.push([number, number]);
  }
  return ranges;
}

/** `4,8,15-17`, as Slurm writes lists of array tasks. */
export function listText(ranges: Ranges): string {
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(",");
}

/** Read `4,8,15-17`. @returns undefined when it is no such list */
export function parseList(text: string): [number, number][] | undefined {
  const ranges = text.split(",").map((part): [number, number] | undefined => {
    const [, from, to = from] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part.trim()) ?? [];
    return from === undefined || Number(to) < Number(from) ? undefined : [Number(from), Number(to)];
  });
  return ranges.includes(undefined) ? undefined : (ranges as [number, number][]);
}

/** The numbers of ranges, in their order. */
export function* numbersOf(ranges: Ranges): Generator<number> {
  for (const [from, to] of ranges) for (let number = from; number <= to; number++) yield number;
}
