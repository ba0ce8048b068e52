import { applyDifferences, type Difference } from "../config/difference.ts";
import type { CompiledKernel } from "../kernel/kernelBackEnd.ts";
import type { BackEnd } from "../model/backEnd.ts";
import type { Kind } from "../model/agents/kind.ts";
import { dailyObservables, pathObservables } from "../model/observables.ts";
import type { ModelConfiguration } from "../model/parameters.ts";
import { modelSetup } from "../model/setup.ts";
import type { ReturnHistory } from "../model/shocks/shockModel.ts";
import { pathRunner } from "../paths/chunkRunner.ts";
import { chunkSetupFor, type RunSection } from "../paths/chunkSetup.ts";
import { rememberingPopulation } from "../population/rememberingPopulation.ts";

/** What a worker of a sweep needs, whatever the point. */
export interface SweepSetup {
  /** Complete configuration that points differ from. */
  readonly base: ModelConfiguration & RunSection;
  readonly kindModules: readonly string[];
  /** Runs the agents' rules; without it, plain JavaScript does. */
  readonly kernel: CompiledKernel | undefined;
}

/** Some paths of one point. */
export interface Unit {
  /** Content address of the point: equal ids, equal configurations. */
  readonly id: string;
  readonly differences: readonly Pick<Difference, "path" | "after">[];
  readonly history: ReturnHistory | undefined;
  /** What to keep of a path: columns of paths.arrow, and daily values `variable@day`. */
  readonly metrics: readonly string[];
  readonly first: number;
  readonly count: number;
}

/** What a unit answers: the metrics of its paths, and what they cost. */
export interface UnitResult {
  /** [metrics × count] */
  readonly values: Float64Array;
  /** Seconds spent on preparing the point, and on its paths. */
  readonly prepare: number;
  readonly simulate: number;
}

/** Read the block that a unit answers with. */
export function unitResult(block: ArrayBuffer): UnitResult {
  const numbers = new Float64Array(block);
  const values = numbers.subarray(0, numbers.length - 2);
  return { values, prepare: numbers[values.length], simulate: numbers[values.length + 1] };
}

/**
 * Runs units of a sweep, in any order; what a path gives depends on its point and number alone.
 *
 * @param now a clock, in milliseconds
 * @returns a function of a unit, whose block `unitResult` reads; it throws PathError naming the first path that fails
 */
export function createUnitRunner({ base, kindModules, kernel }: SweepSetup, kinds: readonly Kind[], now: () => number): (unit: Unit, onPath: () => void) => ArrayBuffer {
  const draw = rememberingPopulation();
  const open = ({ id, differences, history, metrics }: Unit, before: BackEnd | undefined) => {
    const configuration = applyDifferences(base, differences);
    const model = modelSetup(configuration, kinds, configuration.events, history);
    const setup = chunkSetupFor({ ...configuration, name: id }, kindModules, history, draw(model));
    const { days } = configuration.calendar;
    const columns = pathObservables(kinds, days);
    const daily = metrics.some((name) => name.includes("@")) ? dailyObservables(kinds, days) : [];
    const numbers = new Map([...columns, ...daily].map(({ name }, at) => [name, at]));
    const runner = pathRunner(kernel === undefined ? setup : { ...setup, kernel }, model, before);
    return { id, ...runner, row: new Float64Array(columns.length), kept: metrics.map((name) => numbers.get(name)!) };
  };
  let point: ReturnType<typeof open> | undefined;

  return (unit, onPath) => {
    const began = now();
    if (point?.id !== unit.id) point = open(unit, point?.backEnd);
    const { lanes, run, row, kept } = point;
    const prepared = now();
    const { first, count, metrics } = unit;
    const answer = new Float64Array(metrics.length * count + 2);
    for (let p = 0; p < count; p++) {
      const n = p % lanes.length;
      if (n === 0) run(...lanes.slice(0, count - p).map((_, ahead) => first + p + ahead));
      lanes[n].recorder.writeRow(first + p, row, 0);
      const { timeline } = lanes[n].recorder;
      for (let m = 0; m < kept.length; m++) answer[m * count + p] = kept[m] < row.length ? row[kept[m]] : timeline[kept[m] - row.length];
      onPath();
    }
    answer[answer.length - 2] = (prepared - began) / 1000;
    answer[answer.length - 1] = (now() - prepared) / 1000;
    return answer.buffer;
  };
}
