import { describe, expect, test } from "vitest";
import { KINDS } from "../../src/model/agents/index.ts";
import { modelSetup } from "../../src/model/setup.ts";
import { chunkBlock } from "../../src/paths/chunkLayout.ts";
import { createChunkRunner } from "../../src/paths/chunkRunner.ts";
import { pathObservables } from "../../src/model/observables.ts";
import { chunkSetup, loadRun, type RunConfiguration } from "../../src/run/prepare.ts";
import { FEW_AGENTS } from "../world.ts";
import { CONFIGS, pathOf, textOf } from "./files.ts";

const few = Object.entries(FEW_AGENTS).map(([path, value]) => `${path}=${String(value)}`);
const load = (name: string, set: readonly string[] = []) => loadRun(pathOf(name), set).configuration as unknown as RunConfiguration;
const holding = (configuration: RunConfiguration, name: string): number =>
  KINDS.filter((kind) => kind.japanese).reduce((sum, kind) => sum + ((configuration.agents[kind.name][name] as number | undefined) ?? 0), 0);

describe.each(CONFIGS)("%s", (file) => {
  test("is valid, says what it is for, and is named after its file", () => {
    const configuration = load(file);
    expect(configuration.name).toBe(file.replace(/\.yaml$/, ""));
    expect(configuration.description.length).toBeGreaterThan(20);
  });

  test("runs two paths to its horizon", () => {
    const loaded = loadRun(pathOf(file), [...few, "run.paths=2", "run.chunk_paths=2"]);
    const setup = chunkSetup(loaded);
    const { days } = setup.configuration.calendar;
    expect(days).toBeGreaterThanOrEqual(5);
    let done = 0;
    const buffer = createChunkRunner(setup, KINDS)(0, () => done++);
    expect(done).toBe(2);
    const columns = pathObservables(KINDS, days).map(({ name }) => name);
    const agents = setup.opening.reduce((sum, { count }) => sum + count, 0);
    const { rows } = chunkBlock({ columns: columns.length, dailyValues: 0, agents }, 2, buffer.slice(0));
    const usdjpy = rows[columns.indexOf("usdjpy.end")];
    expect(usdjpy).toBeGreaterThan(50);
    expect(usdjpy).not.toBe(setup.configuration.markets.usdjpy);
  });

  test("holds the national totals to within half a percent", () => {
    const configuration = load(file);
    const { us_treasuries, us_equity } = configuration.totals;
    expect(holding(configuration, "treasuries") / us_treasuries).toBeCloseTo(1, 2);
    expect(holding(configuration, "us_equity") / us_equity).toBeCloseTo(1, 2);
  });

  test("gives every event a round of its own calendar", () => {
    const configuration = load(file);
    const { script, rounds, days } = modelSetup(configuration, KINDS, configuration.events);
    for (const round of script.keys()) expect(round).toBeLessThan(rounds * days);
    expect([...script.values()].flat()).toHaveLength(configuration.events.length);
  });

  test.skipIf(file === "baseline.yaml")("says of every value why it is what it is", () => {
    const unexplained = textOf(file).split("\n").filter((line, n, lines) => {
      const value = /^\s*(- \{|\{|[a-z_0-9]+: *[^ #|>])/.test(line) && !/^(extends|description|name):/.test(line);
      const heading = /^\s*(#|[a-z_0-9]+: #)/.test(lines[n - 1] ?? "");
      return value && !line.includes(" # ") && !heading;
    });
    expect(unexplained).toEqual([]);
  });
});
