import { looks } from "./looks.ts";

/** Size of the first look, and by how much looks grow. */
const FIRST = 256;
const RATIO = 1.5;

/**
 * Sizes of the looks of a sequential run, growing by half, up to a budget, which is the last.
 *
 * @param multiple all but the last are multiples of it, for example the paths of a chunk
 */
export function looksUpTo(budget: number, multiple: number): number[] {
  const sizes: number[] = [];
  for (const size of looks(FIRST, RATIO, multiple)) {
    if (size >= budget) break;
    sizes.push(size);
  }
  return [...sizes, budget];
}
