/**
 * R21 — Probability that the Ministry of Finance buys yen today.
 *
 *   p = p̄ · 1{r_20d > a} · 1{r_60d > b} · 1{S > line}
 *
 *   p̄      hazard while the conditions hold              [per day]
 *   r_20d  log return of USDJPY over 20 days, a = 2.5 %  [1]
 *   r_60d  log return of USDJPY over 60 days, b = 5 %    [1]
 *   S      USDJPY, line the level defended               [yen per dollar]
 *
 * With `lineOnly` the level alone decides. Source: the eve of the five large yen-buying
 * operations of 2022–2024 (Ministry of Finance, foreign exchange intervention operations).
 */
export function interventionHazard(
  hazard: number,
  return20d: number,
  speed20d: number,
  return60d: number,
  speed60d: number,
  usdjpy: number,
  line: number,
  lineOnly: boolean,
): number {
  if (!(usdjpy > line)) return 0;
  return lineOnly || (return20d > speed20d && return60d > speed60d) ? hazard : 0;
}
