import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { UnitStore } from "../../src/sweep/unitStore.ts";

const METRICS = 2;
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "yenwind-store-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const journalFile = () => join(folder, "journal.jsonl");
const dataFile = () => join(folder, "units.bin");

interface Given {
  readonly point: string;
  readonly first: number;
  readonly count: number;
}

/** Metric m of path p of a point: a number that no other has. */
const number = (point: string, m: number, p: number) => point.charCodeAt(0) * 1e6 + m * 1e4 + p + 0.5;

function valuesOf({ point, first, count }: Given): Float64Array {
  return Float64Array.from({ length: METRICS * count }, (_, i) => number(point, Math.floor(i / count), first + (i % count)));
}

const THREE: readonly Given[] = [
  { point: "a", first: 0, count: 4 },
  { point: "b", first: 0, count: 2 },
  { point: "a", first: 4, count: 3 },
];

/** Write units one after the other. */
async function write(units: readonly Given[], at = folder): Promise<void> {
  const store = await UnitStore.open(at, METRICS);
  for (const unit of units) await store.add(unit.point, unit.first, valuesOf(unit), 0.1);
  await store.close();
}

/** By point and first path. */
const inOrder = <T extends Given>(units: readonly T[]): T[] => units.toSorted((x, y) => x.point.localeCompare(y.point) || x.first - y.first);

/** What a store has after it is opened anew: its units, without their place. */
async function reopened(at = folder): Promise<{ units: Given[]; dropped: number }> {
  const store = await UnitStore.open(at, METRICS);
  const units = inOrder([...store.recovered.units.values()].flat()).map(({ point, first, count }) => ({ point, first, count }));
  for (const unit of units) expect(columnsOf(store, unit)).toEqual([...valuesOf(unit)]);
  const { dropped } = store.recovered;
  await store.close();
  return { units, dropped };
}

/** The numbers of one unit as the store reads them back. */
function columnsOf(store: UnitStore, { point, first, count }: Given): number[] {
  const [only] = store.unitsOf(point).filter((unit) => unit.first === first);
  expect(only.count).toBe(count);
  const before = store.unitsOf(point).filter((unit) => unit.first < first);
  if (before.reduce((sum, unit) => sum + unit.count, 0) < first) return [...valuesOf({ point, first, count })]; // a gap before it: nobody can read it yet
  return Array.from({ length: METRICS }, (_, m) => [...store.column(point, m, first + count).subarray(first)]).flat();
}

test("what is added is there when the store is opened again, with every number", async () => {
  await write(THREE);
  expect(await reopened()).toEqual({ units: [THREE[0], THREE[2], THREE[1]], dropped: 0 });
});

test("a column is the paths in their order, whatever the order in which their units were finished", async () => {
  await write([{ point: "a", first: 5, count: 2 }, { point: "a", first: 0, count: 3 }, { point: "a", first: 3, count: 2 }]);
  const store = await UnitStore.open(folder, METRICS);
  expect([...store.column("a", 1, 6)]).toEqual([0, 1, 2, 3, 4, 5].map((p) => number("a", 1, p)));
  expect(() => store.column("a", 0, 8)).toThrow("paths 7 to 7 of point a are missing");
  expect(() => store.column("z", 0, 1)).toThrow("paths 0 to 0 of point z are missing");
  await store.close();
});

test("units that are added at once are all kept", async () => {
  const store = await UnitStore.open(folder, METRICS);
  const units = Array.from({ length: 50 }, (_, n) => ({ point: "ab"[n % 2], first: 2 * Math.floor(n / 2), count: 2 }));
  await Promise.all(units.map((unit) => store.add(unit.point, unit.first, valuesOf(unit), 0)));
  await store.close();
  expect((await reopened()).units).toHaveLength(50);
});

describe("after a crash", () => {
  test.each<[string, () => void, number, number]>([
    ["a torn last line", () => truncateSync(journalFile(), statSync(journalFile()).size - 5), 2, 1],
    ["a last line without its end", () => truncateSync(journalFile(), statSync(journalFile()).size - 1), 2, 1],
    ["a line of garbage at the end", () => appendFileSync(journalFile(), "\u0000garbage{\n"), 3, 1],
    ["a line that is JSON and no unit", () => appendFileSync(journalFile(), '{"point":"a","first":-1}\n'), 3, 1],
    ["zeros at the end of both files", () => [journalFile(), dataFile()].forEach((file) => appendFileSync(file, Buffer.alloc(512))), 3, 1],
    ["numbers whose line was never written", () => appendFileSync(dataFile(), Buffer.alloc(100, 7)), 3, 0],
    ["a units.bin that ends early", () => truncateSync(dataFile(), statSync(dataFile()).size - 1), 2, 1],
    ["an empty units.bin", () => truncateSync(dataFile(), 0), 0, 3],
    ["an empty journal", () => truncateSync(journalFile(), 0), 0, 0],
    ["no journal", () => rmSync(journalFile()), 0, 0],
  ])("%s: the whole units before it are kept, and the damage is counted", async (_, damage, kept, dropped) => {
    await write(THREE);
    damage();
    const found = await reopened();
    expect(found.units).toEqual(inOrder(THREE.slice(0, kept)));
    expect(found.dropped).toBe(dropped);
  });

  test("a line of garbage in the middle: the units before it are kept", async () => {
    await write(THREE);
    const lines = readFileSync(journalFile(), "utf8").split("\n");
    writeFileSync(journalFile(), [lines[0], "gar\ufffdbage", ...lines.slice(1)].join("\n"));
    expect((await reopened()).units).toEqual([THREE[0]]);
  });

  test.each([0, 1, 2])("a flipped bit among the numbers of unit %d: that unit is dropped and no other", async (damaged) => {
    await write(THREE);
    const bytes = readFileSync(dataFile());
    const at = THREE.slice(0, damaged).reduce((sum, { count }) => sum + 8 * METRICS * count, 0);
    bytes[at + 9] ^= 4;
    writeFileSync(dataFile(), bytes);
    const { units, dropped } = await reopened();
    expect(units).toEqual([0, 2, 1].filter((n) => n !== damaged).map((n) => THREE[n]));
    expect(dropped).toBe(1);
  });

  test("what is computed again is found afterwards, and the damaged line stays dropped", async () => {
    await write(THREE);
    const bytes = readFileSync(dataFile());
    bytes[3] ^= 1;
    writeFileSync(dataFile(), bytes);
    await write([THREE[0]]);
    expect(await reopened()).toEqual({ units: [THREE[0], THREE[2], THREE[1]], dropped: 1 });
  });

  test("a text in a line that is not UTF-8 any more leaves the lines after it as they are", async () => {
    const store = await UnitStore.open(folder, METRICS);
    await store.addFailure({ point: "c", failed: { path: 3, message: "usdjpy.end is NaN" } });
    await store.add("a", 0, valuesOf(THREE[0]), 0);
    await store.close();
    const bytes = readFileSync(journalFile());
    bytes[bytes.indexOf("usdjpy")] = 0xff;
    writeFileSync(journalFile(), bytes);
    for (let time = 0; time < 2; time++) {
      expect((await reopened()).units).toEqual([THREE[0]]);
      expect(readFileSync(journalFile())).toEqual(bytes);
    }
  });

  test("failures are noted and are no units", async () => {
    const store = await UnitStore.open(folder, METRICS);
    await store.add("a", 0, valuesOf(THREE[0]), 0);
    await store.addFailure({ point: "b", failed: { path: 3, message: "usdjpy.end is NaN" } });
    await store.close();
    expect(readFileSync(journalFile(), "utf8").split("\n")[1]).toBe('{"point":"b","failed":{"path":3,"message":"usdjpy.end is NaN"}}');
    expect(await reopened()).toEqual({ units: [THREE[0]], dropped: 0 });
  });
});

const share = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);
const history = fc.array(fc.record({ point: fc.constantFrom("a", "b", "c"), count: fc.integer({ min: 1, max: 5 }) }), { minLength: 1, maxLength: 12 }).map((units) => {
  const next = new Map<string, number>();
  return units.map(({ point, count }): Given => {
    const first = next.get(point) ?? 0;
    next.set(point, first + count);
    return { point, first, count };
  });
});

test("cut anywhere, a store holds whole units only: those whose line and numbers are there", async () => {
  await fc.assert(
    fc.asyncProperty(history, share, share, async (units, cutJournal, cutData) => {
      const at = mkdtempSync(join(folder, "cut-"));
      await write(units, at);
      const [journal, data] = [join(at, "journal.jsonl"), join(at, "units.bin")];
      const lines = readFileSync(journal, "utf8").split("\n").slice(0, -1);
      const [journalBytes, dataBytes] = [Math.round(cutJournal * statSync(journal).size), Math.round(cutData * statSync(data).size)];
      truncateSync(journal, journalBytes);
      truncateSync(data, dataBytes);
      let [journalAt, dataAt] = [0, 0];
      const whole = units.filter(({ count }, n) => {
        journalAt += lines[n].length + 1;
        dataAt += 8 * METRICS * count;
        return journalAt <= journalBytes && dataAt <= dataBytes;
      });
      const found = await reopened(at);
      expect(found.units).toEqual(inOrder(whole));
      // What is missing is computed again, and then all is there.
      await write(units.filter((unit) => !whole.includes(unit)), at);
      expect((await reopened(at)).units).toEqual(inOrder(units));
      rmSync(at, { recursive: true });
    }),
    { numRuns: 150 },
  );
});

test("once the disk has failed, everything that is added is refused with the same error, and nothing waits", async ({ skip }) => {
  if (!existsSync("/dev/full")) return skip("the system has no /dev/full");
  symlinkSync("/dev/full", dataFile());
  const store = await UnitStore.open(folder, METRICS);
  const add = () => store.add("a", 0, valuesOf(THREE[0]), 0);
  const outcomes = await Promise.allSettled([add(), add(), add()]);
  for (let time = 0; time < 3; time++) outcomes.push(...(await Promise.allSettled([add()])));
  const reasons = outcomes.map((outcome) => (outcome.status === "rejected" ? (outcome.reason as Error) : undefined));
  expect(new Set(reasons).size).toBe(1);
  expect(reasons[0]!.message).toMatch(/cannot write .*units\.bin.*ENOSPC/);
  await expect(store.addFailure({ point: "a", failed: { path: 0, message: "" } })).rejects.toBe(reasons[0]);
  await store.close();
});

test("a store that cannot be opened says which file: there is no such folder", async () => {
  await expect(UnitStore.open(join(folder, "missing"), METRICS)).rejects.toThrow(/cannot open .*journal\.jsonl/);
  expect(existsSync(join(folder, "missing"))).toBe(false);
});
