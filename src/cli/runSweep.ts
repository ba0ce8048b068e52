import pico from "picocolors";
import type { BackEndName } from "../run/kernel.ts";
import type { SweepPlan } from "../sweep/plan.ts";
import type { Given } from "../sweep/record.ts";
import { simulateSweep, sweepFolder, type SweepState } from "../sweep/simulateSweep.ts";
import { holdInterruption } from "./interruption.ts";
import { duration, grouped, withPrefix } from "./numbers.ts";
import { answer, answerJson, showsColour } from "./output.ts";
import { showWork } from "./progress.ts";
import { shellCommand } from "./shellCommand.ts";
import type { Allowed } from "./sweep.ts";
import { resultFacts, resultText } from "./sweepText.ts";

export interface RunSweepOptions {
  readonly given: Given;
  /** Where the folder goes, or which it is. */
  readonly out?: string;
  readonly folder?: string;
  readonly threads: number;
  readonly backend: BackEndName;
  readonly stopAfterFailures?: Allowed;
  readonly overwrite?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Run a sweep with a bar on stderr and its answer on stdout. */
export async function runSweep(plan: SweepPlan, options: RunSweepOptions): Promise<void> {
  const folder = options.folder ?? sweepFolder(options.out ?? "results", plan);
  const counter = new Int32Array(new SharedArrayBuffer(4));
  let state: SweepState | undefined;
  const total = () => Atomics.load(counter, 0) + (state?.pathsLeft ?? 0);
  const progress = showWork({
    done: () => Atomics.load(counter, 0),
    total: () => Math.max(1, total()),
    text: (done, seconds) => progressText(state, done, seconds),
    quiet: options.quiet ?? false,
  });
  const resume = shellCommand(["resume", folder]);
  const interruption = holdInterruption(() => progress.note("Interrupted: finishing what is running. Press Ctrl-C again to leave at once; nothing finished is lost."));
  try {
    const result = await simulateSweep(plan, {
      folder,
      given: options.given,
      threads: options.threads,
      backEnd: options.backend,
      overwrite: options.overwrite,
      progress: counter,
      stop: interruption.requested,
      failuresAllowed: options.stopAfterFailures?.(plan.points.length),
      onState: (now) => void (state = now),
      onFailure: ({ index }, { path, message }) => progress.note(`point ${index} failed${path === undefined ? "" : ` at path ${path}`}: ${message}`),
      onTables: () => progress.stop(),
    });
    progress.stop();
    if (options.json) await answerJson({ ...resultFacts(plan, result), resume: result.complete ? null : resume });
    else {
      await answer(resultText(plan, result, pico.createColors(showsColour(process.stdout))));
      if (!result.complete) await answer(`\nTo go on:\n  ${resume}`);
    }
    process.exitCode = interruption.requested() && !result.complete ? 130 : result.complete && result.state.failed === 0 ? 0 : 1;
  } catch (error) {
    // Whatever it was, what had been finished is on the disk.
    progress.note(`What was finished is kept. To go on, once the cause is mended:\n  ${resume}`);
    throw error;
  } finally {
    progress.stop();
    interruption.release();
  }
}

/** `312/1,000 points, 2 failed, 5.2 k paths/s, 14 s left` */
function progressText(state: SweepState | undefined, done: number, seconds: number): string {
  if (state === undefined) return "preparing";
  const failed = state.failed === 0 ? "" : ` ${grouped(state.failed)} failed,`;
  const kept = state.kept === 0 ? "" : ` (${grouped(state.kept)} had been done)`;
  const left = state.secondsLeft === undefined ? "–" : duration(state.secondsLeft);
  return `${grouped(state.done)}/${grouped(state.points)} points${kept},${failed} ${withPrefix(done / seconds)} paths/s, ${left} left`;
}
