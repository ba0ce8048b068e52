import type { JpyBn, Percent } from "../units.ts";

/**
 * R17 — Economic solvency ratio of a life insurer.
 *
 *   ESR = ESR⁰ + (V − V⁰)/SCR + s_y (y_jgb − y_jgb⁰)
 *
 *   V     foreign book with its hedges, in yen: moves with equity and unhedged fx  [JPY bn]
 *   SCR   required capital                                                         [JPY bn]
 *   s_y   sensitivity to yields, liabilities being longer than assets              [1 per percentage point]
 *
 * Source: economic-value regime of Japan (March 2026); 50 bp ≈ 6 points of ESR as disclosed by Dai-ichi Life.
 */
export function solvencyRatio(
  initial: number,
  value: JpyBn,
  initialValue: JpyBn,
  requiredCapital: JpyBn,
  yieldSensitivity: number,
  yieldChange: Percent,
): number {
  return initial + (value - initialValue) / requiredCapital + yieldSensitivity * yieldChange;
}
