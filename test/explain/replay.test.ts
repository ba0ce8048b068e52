import fc from "fast-check";
import { expect, test } from "vitest";
import { slotsOf } from "../../src/explain/agentLog.ts";
import { replay, runOnePath, valueOf } from "../../src/explain/replay.ts";
import { watchedKind } from "../../src/explain/watchedKind.ts";
import { dailyObservables, pathObservables } from "../../src/model/observables.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { REST } from "../../src/model/agents/kind.ts";
import { PlainBackEnd } from "../../src/model/plainBackEnd.ts";
import { modelSetup } from "../../src/model/setup.ts";
import { plainRunner } from "../plainRunner.ts";
import { smallSetup } from "../paths/small.ts";
import { chunkOf, seller, STILL } from "./world.ts";
import { scripted } from "../scripted.ts";

test("a replay gives every column and daily value of the path to the bit, whatever was watched", () => {
  const ranges = { path: fc.nat(1e6), depth: fc.double({ min: 500, max: 5000, noNaN: true }), participation: fc.double({ min: 0.002, max: 0.05, noNaN: true }) };
  fc.assert(
    fc.property(fc.record(ranges), ({ path, depth, participation }) => {
      const setup = smallSetup({ "markets.fx.depth": depth, "impact.participation": participation });
      const { recorder, run } = plainRunner(setup);
      run(path);
      const row = new Float64Array(recorder.columns.length);
      recorder.writeRow(path, row, 0);
      const { values } = replay(setup, KINDS, path);
      expect(values.length).toBe(row.length + recorder.timeline.length);
      expect(values.slice(0, row.length).every((value, c) => Object.is(value, row[c]))).toBe(true);
      expect(values.slice(row.length).every((value, c) => Object.is(value, recorder.timeline[c]))).toBe(true);
    }),
    { numRuns: 6 },
  );
});

test("numbers of a path are found by name: columns and daily values", () => {
  const setup = smallSetup();
  const replayed = replay(setup, KINDS, 3);
  const { days } = replayed.setup;
  expect([...replayed.names.keys()]).toEqual([...pathObservables(KINDS, days), ...dailyObservables(KINDS, days)].map(({ name }) => name));
  expect(valueOf(replayed, "path")).toBe(3);
  expect(valueOf(replayed, `usdjpy@${days}`)).toBe(valueOf(replayed, "usdjpy.end"));
  expect(() => valueOf(replayed, "usdjpy.ende")).toThrow("a path has no usdjpy.ende");
});

test("forced orders, agents behind orders, counters and holdings are those of the agents", () => {
  const kinds = [seller("a", { level: 0.96, units: 4 }), seller("b", { level: 0.5, units: 4 })];
  const { agents, sold, bought, counters, rounds } = replay(chunkOf({ kinds, changes: STILL, events: [scripted(1, 3, { news: { tech: -0.05 } })] }), kinds, 0);
  expect(agents.forced.map(({ round, kind, agent, cause, units }) => [round, kind, agent, cause, [...units]])).toEqual([[2, 0, 0, "stop_loss", [0, 0, -4, 0, 0, 0]]]);
  expect([...agents.counts[0]]).toEqual([0, 0, 1, 0, 0, 0, 0, 0]);
  expect([...bought[0]]).toEqual([0, 0, -4, 0, 0, 0, 0, 0]);
  expect(sold[0][2]).toBeCloseTo(4 * ((rounds.before[2 * 6 + 2] + rounds.after[2 * 6 + 2]) / 2), 12);
  expect([...counters[0]]).toEqual([0, 0, 1, 0, 0, 0, 0, 0]);
  expect(agents.holdings(0, 0).unfold(8).map((accounts) => accounts[3])).toEqual([10, 10, 10, 6, 6, 6, 6, 6]);
  expect(agents.holdings(1, 0).unfold(8).map((accounts) => accounts[3])).toEqual(Array.from({ length: 8 }, () => 10));
});

test("what the agents ordered under force is what their kinds did, in every round and market", () => {
  const { agents, bought, kinds, setup } = replay(smallSetup(), KINDS, 2);
  const rounds = setup.days * setup.rounds;
  let seen = 0;
  kinds.forEach((kind, k) => {
    slotsOf(kind).forEach(({ cause, forced, market }, n, slots) => {
      if (!forced) return;
      for (let round = 0; round < rounds; round++) {
        const orders = agents.forced.filter((order) => order.round === round && order.kind === k && order.cause === cause);
        const units = orders.reduce((sum, order) => sum + order.units[market], 0);
        const all = bought[k][round * slots.length + n];
        expect(Math.abs(units - all)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(all)));
        expect(agents.counts[k][round * slots.length + n]).toBe(orders.filter((order) => order.units[market] !== 0).length);
        if (all !== 0) seen += 1;
      }
    });
  });
  expect(seen).toBeGreaterThan(50);
});

test("defaults are counted in the round whose decision finds them, those of the last trades after the last round", () => {
  const replayed = replay(smallSetup({ "markets.fx.depth": 500 }), KINDS, 0);
  const all = replayed.agents.defaults.reduce((sum, rounds) => sum + rounds.reduce((total, count) => total + count, 0), 0);
  expect(all).toBe(valueOf(replayed, "defaults"));
  expect(all).toBeGreaterThan(0);
});

test("what is watched is what each agent added, and nothing where it rests", () => {
  const added: [number, number, number[]][] = [];
  const given = seller("a", { level: 0.96, units: 4 });
  const kinds = [watchedKind(given, (i, decision, flows) => added.push([i, decision, [...flows]]))];
  const chunk = chunkOf({ kinds: [given], changes: STILL, events: [scripted(1, 1, { news: { tech: -0.05 } })] });
  const setup = modelSetup(chunk.configuration, kinds, chunk.events);
  runOnePath(chunk, setup, 0, new PlainBackEnd(setup, chunk.opening));
  expect(added[0]).toEqual([0, 1, [-4]]);
  expect(added.slice(1).every(([, decision, [flow]]) => decision === REST && flow === 0)).toBe(true);
});
