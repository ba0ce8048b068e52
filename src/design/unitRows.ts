/** Points of the unit cube, one a row: coordinate j of point i is values[i · dimensions + j], in (0, 1). */
export interface UnitRows {
  readonly rows: number;
  readonly dimensions: number;
  /** [rows × dimensions] */
  readonly values: Float64Array;
}

/** @throws RangeError when `value` is not a whole number from `least` to `most`. */
export function requireCount(name: string, value: number, least: number, most: number): void {
  if (!(Number.isInteger(value) && value >= least && value <= most)) {
    throw new RangeError(`${name} must be a whole number from ${least} to ${most}, got ${value}`);
  }
}
