import type { PlainWorld } from "../world.ts";
import { CAUSES, type Cause } from "../../src/model/agents/kind.ts";
import { FX, JGB, MARKETS } from "../../src/model/markets/names.ts";
import type { Recorder } from "../../src/model/recorder.ts";
import { closeBooks, resetWorlds, runRound } from "../../src/model/round.ts";

/** Everything that happened in one round, written down in full. */
export interface Entry {
  readonly day: number;
  readonly prices: readonly number[];
  readonly sales: readonly { kind: string; asset: string; cause: string; forced: boolean; usd: number; gross: number; jpy: number }[];
  readonly sums: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly yenDebtUsd: Readonly<Record<string, number>>;
}

/** Run one path (or its frozen twin) and keep a diary of it beside the recorder. */
export function diary(world: PlainWorld, recorder: Recorder, frozen: boolean): Entry[] {
  const entries: Entry[] = [];
  resetWorlds([world], frozen);
  recorder.begin();
  entries.push(entry(world, 0));
  for (let round = 0; round < world.setup.days * world.setup.rounds; round++) {
    runRound([world]);
    recorder.afterRound();
    entries.push(entry(world, Math.floor(round / world.setup.rounds) + 1));
  }
  if (frozen) recorder.keepFrozen();
  else closeBooks([world]);
  return entries;
}

function entry({ books, markets: s }: PlainWorld, day: number): Entry {
  const sales = books.kinds.flatMap((book) =>
    book.slots.map(({ cause, market, net, gross }) => {
      const price = market === FX ? 1 / s.execution[FX] : market === JGB ? s.execution[JGB] / s.execution[FX] : s.execution[market];
      const filled = s.filled[market] * book.sums[net];
      return {
        kind: book.kind.name,
        asset: MARKETS[market] as string,
        cause,
        forced: CAUSES[cause as Cause].forced,
        usd: (market === FX ? filled : -filled) * price,
        gross: (gross < 0 ? Math.abs(filled) : s.filled[market] * book.sums[gross]) * price,
        jpy: market === FX ? filled : 0,
      };
    }),
  );
  return {
    day,
    prices: [...s.after],
    sales,
    sums: Object.fromEntries(books.kinds.map((book) => [book.kind.name, { ...book.named }])),
    yenDebtUsd: Object.fromEntries(books.kinds.map(({ kind, columns }) => [kind.name, -(columns.yen.reduce((a, b) => a + b, 0) * s.yen) / s.after[FX]])),
  };
}
