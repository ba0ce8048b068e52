import type { Account } from "../model/agents/kind.ts";
import { log } from "../model/elementary.ts";
import { FX, JGB, MARKET_COUNT, MARKETS } from "../model/markets/names.ts";
import type { ModelSetup } from "../model/setup.ts";
import { ACCOUNT_NAMES } from "./holdings.ts";
import type { RoundLog } from "./roundLog.ts";

/** What an agent's forced orders are measured on: its equity E (R7), or E − M, what it has above its margin requirement (R8). */
export interface Measure {
  /** In yen, for kinds whose books are kept in yen; else in dollars. */
  readonly yen: boolean;
  /** Less the margin requirement. */
  readonly margin: boolean;
}

/** How an account is worth dollars or yen: units × price of its market × USDJPY to a power. */
interface Position {
  readonly account: Account;
  /** Its market; −1 for money. */
  readonly market: number;
  /** Power of USDJPY in dollars; one more in yen. */
  readonly power: number;
}

const POSITIONS: readonly Position[] = ACCOUNT_NAMES.map((account) => {
  const market = account === "cash" || account === "yen" ? -1 : MARKETS.indexOf(account);
  return { account, market, power: account === "yen" || market === JGB ? -1 : 0 };
});

/** The state of the markets at a decision: prices, haircuts, value of the accounts. */
export interface Marks {
  readonly prices: Float64Array;
  readonly haircuts: Float64Array;
  /** Prices after the trades that follow. */
  readonly after: Float64Array;
  readonly usd: number;
  readonly yen: number;
}

/** Marks at t = 0, then at the decisions of every round: those of round t are in place t + 1. */
export function marksOf(rounds: RoundLog, setup: ModelSetup): Marks[] {
  const start: Marks = { prices: setup.base, haircuts: setup.haircut, after: setup.base, usd: 1, yen: 1 };
  const of = (values: Float64Array, round: number) => values.subarray(round * MARKET_COUNT, (round + 1) * MARKET_COUNT);
  return [
    start,
    ...Array.from({ length: rounds.usd.length }, (_, t): Marks => ({
      prices: of(rounds.before, t),
      haircuts: of(rounds.haircut, t),
      after: of(rounds.after, t),
      usd: rounds.usd[t],
      yen: rounds.yen[t],
    })),
  ];
}

/** E, or E − M, of an agent's accounts [accounts] at the marks of a decision. */
export function cushion(holdings: Float64Array, { prices, haircuts, usd, yen }: Marks, measure: Measure): number {
  let sum = 0;
  for (let n = 0; n < POSITIONS.length; n++) {
    if (holdings[n] === 0) continue;
    const worth = holdings[n] * unitValue(POSITIONS[n], prices, usd, yen, measure.yen);
    sum += measure.margin ? worth * keptShare(POSITIONS[n], worth, haircuts) : worth;
  }
  return sum;
}

/** Of a value, what counts above the haircut: 1 − h of an asset held, 1 + h_fx of a yen debt. */
function keptShare({ market, account }: Position, worth: number, haircuts: Float64Array): number {
  if (market >= 0) return 1 - haircuts[market] * Math.sign(worth);
  return account === "yen" && worth < 0 ? 1 + haircuts[FX] : 1;
}

/** Value of one unit of an account in the currency of the measure. */
function unitValue({ account, market, power }: Position, prices: Float64Array, usd: number, yen: number, inYen: boolean): number {
  const own = market >= 0 ? prices[market] : account === "cash" ? usd : yen;
  const exponent = power + (inYen ? 1 : 0);
  return exponent === 0 ? own : exponent > 0 ? own * prices[FX] : own / prices[FX];
}

/**
 * Add to `weights` [markets] how the value of holdings grows per log return of every market, over a leg from prices p to p′.
 *
 *   V(p′) − V(p) = Σ_m weights_m (x′_m − x_m),   weight of a position = L(V, V′),   L(a, b) = (b − a)/ln(b/a)
 *
 * The logarithmic mean makes this exact, not only for small moves.
 * Source: logarithmic mean Divisia index, Ang & Choi (1997).
 *
 * @param haircuts of the leg, for what counts above the margin
 */
export function addWeights(
  weights: Float64Array,
  at: number,
  holdings: Float64Array,
  from: Float64Array,
  to: Float64Array,
  { usd, yen }: Pick<Marks, "usd" | "yen">,
  haircuts: Float64Array,
  measure: Measure,
): void {
  for (let n = 0; n < POSITIONS.length; n++) {
    const position = POSITIONS[n];
    const power = position.power + (measure.yen ? 1 : 0);
    if (holdings[n] === 0 || (position.market < 0 && power === 0)) continue;
    const a = holdings[n] * unitValue(position, from, usd, yen, measure.yen);
    const b = holdings[n] * unitValue(position, to, usd, yen, measure.yen);
    const weight = logarithmicMean(a, b) * (measure.margin ? keptShare(position, a, haircuts) : 1);
    if (position.market >= 0) weights[at + position.market] += weight;
    if (power !== 0) weights[at + FX] += power * weight;
  }
}

/** (b − a)/ln(b/a), for two numbers of the same sign; the limits are a where they are equal, 0 where one is 0. */
export function logarithmicMean(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  const d = b / a - 1;
  if (Math.abs(d) > 0.01) return (b - a) / log(b / a);
  // ln(1 + d)/d = 1 − d/2 + d²/3 − …: the quotient would lose digits.
  return a / (1 - d * (1 / 2 - d * (1 / 3 - d * (1 / 4 - d * (1 / 5 - d * (1 / 6 - d * (1 / 7 - d / 8)))))));
}

/** What a rise of a haircut by one takes from E − M, per market [markets]: what is held there; for fx the yen debt. */
export function haircutExposure(holdings: Float64Array, { prices, usd, yen }: Marks, inYen: boolean): Float64Array {
  const exposure = new Float64Array(MARKET_COUNT);
  POSITIONS.forEach((position, n) => {
    const worth = holdings[n] * unitValue(position, prices, usd, yen, inYen);
    if (position.market >= 0) exposure[position.market] += Math.abs(worth);
    else if (position.account === "yen") exposure[FX] += Math.max(0, -worth);
  });
  return exposure;
}
