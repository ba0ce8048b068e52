import type { Measured } from "../facts/measured.ts";
import { type Evaluation, isAccepted, PointFailure, type TargetEvaluator } from "./evaluation.ts";
import { maxImplausibility } from "./implausibility.ts";
import { forgetfulMemory, type Memory } from "./journal.ts";
import { narrow, wholeCube } from "./region.ts";
import type { Order } from "./responseSurface.ts";
import { survey, type TargetSurvey } from "./survey.ts";
import { firstWave, nextWave } from "./waves.ts";

/** What is searched for, and where. */
export interface Search {
  /** Parameters. */
  readonly dimensions: number;
  /** The values at a point of the unit cube. */
  readonly valuesAt: (unit: Float64Array) => readonly number[];
  /** A point that is in question, evaluated before all others; its values may have no exact place in the cube. */
  readonly base?: { readonly unit: Float64Array; readonly values: readonly number[] } | undefined;
  readonly targets: readonly string[];
  readonly waves: { readonly count: number; readonly points: number; readonly candidates: number; readonly seed: string };
  /** Largest implausibility that is not ruled out, and largest that is accepted. */
  readonly cutoff: number;
  readonly accept: number;
}

export interface CalibrateOptions {
  readonly evaluate: TargetEvaluator;
  /** Points asked for at a time. Speed only: changes no bit. */
  readonly inFlight?: number;
  /** Answers that are there already are not asked for again. */
  readonly memory?: Memory;
  /** Once true, what is running is finished and kept, and nothing new is started. */
  readonly stop?: () => boolean;
  /** Told when a wave begins, and after every point. */
  readonly onState?: (state: CalibrationState) => void;
  readonly onFailure?: (point: number, message: string) => void;
}

/** Where a calibration stands. */
export interface CalibrationState {
  readonly wave: number;
  readonly waves: number;
  /** Points of this wave, and how many are done. */
  readonly points: number;
  readonly done: number;
  /** Of all waves: points done by now in this program, and accepted. */
  readonly computed: number;
  readonly accepted: number;
  /** Least max implausibility so far; infinite before the first point. */
  readonly least: number;
}

/** A finished wave: what it was fitted by, and what is left. */
export interface WaveResult {
  readonly wave: number;
  readonly points: number;
  /** Accepted points of this wave. */
  readonly accepted: number;
  /** The emulator: order, points it was fitted to, cross-validated share per target. */
  readonly order: Order;
  readonly fitted: number;
  readonly crossValidated: readonly number[];
  readonly candidates: number;
  /** Share of the volume of the ranges that is not ruled out. */
  readonly share: number;
  readonly targets: readonly TargetSurvey[];
}

export interface CalibrationResult {
  /** False when it was stopped before the end. */
  readonly complete: boolean;
  /** Every point with its answer, in the order of the points. */
  readonly evaluations: readonly Evaluation[];
  /** The finished waves; fewer than asked for where nothing was left. */
  readonly waves: readonly WaveResult[];
}

/**
 * History matching in waves: simulate points, fit emulators, rule out what cannot agree with history, simulate points
 * among the rest, and so on. What remains are accepted points, a set and never one best fit; it may be empty.
 *
 * The result is a function of the search and of what the evaluator answers: not of how many points are asked for at a
 * time, nor of what the memory holds.
 *
 * Source: Craig et al. (1997), Vernon et al. (2010) and Andrianakis et al. (2015), see `implausibility`.
 *
 * @throws Error when the evaluator fails with anything but a PointFailure, what is running is finished and kept first;
 *   or when not one point of the first wave can be simulated
 */
export async function calibrate(search: Search, options: CalibrateOptions): Promise<CalibrationResult> {
  const { dimensions, waves: { count, points, candidates, seed }, cutoff, accept } = search;
  const evaluations: Evaluation[] = [];
  const waves: WaveResult[] = [];
  const run = waveRunner(search, options, evaluations);
  let region = wholeCube(dimensions, cutoff);
  let units = [...(search.base === undefined ? [] : [search.base.unit]), ...firstWave(points, dimensions, seed)];
  for (let wave = 1; ; wave++) {
    if (!(await run(wave, units))) return { complete: false, evaluations, waves };
    const simulated = evaluations.filter(({ failure }) => failure === undefined);
    if (simulated.length === 0) throw new Error(`no point of the first wave could be simulated: ${evaluations[0].failure}`);
    region = narrow(region, simulated);
    const { order, points: fitted, crossValidated } = region.emulators.at(-1)!;
    const look = survey(region, candidates, points, seed);
    const own = evaluations.filter((evaluation) => evaluation.wave === wave);
    waves.push({
      wave, points: own.length, accepted: own.filter(({ accepted }) => accepted).length,
      order, fitted, crossValidated, candidates: look.candidates, share: look.share, targets: look.targets,
    });
    if (wave === count || look.left.length === 0) return { complete: true, evaluations, waves };
    units = nextWave(region, look.left, simulated, { points, accept, seed });
  }
}

/** @returns a function that evaluates the points of a wave and adds them, in their order; false when it was stopped */
function waveRunner({ valuesAt, base, targets, accept, waves }: Search, options: CalibrateOptions, evaluations: Evaluation[]): (wave: number, units: readonly Float64Array[]) => Promise<boolean> {
  const { evaluate, inFlight = 1, memory = forgetfulMemory(), stop = () => false, onState, onFailure } = options;
  let [computed, accepted, least] = [0, 0, Infinity];

  const answer = async (values: readonly number[], point: number): Promise<Pick<Evaluation, "measured" | "failure">> => {
    const known = memory.recall(values);
    if (known !== undefined) return { measured: known, failure: undefined };
    try {
      const measured = await evaluate(values, point);
      checkAnswer(measured, targets);
      return { measured: memory.keep(values, measured), failure: undefined };
    } catch (error) {
      if (!(error instanceof PointFailure)) throw error;
      onFailure?.(point, error.message);
      return { measured: [], failure: error.message };
    } finally {
      computed += 1;
    }
  };

  return async (wave, units) => {
    const first = evaluations.length;
    const found: (Evaluation | undefined)[] = units.map(() => undefined);
    let [next, done] = [0, 0];
    let broken: unknown;
    const tell = () => onState?.({ wave, waves: waves.count, points: units.length, done, computed, accepted, least });
    const work = async (): Promise<void> => {
      while (next < units.length && broken === undefined && !stop()) {
        const k = next++;
        const values = units[k] === base?.unit ? base.values : valuesAt(units[k]);
        try {
          const { measured, failure } = await answer(values, first + k);
          const worst = failure === undefined ? maxImplausibility(measured) : Infinity;
          found[k] = { point: first + k, wave, unit: units[k], values, measured, failure, implausibility: worst, accepted: isAccepted(measured, accept) };
          done += 1;
          accepted += Number(found[k].accepted);
          least = Math.min(least, worst);
          tell();
        } catch (error) {
          broken ??= error ?? new Error("a point failed without a reason");
        }
      }
    };
    tell();
    await Promise.all(Array.from({ length: Math.max(1, inFlight) }, work));
    evaluations.push(...found.filter((evaluation) => evaluation !== undefined));
    if (broken !== undefined) throw broken;
    return done === units.length;
  };
}

/** @throws Error when an evaluator does not answer what it was asked */
function checkAnswer(measured: readonly Measured[], targets: readonly string[]): void {
  const names = measured.map(({ name }) => name).join(", ");
  if (names !== targets.join(", ")) throw new Error(`an evaluator was asked for ${targets.join(", ")} and answered ${names}`);
  const flat = measured.find(({ observed, tolerance }) => !(tolerance >= 0) || !Number.isFinite(observed));
  if (flat !== undefined) throw new Error(`target ${flat.name} needs an observed value and a tolerance`);
}
