import { existsSync } from "node:fs";
import { join } from "node:path";
import pico from "picocolors";
import { BadInput } from "../config/errors.ts";
import type { BackEndName } from "../run/kernel.ts";
import type { Loaded, RunConfiguration } from "../run/prepare.ts";
import { runFolder } from "../run/runFolder.ts";
import { type GivenRun, RUN_RECORD } from "../run/runRecord.ts";
import { simulateToFolder } from "../run/simulateToFolder.ts";
import { readSummary } from "../run/summary.ts";
import { holdInterruption } from "./interruption.ts";
import { grouped } from "./numbers.ts";
import { answer, answerJson, showsColour } from "./output.ts";
import { showProgress } from "./progress.ts";
import { shellCommand } from "./shellCommand.ts";
import { summaryText } from "./summaryText.ts";

export interface RunPathsOptions {
  readonly given: GivenRun;
  /** Where the folder goes, or the one to go on with. */
  readonly out?: string;
  readonly resume?: string;
  readonly threads: number;
  readonly backend: BackEndName;
  readonly skip?: boolean;
  readonly until?: string;
  readonly checkpointSeconds?: number;
  readonly overwrite?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Simulate one configuration, or the rest of it, with a bar on stderr and its answer on stdout. */
export async function runPaths(loaded: Loaded, options: RunPathsOptions): Promise<void> {
  const { run: requested, calendar, agents } = loaded.configuration as unknown as RunConfiguration;
  const agentCount = Object.values(agents).reduce((sum, { count }) => sum + (count as number), 0);
  const counter = new Int32Array(new SharedArrayBuffer(4));
  let kept = 0;
  const progress = showProgress({
    counter,
    paths: requested.paths,
    kept: () => kept,
    agentRounds: agentCount * calendar.days * calendar.rounds_per_day,
    quiet: options.quiet ?? false,
  });
  const { out = "results" } = options;
  const folder = options.resume ?? runFolder(out, loaded);
  const resume = shellCommand(["resume", folder]);
  const interruption = holdInterruption(() =>
    progress.note("Interrupted: finishing the chunks in flight. Press Ctrl-C again to leave at once."),
  );
  try {
    const result = await simulateToFolder(loaded, {
      out,
      resume: options.resume,
      given: options.given,
      threads: options.threads,
      backEnd: options.backend,
      skip: options.skip,
      until: options.until,
      checkpointSeconds: options.checkpointSeconds,
      overwrite: options.overwrite,
      progress: counter,
      stop: interruption.requested,
      onKept({ paths, reason }) {
        kept = paths;
        progress.note(reason === undefined ? `${grouped(paths)} paths had been done and are kept.` : `Nothing can be kept: ${reason}. Beginning with the first path.`);
      },
      onTables() {
        progress.stop();
        // What follows does not yield, so that a second Ctrl-C could not be heard.
        if (interruption.requested()) interruption.release();
      },
    });
    const summary = readSummary(result.folder, loaded.model.kinds);
    if (options.json) await answerJson({ complete: result.complete, resume: result.complete ? null : resume, ...summary });
    else {
      await answer(summaryText(summary, pico.createColors(showsColour(process.stdout))));
      if (!result.complete) await answer(`\nTo go on:\n  ${resume}`);
    }
    process.exitCode = result.complete ? 0 : 130;
  } catch (error) {
    if (!(error instanceof BadInput) && existsSync(join(folder, RUN_RECORD))) progress.note(`To go on, once the cause is mended:\n  ${resume}`);
    throw error;
  } finally {
    progress.stop();
    interruption.release();
  }
}
