import { applyDifferences, type Difference } from "../config/difference.ts";
import type { CompiledKernel } from "../kernel/kernelBackEnd.ts";
import type { BackEnd } from "../model/backEnd.ts";
import type { Kind } from "../model/agents/kind.ts";
import { pathObservables } from "../model/observables.ts";
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
  /** Columns of paths.arrow to keep. */
  readonly metrics: readonly string[];
}

/** Some paths of one point. */
export interface Unit {
  /** Content address of the point: equal ids, equal configurations. */
  readonly id: string;
  readonly differences: readonly Pick<Difference, "path" | "after">[];
  readonly history: ReturnHistory | undefined;
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
export function createUnitRunner({ base, kindModules, kernel, metrics }: SweepSetup, kinds: readonly Kind[], now: () => number): (unit: Unit, onPath: () => void) => ArrayBuffer {
  const draw = rememberingPopulation();
  const open = ({ id, differences, history }: Unit, before: BackEnd | undefined) => {
    const configuration = applyDifferences(base, differences);
    const model = modelSetup(configuration, kinds, configuration.events, history);
    const setup = chunkSetupFor({ ...configuration, name: id }, kindModules, history, draw(model));
    const columns = pathObservables(kinds, configuration.calendar.days);
    const names = new Map(columns.map(({ name }, c) => [name, c]));
    const runner = pathRunner(kernel === undefined ? setup : { ...setup, kernel }, model, before);
    return { id, ...runner, row: new Float64Array(columns.length), kept: metrics.map((name) => names.get(name)!) };
  };
  let point: ReturnType<typeof open> | undefined;

  return (unit, onPath) => {
    const began = now();
    if (point?.id !== unit.id) point = open(unit, point?.backEnd);
    const { lanes, run, row, kept } = point;
    const prepared = now();
    const { first, count } = unit;
    const answer = new Float64Array(metrics.length * count + 2);
    for (let p = 0; p < count; p++) {
      const n = p % lanes.length;
      if (n === 0) run(...lanes.slice(0, count - p).map((_, ahead) => first + p + ahead));
      lanes[n].recorder.writeRow(first + p, row, 0);
      for (let m = 0; m < kept.length; m++) answer[m * count + p] = row[kept[m]];
      onPath();
    }
    answer[answer.length - 2] = (prepared - began) / 1000;
    answer[answer.length - 1] = (now() - prepared) / 1000;
    return answer.buffer;
  };
}
