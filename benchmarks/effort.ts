/** With YENWIND_BENCH_QUICK set, as `yenwind bench --quick` does, a tenth of the work or less: a look, not a measurement. */
export const quick = process.env.YENWIND_BENCH_QUICK !== undefined;

/** So many, or a tenth of it, but an even number and at least `least`. */
export function amount(full: number, least = 2): number {
  return quick ? Math.max(least, 2 * Math.round(full / 20)) : full;
}
