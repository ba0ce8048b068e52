import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KINDS } from "../../src/model/agents/index.ts";
import { ACCOUNTS, flowNames, type Kind, ORDERED, ORDERS, REST } from "../../src/model/agents/kind.ts";
import { ASSETS, MARKETS } from "../../src/model/markets/names.ts";
import { agentsOf, decideAll, live, worldOf } from "./book.ts";
import { lives, views } from "./views.ts";

/** What every kind of agent promises about its decisions, in any market it may be shown. */
describe.each(KINDS.map((kind) => [kind.name, kind] as const))("%s", (_name, kind: Kind) => {
  const world = worldOf(kind);
  const book = world.books.kinds[0];
  const flows = flowNames(kind);

  test("keeps every number finite and sells at most what it holds", () => {
    fc.assert(
      fc.property(lives, (rounds) => {
        world.backEnd.reset();
        let unfilled = 0;
        for (const [view, fill] of rounds) {
          live(world, { ...view, unfilled }, fill, () => {
            for (let n = 0; n < book.ordered; n++) {
              const i = book.orders[n];
              for (const asset of ASSETS) expect(-book.columns[`order_${asset}`][i]).toBeLessThanOrEqual(book.columns[asset][i]);
            }
          });
          unfilled = fill.filled.some((share) => share < 1) ? 1 : 0;
          expect(book.block.every(Number.isFinite)).toBe(true);
          for (const asset of ASSETS) expect(book.columns[asset].every((units) => units >= 0)).toBe(true);
          for (const sum of Object.values(book.named)) expect(sum).toSatisfy(Number.isFinite);
        }
      }),
    );
  });

  test("decides from what it is given alone: the same books and market give the same orders to the bit", () => {
    const twin = worldOf(kind);
    fc.assert(
      fc.property(lives, (rounds) => {
        world.backEnd.reset();
        twin.backEnd.reset();
        for (const [view, fill] of rounds) {
          live(world, view, fill);
          live(twin, Object.freeze({ ...view }), fill);
        }
        expect(Buffer.compare(bytes(book.block), bytes(twin.books.kinds[0].block))).toBe(0);
        expect(twin.books.kinds[0].named).toStrictEqual(book.named);
      }),
    );
  });

  test("writes the order columns, its own columns, called and its sums, of its own agent only", () => {
    const allowed = new Set([...Object.keys(ORDERS), ...Object.keys(kind.columns), "called"]);
    const sums = new Set([...flows.flatMap((f) => [f.net, ...(f.gross ? [f.gross] : [])]), ...Object.keys(kind.counters)]);
    const traded = [...new Set(flows.map((flow) => `order_${flow.market}`))];
    fc.assert(
      fc.property(lives, (rounds) => {
        world.backEnd.reset();
        for (const [view, fill] of rounds) {
          live(world, view, fill);
          for (let i = 0; i < book.count; i++) {
            // Every other agent has nothing left to sell: its orders of zero must be written too.
            if (i % 2 === 1) for (const asset of ASSETS) book.columns[asset][i] = 0;
            const written = new Set<string>();
            const note = (name: string) => written.add(name);
            const columns = Object.fromEntries(Object.entries(book.columns).map(([name, column]) => [name, watched(column.slice(), i, () => note(name))]));
            const seen = watchedSums(book.named, (name) => expect(sums).toContain(name));
            book.kind.prepare?.(book.scalars, view);
            const decision = kind.decide(i, columns as never, Object.freeze({ ...view }), Object.freeze({ ...book.scalars }), seen);
            for (const name of written) expect(allowed).toContain(name);
            if (decision === ORDERED) expect([...written]).toEqual(expect.arrayContaining(traded));
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test("adds to its sums exactly what it orders; gross is the size of net, and without gross a sum has one sign", () => {
    const sign: Record<string, number> = {};
    fc.assert(
      fc.property(lives, (rounds) => {
        world.backEnd.reset();
        let unfilled = 0;
        for (const [given, fill] of rounds) {
          const view = { ...given, unfilled };
          kind.prepare?.(book.scalars, view);
          for (let i = 0; i < book.count; i++) {
            const before = book.block.slice();
            const f = Object.fromEntries(Object.keys(book.named).map((name) => [name, 0]));
            const decision = kind.decide(i, book.columns as never, view, book.scalars, f);
            for (const market of MARKETS) {
              const slots = flows.filter((flow) => flow.market === market);
              const net = slots.reduce((sum, flow) => sum + f[flow.net], 0);
              const size = slots.reduce((sum, flow) => sum + Math.abs(f[flow.net]), 0);
              const order = decision === ORDERED && slots.length > 0 ? book.columns[`order_${market}`][i] : 0;
              expect(Math.abs(net - order)).toBeLessThanOrEqual(1e-12 * Math.max(size, Math.abs(order)));
            }
            for (const { net, gross } of flows) {
              if (gross) expect(f[gross]).toBe(Math.abs(f[net]));
              else if (Math.abs(f[net]) > 1e-9) expect(Math.sign(f[net])).toBe((sign[net] ??= Math.sign(f[net])));
            }
            book.block.set(before);
          }
          live(world, view, fill);
          unfilled = fill.filled.some((share) => share < 1) ? 1 : 0;
        }
      }),
      { numRuns: 60 },
    );
  });

  test("does not know its place: agents in another order order the same, and the sums agree", () => {
    const count = agentsOf(kind, 12);
    const mixed = worldOf(kind, 12);
    const straight = worldOf(kind, 12);
    const [a, b] = [straight.books.kinds[0], mixed.books.kinds[0]];
    const place = Array.from({ length: count }, (_, i) => (i * 5 + 3) % count);
    fc.assert(
      fc.property(views, (view) => {
        straight.backEnd.reset();
        mixed.backEnd.reset();
        for (const name in a.columns) place.forEach((from, to) => (b.columns[name][to] = a.columns[name][from]));
        decideAll(a, view);
        decideAll(b, view);
        for (const name in a.columns) place.forEach((from, to) => expect(b.columns[name][to]).toBe(a.columns[name][from]));
        const sizes = flows.reduce((sum, flow) => sum + Math.abs(a.named[flow.net]), 1);
        for (const name in a.named) expect(Math.abs(a.named[name] - b.named[name])).toBeLessThanOrEqual(1e-12 * (sizes + Math.abs(a.named[name])));
      }),
      { numRuns: 40 },
    );
  });

  test("only checks for defaults when a path is over", () => {
    fc.assert(
      fc.property(lives, views, (rounds, last) => {
        world.backEnd.reset();
        for (const [view, fill] of rounds) live(world, view, fill);
        const before = book.block.slice();
        const sums = { ...book.named };
        for (let i = 0; i < book.count; i++) {
          expect(kind.decide(i, book.columns as never, { ...last, closing_only: 1 }, book.scalars, book.named)).not.toBe(ORDERED);
        }
        expect(book.block).toStrictEqual(before);
        expect(book.named).toStrictEqual(sums);
      }),
      { numRuns: 40 },
    );
  });

  test.runIf(kind.rules.includes("R27"))("an agent that has left rests", () => {
    fc.assert(
      fc.property(views, (view) => {
        world.backEnd.reset();
        for (const account of Object.keys(ACCOUNTS)) book.columns[account].fill(0);
        book.columns.active.fill(0);
        for (let i = 0; i < book.count; i++) expect(kind.decide(i, book.columns as never, view, book.scalars, book.named)).toBe(REST);
      }),
      { numRuns: 20 },
    );
  });
});

function bytes(array: Float64Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** A column that reports writes, and throws on a write to another agent. */
function watched(column: Float64Array, agent: number, note: () => void): Float64Array {
  return new Proxy(column, {
    set(target, property, value: number) {
      if (property !== String(agent)) throw new Error(`agent ${agent} wrote at ${String(property)}`);
      note();
      target[agent] = value;
      return true;
    },
  });
}

/** Sums that report the names written. */
function watchedSums(sums: Record<string, number>, note: (name: string) => void): Record<string, number> {
  return new Proxy({ ...sums }, {
    set(target, name: string, value: number) {
      note(name);
      target[name] = value;
      return true;
    },
  });
}
