import { exp } from "../elementary.ts";
import type { UsdBn } from "../units.ts";

/**
 * R21 — Size of one day's intervention.
 *
 *   lognormal: median · exp(s z)
 *
 *   median  of a day's operation   [USD bn]
 *   s       log standard deviation [1]
 *   z       standard normal
 *
 * Source: daily amounts published by the Ministry of Finance, 2022–2024.
 */
export function interventionSize(median: UsdBn, sigma: number, z: number): UsdBn {
  return median * exp(sigma * z);
}
