import { Command } from "commander";
import pico from "picocolors";
import { mergeShards } from "../cluster/merge.ts";
import { openPlan, type ShardPlan } from "../cluster/openPlan.ts";
import { listText, rangesOfNumbers } from "../cluster/shardList.ts";
import { grouped } from "./numbers.ts";
import { EXIT_CODES, jsonOption, kindOption } from "./options.ts";
import { answer, answerJson, showsColour } from "./output.ts";
import { showWork } from "./progress.ts";
import { shellCommand } from "./shellCommand.ts";
import { resultFacts, resultText } from "./sweepText.ts";

interface MergeCommandOptions extends MergePlanOptions {
  readonly kind: readonly string[];
}

export interface MergePlanOptions {
  readonly out: string;
  readonly partial?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Missing shards named in one line, at most. */
const SHOWN = 2000;

export const merge = new Command("merge")
  .description("Fold the shards of a plan into the folder that the sweep has when one machine runs it, byte for byte.")
  .argument("<plan>", "folder of the plan, for example plans/spread-and-hike-1a2b3c4d")
  .option("--out <dir>", "folder in which the folder of the sweep is made", "results")
  .option("--partial", "merge what is done: the folder is then that of an interrupted sweep, which yenwind resume completes")
  .addOption(kindOption())
  .addOption(jsonOption())
  .option("--quiet", "no progress on stderr")
  .addHelpText(
    "after",
    `
Every file of a shard is compared with its SHA-256 first; a shard that is damaged, or of another plan or model version,
is named, and there is no result. Shards are folded in their order, whatever the order they came in. Merging again, or
into a folder that has some of the points, computes nothing and gives the same files. With --until, points are cut off
where they are precise enough, and shards behind that need not be there.

Examples:
  yenwind merge plans/my-1a2b3c4d
  yenwind merge plans/my-1a2b3c4d --out /shared/results --json --quiet > result.json
  yenwind merge plans/my-1a2b3c4d --partial

Exit code 1 also says that shards are missing, or that points have failed.
${EXIT_CODES}`,
  )
  .action(mergeAction);

async function mergeAction(folder: string, options: MergeCommandOptions): Promise<void> {
  const plan = await openPlan(folder, { kinds: options.kind.length === 0 ? undefined : options.kind });
  await mergePlan(plan, options);
}

/** Merge a plan, and give the answer of the command. */
export async function mergePlan(plan: ShardPlan, options: MergePlanOptions): Promise<void> {
  const { folder } = plan;
  let folded = 0;
  const progress = showWork({
    done: () => folded,
    total: () => plan.shards.count,
    text: (done) => `${grouped(done)}/${grouped(plan.shards.count)} shards folded`,
    quiet: options.quiet ?? false,
  });
  const { sweep, result, missing } = await mergeShards(plan, { out: options.out, partial: options.partial, onShard: (done) => void (folded = done), onTables: () => progress.stop() }).finally(() => progress.stop());
  const list = listText(rangesOfNumbers(missing));
  // Merged points are none that had been there.
  const shown = result && { ...result, state: { ...result.state, kept: 0 } };
  if (options.json) await answerJson({ ...(shown && resultFacts(sweep, shown)), plan: folder, complete: result?.complete ?? false, missing: list });
  else {
    if (shown !== undefined) await answer(resultText(sweep, shown, pico.createColors(showsColour(process.stdout))));
    if (missing.length > 0) await answer(missingText(folder, missing.length, list, shown === undefined));
  }
  const failed = result !== undefined && result.state.failed > 0;
  process.exitCode = missing.length > 0 || failed ? 1 : 0;
}

function missingText(folder: string, count: number, list: string, nothing: boolean): string {
  const short = list.length <= SHOWN ? list : `${list.slice(0, list.lastIndexOf(",", SHOWN))},…`;
  const lines = [`${grouped(count)} ${count === 1 ? "shard is" : "shards are"} missing: ${short}`, `To compute them:\n  ${shellCommand(["shard", folder, short])}`];
  if (nothing) lines.push("Nothing has been merged; --partial merges what is done.");
  return lines.join("\n");
}
