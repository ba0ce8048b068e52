import { describe, expect, test } from "vitest";
import { KINDS } from "../../src/model/agents/index.ts";
import { ACCOUNTS, type Account } from "../../src/model/agents/kind.ts";
import type { PlainBook } from "../../src/model/plainBackEnd.ts";
import { FX, JGB, MARKETS } from "../../src/model/markets/names.ts";
import { closeBooks } from "../../src/model/round.ts";
import { type PlainWorld, runRounds, testWorld } from "../world.ts";
import { STORM } from "./stress.ts";

const accounts = Object.keys(ACCOUNTS) as Account[];

/** Change of each account since the snapshot, summed over the agents that are still there. */
function change(book: PlainBook, before: Float64Array, account: Account): { sum: number; size: number } {
  const at = accounts.indexOf(account) * book.count;
  let sum = 0;
  let size = 0;
  for (let i = 0; i < book.count; i++) {
    if (book.columns.active[i] === 0) continue;
    sum += book.columns[account][i] - before[at + i];
    size += Math.abs(before[at + i]) + Math.abs(book.columns[account][i]);
  }
  return { sum, size };
}

/** What the sums by cause and market say must have happened to each account of a kind. */
function settled(book: PlainBook, { markets: s }: PlainWorld): Record<Account, number> {
  const net = (m: number) => book.slots.reduce((sum, slot) => sum + (slot.market === m ? s.filled[m] * book.sums[slot.net] : 0), 0);
  const units = MARKETS.map((_, m) => net(m));
  const paid = (m: number) => units[m] * s.execution[m];
  return {
    yen: (units[FX] - paid(JGB)) / s.yen,
    cash: -(units[FX] / s.execution[FX] + paid(1) + paid(2) + paid(3) + paid(5)) / s.usd,
    ust: units[1], tech: units[2], equity: units[3], jgb: units[4], other: units[5],
  };
}

describe("a year of storms with a biting participation cap", () => {
  const world = testWorld(STORM);
  const snapshots = world.books.kinds.map((book) => book.block.slice());
  const wrong: string[] = [];
  let capped = 0;
  let defaults = 0;
  for (let round = 0; round < world.setup.days * world.setup.rounds; round++) {
    world.books.kinds.forEach((book, k) => snapshots[k].set(book.block));
    runRounds(world, 1);
    if (world.markets.unfilled) capped += 1;
    defaults = world.books.defaults;
    world.books.kinds.forEach((book, k) => {
      const expected = settled(book, world);
      for (const account of accounts) {
        const { sum, size } = change(book, snapshots[k], account);
        if (!(Math.abs(sum - expected[account]) <= 1e-11 * (size + 1))) wrong.push(`round ${round} ${book.kind.name}.${account}: ${sum}, flows say ${expected[account]}`);
      }
      if (!book.block.every(Number.isFinite)) wrong.push(`round ${round} ${book.kind.name}: not finite`);
      for (const account of accounts.slice(2)) {
        if (!book.columns[account].every((units) => units >= 0)) wrong.push(`round ${round} ${book.kind.name}.${account}: below zero`);
      }
      if (book.kind.borrowsYen) {
        const owed = book.columns.yen.every((yen, i) => yen <= 1e-9 && book.columns.cash[i] < Infinity);
        if (!owed) wrong.push(`round ${round} ${book.kind.name}: repaid more yen than it owed`);
      }
    });
  }
  closeBooks([world]);

  test("is a storm: the cap bites, agents default, everybody trades", () => {
    expect(capped).toBeGreaterThan(50);
    expect(defaults).toBeGreaterThan(3);
    for (const { kind, slots } of world.books.kinds) expect([kind.name, slots.some((slot) => slot.grossUsd > 0)]).toEqual([kind.name, true]);
  });

  test("the sums by cause and market are the changes of the holdings, round by round and kind by kind", () => {
    expect(wrong).toEqual([]);
  });

  test("nothing is lost: every account of all agents and the market sums to zero", () => {
    for (const account of accounts) {
      const all = world.books.kinds.flatMap(({ columns }) => [...columns[account]]);
      const sum = all.reduce((a, b) => a + b, world.books.residual[account]);
      const size = all.reduce((a, b) => a + Math.abs(b), 1);
      expect(Math.abs(sum)).toBeLessThanOrEqual(1e-11 * size);
    }
  });

  test("the same seed runs it again to the bit, another seed does not", () => {
    const rerun = (seed: string) => {
      const again = runRounds(testWorld({ ...STORM, seed }), world.setup.days * world.setup.rounds);
      closeBooks([again]);
      return again.books.kinds.map((book) => Buffer.from(book.block.buffer).toString("base64"));
    };
    const blocks = world.books.kinds.map((book) => Buffer.from(book.block.buffer).toString("base64"));
    expect(rerun("test")).toEqual(blocks);
    expect(rerun("another")).not.toEqual(blocks);
  });
});

test("the frozen twin of the storm moves official agents only", () => {
  const world = runRounds(testWorld({ ...STORM, frozen: true }), 500);
  expect(KINDS.some((kind) => kind.official)).toBe(true);
  for (const { kind, block, opening, slots } of world.books.kinds) {
    expect([kind.name, slots.some((slot) => slot.grossUsd > 0)]).toEqual([kind.name, kind.official]);
    if (!kind.official) expect(block).toStrictEqual(new Float64Array(opening));
  }
});
