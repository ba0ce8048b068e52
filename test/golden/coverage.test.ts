import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { KINDS } from "../../src/model/agents/index.ts";
import { eventTypes } from "../../src/model/markets/events.ts";
import { MARKETS } from "../../src/model/markets/names.ts";
import { liquidationSeries, seriesColumn } from "../../src/model/observables.ts";
import { resetWorlds, runRound } from "../../src/model/round.ts";
import { plainRunner } from "../plainRunner.ts";
import { chunkSetup, loadRun } from "../../src/run/prepare.ts";

const file = join(import.meta.dirname, "golden.yaml");
const { configuration } = loadRun(file);
const { paths } = configuration.run;
const { days, rounds_per_day } = configuration.calendar;

/** The path rows of golden.yaml with some values changed, by column name. */
function simulate(set: readonly string[] = []): (column: string) => number[] {
  const runner = plainRunner(chunkSetup(loadRun(file, set)));
  const names = runner.recorder.columns.map(({ name }) => name);
  const rows = Array.from({ length: paths }, (_, path) => {
    runner.run(path);
    const row = new Float64Array(names.length);
    runner.recorder.writeRow(path, row, 0);
    return row;
  });
  return (column) => rows.map((row) => row[names.indexOf(column)]!);
}

let column: (name: string) => number[];
beforeAll(() => {
  column = simulate();
});

test("an event of every type is scripted", () => {
  const scripted = configuration.events.flatMap((event) => Object.keys(event)).filter((key) => key in eventTypes);
  expect([...new Set(scripted)].sort()).toEqual(Object.keys(eventTypes).sort());
});

test("every kind trades everything it can, for every cause it can", () => {
  const names = liquidationSeries(KINDS).map((series) => seriesColumn(series, { name: "horizon", day: days }, false).name);
  expect(names.filter((name) => !column(name).some((sold) => sold !== 0))).toEqual([]);
});

test("agents default and leave losses to their creditors", () => {
  expect(Math.max(...column("defaults"))).toBeGreaterThan(0);
  expect(Math.max(...column("creditor_losses"))).toBeGreaterThan(0);
});

test("the participation cap bites in fx and in another market", () => {
  const { world } = plainRunner(chunkSetup(loadRun(file)));
  const capped = new Set<string>();
  resetWorlds([world], false);
  for (let round = 0; round < days * rounds_per_day; round++) {
    runRound([world]);
    MARKETS.filter((_, m) => world.markets.filled[m]! < 1).forEach((market) => capped.add(market));
  }
  expect(capped).toContain("fx");
  expect(capped.size).toBeGreaterThan(1);
});

test("prices jump: without jumps the frozen twins end elsewhere", () => {
  const still = simulate(["shocks.stochastic_volatility.yen_squeeze_rate=0", "shocks.stochastic_volatility.risk_off_rate=0"]);
  const [jumped, without] = [column("frozen.usdjpy.end"), still("frozen.usdjpy.end")];
  expect(jumped.filter((price, path) => price !== without[path]).length).toBeGreaterThan(paths / 2);
});
