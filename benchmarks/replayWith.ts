import type { BackEnd } from "../src/model/backEnd.ts";
import { PlainBackEnd } from "../src/model/plainBackEnd.ts";
import { MARKET_FIELDS, PREPARED, type Replay, SETTLEMENT_FIELDS, SUM_NAMES, VIEW_FIELDS } from "./hedgeFundReplay.ts";

/**
 * A function that gives field n of an object the number row[at + n · step]. It is compiled for
 * the names: a loop over them would take longer than many a fund's decision.
 */
function assignFields<Name extends string>(names: readonly Name[]): (to: Record<Name, number>, row: Float64Array, at: number, step: number) => void {
  const body = names.map((name, n) => `to.${name} = row[at + ${n} * step];`).join("\n");
  // oxlint-disable-next-line typescript/no-implied-eval -- the names are our own
  return new Function("to", "row", "at", "step", body) as never;
}

const showView = assignFields(VIEW_FIELDS);
const showPrepared = assignFields(PREPARED);
const showSettlement = assignFields(SETTLEMENT_FIELDS);

/**
 * Replay hedge funds with any back end that was made with `replay.setup` and `[replay.opening]`,
 * as many paths at a time as it has books: the frozen twins first, as in a simulation.
 *
 * @param paths how many: the first ones
 * @returns [paths × (rounds + 1) × SUM_NAMES]
 */
export function replayWith(backEnd: BackEnd, replay: Replay, paths = replay.paths): Float64Array {
  const { rounds, market, frozenMarket, paths: recorded } = replay;
  const { books, views, settlements } = backEnd;
  const width = MARKET_FIELDS.length * recorded;
  const sums = new Float64Array(paths * (rounds + 1) * SUM_NAMES.length);
  const defaults = books.map(() => 0);

  for (let first = 0; first < paths; first += books.length) {
    // A lane without a path of its own repeats the last.
    const path = (lane: number) => Math.min(first + lane, paths - 1);
    const show = (row: Float64Array, round: number): void => {
      for (let lane = 0; lane < books.length; lane++) {
        const at = round * width + path(lane);
        showView(views[lane], row, at, recorded);
        showPrepared(books[lane].kinds[0].scalars as Record<(typeof PREPARED)[number], number>, row, at + VIEW_FIELDS.length * recorded, recorded);
        showSettlement(settlements[lane], row, at + (VIEW_FIELDS.length + PREPARED.length) * recorded, recorded);
      }
    };

    backEnd.reset();
    for (let round = 0; round < rounds; round++) {
      show(frozenMarket, round);
      backEnd.decide(true);
      backEnd.settle();
    }
    backEnd.reset();
    defaults.fill(0);
    for (let round = 0; round <= rounds; round++) {
      show(market, round);
      backEnd.decide(false);
      if (round < rounds) backEnd.settle();
      for (let lane = 0; lane < books.length; lane++) {
        const at = (path(lane) * (rounds + 1) + round + 1) * SUM_NAMES.length - 1;
        sums.set(books[lane].kinds[0].sums, at + 1 - SUM_NAMES.length);
        sums[at] = books[lane].defaults - defaults[lane];
        defaults[lane] = books[lane].defaults;
      }
    }
  }
  return sums;
}

/** The sums by the very functions that a simulation uses, fund after fund: to the bit `replay.sums`. */
export function referenceReplay(replay: Replay): Float64Array {
  return replayWith(new PlainBackEnd(replay.setup, [replay.opening]), replay);
}

/** Whether sums of the first paths are the recorded ones, every number to the bit (0 and −0 are one). */
export function sameSums(found: Float64Array, { sums }: Replay): boolean {
  return found.length > 0 && found.length <= sums.length && found.every((value, n) => value === sums[n]);
}
