import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readColumn } from "../../src/arrow/readColumn.ts";
import { runScenarios, workFor } from "../../src/facts/runScenarios.ts";
import { ScenarioPool, type Work } from "../../src/facts/scenarioPool.ts";
import type { ScenarioPaths } from "../../src/facts/scenarioPaths.ts";
import { loadModel } from "../../src/kinds/loadModel.ts";
import { builtInModel } from "../../src/kinds/model.ts";
import { dailyVariables } from "../../src/model/observables.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { WorkerFailure } from "../../src/pool/workerFailure.ts";
import { chunkSetup, completeRun, loadRun, type Loaded, type RunConfiguration } from "../../src/run/prepare.ts";
import { simulateToFolder } from "../../src/run/simulateToFolder.ts";
import { scratchFolder, TINY } from "../cli/yenwind.ts";
import { plainRunner } from "../plainRunner.ts";
import { fragileKind } from "../sweep/fragileKind.ts";
import { FEW_AGENTS } from "./fewAgents.ts";
import { configs } from "./madeUp.ts";

const folder = scratchFolder();
const METRICS = ["usdjpy.end", "all.us_equity.forced.worst3d", "usdjpy@0", "usdjpy_low@2", "private_ust@3"];
const PATHS = 13;

const tiny = (set: readonly string[] = [], model = builtInModel): Loaded => completeRun({ name: "tiny", ...parse(TINY) }, set, model);
const work = ({ configuration }: Loaded, metrics: readonly string[] = METRICS, paths = PATHS): Work => ({ configuration: configuration as unknown as RunConfiguration, history: undefined, paths, metrics });
const base = tiny();
const thin = tiny(["markets.fx.depth=500", "name=thin"]);
const longer = tiny(["calendar.days=5"]);

const numbers = (run: ScenarioPaths, metrics = METRICS): number[][] => metrics.map((name) => [...run.column(name)]);

async function inPool<T>(threads: number, act: (pool: ScenarioPool) => Promise<T>, of = base, backEnd?: "js" | "wasm"): Promise<T> {
  const pool = await ScenarioPool.open(of, { threads, backEnd });
  try {
    return await act(pool);
  } finally {
    await pool.close();
  }
}

/** The same three requests in some order. */
async function answers(threads: number, order: readonly number[], backEnd?: "js" | "wasm"): Promise<number[][][]> {
  const requests = [work(base), work(thin), work(longer)];
  const found = await inPool(threads, (pool) => Promise.all(order.map((n) => pool.run(requests[n]))), base, backEnd);
  return requests.map((_, n) => numbers(found[order.indexOf(n)]));
}

describe("the paths of a scenario", () => {
  let alone: number[][][];
  beforeAll(async () => {
    alone = await answers(0, [0, 1, 2]);
  });

  test.each([[1, [0, 1, 2]], [2, [0, 1, 2]], [2, [2, 1, 0]], [0, [1, 2, 0]]])("are the same to the bit with %d threads, asked for in the order %j", async (threads, order) => {
    expect(await answers(threads, order)).toEqual(alone);
  });

  test("are the same with plain JavaScript", async () => {
    expect(await answers(0, [0, 1, 2], "js")).toEqual(alone);
  });

  test("differ from configuration to configuration", () => {
    expect(alone[1][0]).not.toEqual(alone[0][0]);
    expect(alone[2][0]).not.toEqual(alone[0][0]);
    expect(new Set(alone[0][0]).size).toBe(PATHS);
  });

  test("do not depend on how many are asked for, or on what else is kept", async () => {
    const few = await inPool(0, (pool) => pool.run(work(base, ["private_ust@3", "usdjpy.end"], 4)));
    expect(numbers(few, ["usdjpy.end", "private_ust@3"])).toEqual([alone[0][0].slice(0, 4), alone[0][4].slice(0, 4)]);
  });

  test("more than fit in one portion are cut into several, in their order", async () => {
    const loaded = tiny(["calendar.days=250", ...FEW_AGENTS]);
    const all = await inPool(2, (pool) => pool.run(work(loaded, ["usdjpy.end"], 25)), loaded);
    const first = await inPool(0, (pool) => pool.run(work(loaded, ["usdjpy.end"], 10)), loaded);
    const single = plainRunner(chunkSetup(loaded));
    single.run(24);
    expect([...all.column("usdjpy.end")].slice(0, 10)).toEqual([...first.column("usdjpy.end")]);
    expect(all.column("usdjpy.end")[24]).toBe(single.world.markets.after[0]);
  });

  test("are those of a run of the same configuration: columns of paths.arrow", async () => {
    const { folder: run } = await simulateToFolder(tiny(["markets.fx.depth=500", "name=thin", `run.paths=${PATHS}`]), { out: folder, threads: 0 });
    for (const [m, name] of METRICS.slice(0, 2).entries()) expect([...readColumn(join(run, "paths.arrow"), name)]).toEqual(alone[1][m]);
  });

  test("are those of a run of the same configuration: daily values", () => {
    const runner = plainRunner(chunkSetup(base));
    const variables = dailyVariables(KINDS).map(({ name }) => name);
    for (let path = 0; path < PATHS; path++) {
      runner.run(path);
      for (const [m, name] of METRICS.entries()) {
        if (!name.includes("@")) continue;
        const [variable, day] = name.split("@");
        expect(runner.recorder.timeline[Number(day) * variables.length + variables.indexOf(variable)]).toBe(alone[0][m][path]);
      }
    }
  });
});

test("a column that was not kept is an error, not a number", async () => {
  const run = await inPool(0, (pool) => pool.run(work(thin)));
  expect(() => run.column("usdjpy.worst3d")).toThrow("usdjpy.worst3d of thin was not kept");
});

test("scenarios of the fact sheet are simulated by name, on their own numbers of paths; others are not there", async () => {
  const load = loadRun(join(configs, "baseline.yaml"), FEW_AGENTS);
  const needed = workFor([(runs) => [runs("yen-rally").column("usdjpy.end"), runs("joint-1998").column("usdjpy@1")]], { configs, set: FEW_AGENTS, model: builtInModel, effort: 0.01 });
  const runs = await inPool(0, (pool) => runScenarios(pool, needed), load);
  expect([runs("yen-rally").paths, runs("joint-1998").paths]).toEqual([8, 8]);
  expect(runs("yen-rally").column("usdjpy.end")).toHaveLength(8);
  expect(() => runs("baseline")).toThrow("baseline was not simulated");
});

describe("a path that fails", () => {
  /** What simulating some paths over 250 days fails with, ten paths to a portion: the second portion may fail before the first. */
  async function failure(threads: number, paths: number): Promise<unknown> {
    const model = await loadModel([fragileKind(folder)]);
    const loaded = tiny(["agents.holder.breaks_below=2.5", "calendar.days=250", ...FEW_AGENTS], model);
    return inPool(threads, (pool) => pool.run(work(loaded, ["usdjpy.end"], paths)), tiny([], model)).then(() => undefined, (error: unknown) => error);
  }

  test.each([0, 1, 2])("is named, with %d threads: the first of those that fail", async (threads) => {
    const error = await failure(threads, 60);
    expect(error).toBeInstanceOf(WorkerFailure);
    const { path } = error as WorkerFailure;
    expect(path).toBeGreaterThan(0);
    expect(await failure(threads, path!)).toBeUndefined();
    expect(await failure(0, path! + 1)).toMatchObject({ path });
  });

  test("does not end others before they have ended: the pool can be closed at once", async () => {
    const model = await loadModel([fragileKind(folder)]);
    const failing = { ...work(tiny(["agents.holder.breaks_below=9"], model), ["usdjpy.end"]), name: "failing", loaded: base };
    const good = { ...work(tiny(["calendar.days=60"], model), ["usdjpy.end"], 100), name: "good", loaded: base };
    const progress = new Int32Array(new SharedArrayBuffer(4));
    const pool = await ScenarioPool.open(tiny([], model), { threads: 2, progress });
    await expect(runScenarios(pool, [failing, good]).finally(() => pool.close())).rejects.toThrow(/path 0: .*\(scenario failing\)$/);
    expect(Atomics.load(progress, 0)).toBe(100);
  });
});
