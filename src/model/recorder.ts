import { CAUSES, type Cause } from "./agents/kind.ts";
import { type KindBook, total } from "./books.ts";
import type { Account } from "./agents/kind.ts";
import { ACCOUNTS } from "./agents/kind.ts";
import { logPrice, volatilityRatio } from "./markets/marketState.ts";
import { EQUITY, FX, JGB, TECH, UST } from "./markets/names.ts";
import { yields } from "./markets/policy.ts";
import { dailyVariables, liquidationSeries, MOVES, pathObservables, POSITION_DAYS, windows } from "./observables.ts";
import type { World } from "./round.ts";
import { TRADING_DAYS_PER_YEAR } from "./units.ts";

/** A path whose numbers left their domain: which path, and what was found. */
export class PathError extends Error {
  readonly path: number;
  constructor(path: number, message: string) {
    super(`path ${path}: ${message}`);
    this.name = "PathError";
    this.path = path;
  }
}

/** Largest relative error of the sums over accounts before a path counts as broken. */
const ACCOUNT_TOLERANCE = 1e-12;

/** Values followed within a path: USDJPY, log returns of tech, equity and ust, yields of ust and jgb. */
const FOLLOWED = 6;

/** Collects what a path reports (see observables.ts). One object serves path after path. */
export function createRecorder(world: World) {
  const { setup, books, markets } = world;
  const { days, kinds } = setup;
  const series = liquidationSeries(kinds);
  const wins = windows(days);
  const columns = pathObservables(kinds, days);
  const daily = dailyVariables(kinds);
  const slotOffset: number[] = [];
  let slotCount = 0;
  for (const book of books.kinds) {
    slotOffset.push(slotCount);
    slotCount += book.slots.length;
  }
  const speculative = kinds.map((kind) => kind.speculativeShare(setup.configuration.agents[kind.name] as never));
  const isForced = (book: KindBook, n: number) => CAUSES[book.slots[n].cause as Cause].forced;

  const closes = new Float64Array((days + 1) * FOLLOWED);
  const lows = new Float64Array(FOLLOWED);
  const netByDay = new Float64Array((days + 1) * slotCount);
  const grossByDay = new Float64Array((days + 1) * slotCount);
  const positionByDay = new Float64Array(days + 1);
  const counters = books.kinds.map((book) => Object.keys(book.kind.counters).map(() => 0));
  const timeline = new Float64Array((days + 1) * daily.length);
  const frozenMoves = new Float64Array(MOVES.length);
  const now = new Float64Array(FOLLOWED);
  const accountNames = Object.keys(ACCOUNTS) as Account[];
  let repaidJpy = 0;
  let repaidUsd = 0;
  let run = 0;
  let longestRun = 0;
  let lastForced = 0;
  let parents = 0;
  let children = 0;

  function follow(): void {
    const y = yields(markets, setup);
    now[0] = markets.after[FX];
    now[1] = 100 * logPrice(markets, TECH);
    now[2] = 100 * logPrice(markets, EQUITY);
    now[3] = 100 * logPrice(markets, UST);
    now[4] = y.ust;
    now[5] = y.jgb;
  }

  function speculativeShort(): number {
    let short = 0;
    for (let k = 0; k < books.kinds.length; k++) {
      if (speculative[k] === 0) continue;
      const { columns: c, count } = books.kinds[k];
      let debt = 0;
      for (let i = 0; i < count; i++) debt -= c.yen[i];
      short += (speculative[k] * debt * markets.yen) / markets.after[FX];
    }
    return short;
  }

  function soldUsd(wanted: (book: KindBook, slot: number) => boolean): number {
    let sum = 0;
    for (const book of books.kinds) {
      for (let n = 0; n < book.slots.length; n++) if (wanted(book, n)) sum += book.slots[n].soldUsd;
    }
    return sum;
  }

  function recordDay(day: number): void {
    closes.set(now, day * FOLLOWED);
    books.kinds.forEach((book, k) => {
      book.slots.forEach((slot, n) => {
        netByDay[day * slotCount + slotOffset[k] + n] = slot.soldUsd;
        grossByDay[day * slotCount + slotOffset[k] + n] = slot.grossUsd;
      });
    });
    positionByDay[day] = speculativeShort();
    const at = day * daily.length;
    const frozen = [timeline[at + 13], timeline[at + 14]];
    timeline.set(
      [
        now[0], now[1], now[2], now[4], now[5], markets.usRate, markets.jpRate,
        100 * setup.sigma[FX] * volatilityRatio(markets, FX) * Math.sqrt(TRADING_DAYS_PER_YEAR),
        positionByDay[day], repaidUsd,
        soldUsd((book, n) => isForced(book, n) && (book.slots[n].market === TECH || book.slots[n].market === EQUITY)),
        soldUsd((book, n) => isForced(book, n) && book.slots[n].market === UST),
        books.defaults, frozen[0], frozen[1],
      ],
      at,
    );
    books.kinds.forEach((book, k) => {
      timeline[at + 15 + k] = soldUsd((b, n) => b === book && [UST, TECH, EQUITY].includes(b.slots[n].market));
    });
  }

  function writeMoves(out: Float64Array, at: number): void {
    const last = days * FOLLOWED;
    const worst = (v: number, sign: number, scale: (to: number, from: number) => number) => {
      let extreme = 0;
      for (let d = 1; d <= days; d++) {
        const change = sign * scale(closes[d * FOLLOWED + v], closes[Math.max(0, d - 3) * FOLLOWED + v]);
        if (change < extreme) extreme = change;
      }
      return sign * extreme;
    };
    const percent = (to: number, from: number) => to - from;
    let next = at;
    out[next++] = closes[last];
    out[next++] = lows[0];
    out[next++] = worst3dFx();
    for (const v of [1, 2, 3]) {
      out[next++] = closes[last + v];
      out[next++] = lows[v];
      out[next++] = worst(v, 1, percent);
    }
    for (const v of [4, 5]) {
      out[next++] = closes[last + v];
      out[next++] = lows[v];
      out[next++] = worst(v, -1, (to, from) => 100 * (to - from));
    }
  }

  function worst3dFx(): number {
    // The log price of fx is not among the followed values; its closes are kept by the markets.
    const row = FX * (121 + days) + 120;
    let extreme = 0;
    for (let d = 1; d <= days; d++) {
      const change = 100 * (markets.closes[row + d] - markets.closes[row + Math.max(0, d - 3)]);
      if (change < extreme) extreme = change;
    }
    return extreme;
  }

  function accountsError(path: number): number {
    let worstError = 0;
    for (const account of accountNames) {
      const { sum, size } = total(books, account);
      const error = Math.abs(sum + books.residual[account]) / Math.max(size, Math.abs(books.residual[account]), 1);
      if (!(error <= ACCOUNT_TOLERANCE)) {
        throw new PathError(path, `accounts do not close: ${account} is off by ${error} of its size`);
      }
      worstError = Math.max(worstError, error);
    }
    return worstError;
  }

  return {
    columns,
    daily,
    /** Daily values of the present path, [(days + 1) × daily variables]. */
    timeline,
    /** Call after the world was reset, before the first round. */
    begin(): void {
      repaidJpy = repaidUsd = run = longestRun = lastForced = parents = children = 0;
      for (const values of counters) values.fill(0);
      follow();
      lows.set(now);
      recordDay(0);
    },
    /** Call after every round. */
    afterRound(): void {
      follow();
      for (let v = 0; v < FOLLOWED; v++) if (now[v] < lows[v]) lows[v] = now[v];
      let forced = 0;
      books.kinds.forEach((book, k) => {
        let c = 0;
        for (const name in book.kind.counters) counters[k][c++] += book.sums[name];
        for (let n = 0; n < book.slots.length; n++) {
          const slot = book.slots[n];
          if (slot.market === FX) {
            if (book.kind.borrowsYen) {
              repaidUsd += slot.roundUsd;
              repaidJpy += slot.roundUsd * markets.execution[FX];
            }
          } else if (slot.market !== JGB && isForced(book, n)) forced += slot.roundUsd;
        }
      });
      if (lastForced > 0) {
        parents += lastForced;
        children += forced;
      }
      run = forced > 0 ? run + 1 : 0;
      longestRun = Math.max(longestRun, run);
      lastForced = forced;
      if (world.roundOfDay === 0) recordDay(world.day - 1);
    },
    /** Call at the end of the frozen twin, before the path itself is run. */
    keepFrozen(): void {
      writeMoves(frozenMoves, 0);
      for (let day = 0; day <= days; day++) {
        timeline[day * daily.length + 13] = closes[day * FOLLOWED];
        timeline[day * daily.length + 14] = closes[day * FOLLOWED + 1];
      }
    },
    /** Write the path's row. @throws PathError when the accounts do not close or a value is not finite */
    writeRow(path: number, out: Float64Array, at: number): void {
      let next = at;
      out[next++] = path;
      out[next++] = 1;
      writeMoves(out, next);
      next += MOVES.length;
      out.set(frozenMoves, next);
      next += MOVES.length;
      for (const values of counters) for (const value of values) out[next++] = value;
      out[next++] = repaidJpy;
      out[next++] = repaidUsd;
      out[next++] = books.defaults;
      out[next++] = books.creditLoss;
      for (const day of POSITION_DAYS) if (day < days) out[next++] = positionByDay[day];
      out[next++] = positionByDay[days];
      let treasuries = 0;
      let equities = 0;
      for (const { kind, columns: c, count } of books.kinds) {
        if (!kind.japanese) continue;
        for (let i = 0; i < count; i++) {
          treasuries += c.ust[i];
          equities += c.tech[i] + c.equity[i];
        }
      }
      out[next++] = treasuries;
      out[next++] = equities;
      out[next++] = longestRun;
      out[next++] = parents > 0 ? children / parents : 0;
      out[next++] = accountsError(path);
      for (const { slots, twoSided } of series) {
        for (const { day } of wins) {
          for (const byDay of twoSided ? [netByDay, grossByDay] : [netByDay]) {
            const at = (d: number) => {
              let sum = 0;
              for (const [k, n] of slots) sum += byDay[d * slotCount + slotOffset[k] + n];
              return sum;
            };
            if (day !== undefined) {
              out[next++] = at(day);
            } else {
              let worst = -Infinity;
              for (let d = 3; d <= days; d++) worst = Math.max(worst, at(d) - at(d - 3));
              out[next++] = worst;
            }
          }
        }
      }
      for (let n = at; n < next; n++) {
        if (!Number.isFinite(out[n])) throw new PathError(path, `${columns[n - at].name} is ${out[n]}`);
      }
    },
  };
}

export type Recorder = ReturnType<typeof createRecorder>;
