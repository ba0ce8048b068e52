import { minusLn } from "../random/logarithm.ts";
import type { Estimate } from "./estimate.ts";

/**
 * Clopper and Pearson's interval of a proportion at confidence 1 − α: every p with which neither
 * P(Bin(n, p) ≥ hits) nor P(Bin(n, p) ≤ hits) is below α/2. It holds the true probability at least as often as it
 * says, for every n.
 *
 * Source: Clopper & Pearson (1934), Biometrika 26, 404–413.
 *
 * @param hits 0 … n
 * @param n at least 1
 * @param alpha in (0, 1)
 */
export function clopperPearson(hits: number, n: number, alpha: number): Estimate {
  return { value: hits / n, ciLow: lowerBound(hits, n, alpha), ciHigh: 1 - lowerBound(n - hits, n, alpha) };
}

/**
 * Ranks of the order statistics between which the quantile at level p lies with confidence 1 − α, whatever the law:
 *
 *   l the largest with P(Bin(n, p) < l) ≤ α/2,   u the smallest with P(Bin(n, p) ≥ u) ≤ α/2
 *
 * Source: David & Nagaraja (2003), Order Statistics, section 7.1.
 *
 * @returns l may be 0 and u may be n + 1: the sample has no such bound
 */
export function quantileRanks(n: number, p: number, alpha: number): { low: number; high: number } {
  return { low: n + 1 - upperRank(n, 1 - p, alpha), high: upperRank(n, p, alpha) };
}

/** The smallest u with P(Bin(n, p) ≥ u) ≤ α/2, at most n + 1. */
function upperRank(n: number, p: number, alpha: number): number {
  const most = ln(alpha / 2);
  let inside = Math.floor(n * p); // about the median: its tail weighs more than α/2, or the search ends next to it
  let outside = n + 1;
  while (outside - inside > 1) {
    const k = Math.floor((inside + outside) / 2);
    if (lnUpperTail(n, k, p, lnChoose(n, k)) <= most) outside = k;
    else inside = k;
  }
  return outside;
}

/** The p with P(Bin(n, p) ≥ hits) = α/2, by bisection down to neighbouring numbers; 0 for no hits. */
function lowerBound(hits: number, n: number, alpha: number): number {
  if (hits === 0) return 0;
  const target = ln(alpha / 2);
  const choose = lnChoose(n, hits);
  let low = 0;
  let high = hits / n;
  for (;;) {
    const p = (low + high) / 2;
    if (p === low || p === high) return low;
    if (lnUpperTail(n, hits, p, choose) <= target) low = p;
    else high = p;
  }
}

/**
 * ln P(Bin(n, p) ≥ k) for 1 ≤ k ≤ n above the mean, where the terms fall from the first on:
 *
 *   P = C(n, k) pᵏ (1 − p)ⁿ⁻ᵏ (1 + r_k + r_k r_{k+1} + …),   r_j = (n − j) p/((j + 1)(1 − p))
 */
function lnUpperTail(n: number, k: number, p: number, choose: number): number {
  const odds = p / (1 - p);
  let sum = 1;
  let term = 1;
  for (let j = k; j < n && term > sum * 1e-17; j++) {
    term *= ((n - j) / (j + 1)) * odds;
    sum += term;
  }
  const rest = n === k ? 0 : (n - k) * ln(1 - p);
  return choose + k * ln(p) + rest + ln(sum);
}

function lnChoose(n: number, k: number): number {
  return lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);
}

/** ln m!, by Stirling's series from m = 19 on, where factorials are no longer exact. */
function lnFactorial(m: number): number {
  if (m < 19) {
    let product = 1;
    for (let i = 2; i <= m; i++) product *= i;
    return ln(product);
  }
  const s = 1 / (m * m);
  const series = (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s / 1680))) / m;
  return (m + 0.5) * ln(m) - m + 0.9189385332046727 + series; // ½ ln 2π
}

/** Natural logarithm of x > 0, the same on every engine. */
function ln(x: number): number {
  if (x <= 0.5) return -minusLn(x);
  return x >= 2 ? minusLn(1 / x) : 2 * Math.LN2 - minusLn(x / 4);
}
