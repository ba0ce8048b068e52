import { resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { type WrittenPlan, writePlan, type WritePlanOptions } from "../cluster/writePlan.ts";
import { BadInput } from "../config/errors.ts";
import { runParameters } from "../config/runParameters.ts";
import { readSweepFile } from "../config/sweepFile.ts";
import { loadModel } from "../kinds/loadModel.ts";
import { planSweep } from "../sweep/plan.ts";
import { bytes, duration, grouped } from "./numbers.ts";
import { EXIT_CODES, jsonOption, kindOption, overrides, setOption, wholeNumber } from "./options.ts";
import { answer, answerJson } from "./output.ts";
import { shellCommand } from "./shellCommand.ts";
import { indent } from "./table.ts";

interface PlanCommandOptions {
  readonly out: string;
  readonly shards?: number;
  readonly shardSeconds?: number;
  readonly pathsPerShard?: number;
  readonly seed?: string;
  readonly paths?: number;
  readonly until?: string;
  readonly set: readonly string[];
  readonly kind: readonly string[];
  readonly json?: boolean;
}

/** Seconds of one core that a shard takes unless asked otherwise. */
const SHARD_SECONDS = 60;
const { paths } = runParameters;

export const plan = new Command("plan")
  .description("Cut a sweep into shards that other machines can compute, and write all they need to a folder.")
  .argument("<file>", "sweep file, for example configs/sweeps/spread-and-hike.yaml")
  .option("--out <dir>", "folder in which the folder of the plan is made", "plans")
  .option("--shard-seconds <s>", `seconds of one core that a shard should take, as measured now (default: ${SHARD_SECONDS})`, seconds)
  .option("--shards <n>", "so many shards, at most, of about equal cost", wholeNumber(1, 10_000_000))
  .option("--paths-per-shard <n>", "paths of a shard, at most; rounded up to an even number", wholeNumber(1, 1_000_000_000))
  .option("--seed <text>", "seed of the paths, any text (run.seed)")
  .option("--paths <n>", "paths per point (run.paths); with --until, at most", wholeNumber(paths.min, paths.max))
  .option("--until <precision>", 'points are cut off where they are this precise: "es99(hedge_fund.tech.forced,3d) within 2%"')
  .addOption(setOption())
  .addOption(kindOption())
  .addOption(jsonOption())
  .addHelpText(
    "after",
    `
The folder, <out>/<name>-<hash>/, holds the points, the table of shards and the complete configuration: a machine needs
nothing else to compute shards of it, but the modules of kinds given with --kind. A shard is a part of the paths of one
point, or several points (docs/cluster.md).

Examples:
  yenwind plan configs/sweeps/spread-and-hike.yaml                 shards of about a minute of one core
  yenwind plan my.yaml --shards 1000 --out /shared/plans           as many as an array of jobs may have
  yenwind plan my.yaml --paths 100000 --shard-seconds 600 --json   for a script
then
  yenwind shard plans/my-1a2b3c4d 0-99       on any machine
  yenwind status plans/my-1a2b3c4d
  yenwind merge plans/my-1a2b3c4d            the same files as yenwind sweep my.yaml writes

${EXIT_CODES}`,
  )
  .action(planAction);

async function planAction(path: string, options: PlanCommandOptions): Promise<void> {
  const size = sizeOf(options);
  const model = await loadModel(options.kind);
  const sweep = planSweep(readSweepFile(path), { model, set: overrides(options), until: options.until });
  const given = { file: resolve(path), kinds: options.kind.map((file) => resolve(file)), set: overrides(options), until: options.until ?? null };
  const written = await writePlan(sweep, { out: options.out, given, size });
  if (options.json) await answerJson(facts(written));
  else await answer(text(written));
  process.exitCode = 0;
}

function sizeOf({ shards, shardSeconds, pathsPerShard }: PlanCommandOptions): WritePlanOptions["size"] {
  if ([shards, shardSeconds, pathsPerShard].filter((given) => given !== undefined).length > 1) {
    throw new BadInput([{ path: "", message: "--shards, --shard-seconds and --paths-per-shard say the same thing in three ways", hint: "Give one of them." }]);
  }
  if (shards !== undefined) return { shards };
  return pathsPerShard === undefined ? { seconds: shardSeconds ?? SHARD_SECONDS } : { paths: pathsPerShard };
}

function facts({ folder, header, kept }: WrittenPlan) {
  const { hash, name, modelVersion, counts, until, metrics, estimate } = header;
  return { folder, hash, name, modelVersion, ...counts, until, metrics, estimate, bytes: bytesOf(header), kept };
}

/** What all shards will write, about. */
function bytesOf({ counts, metrics }: WrittenPlan["header"]): number {
  return counts.differentPoints * counts.paths * (8 + 8 * metrics.length) + counts.shards * (2000 + 650 * metrics.length);
}

function text({ folder, header, kept }: WrittenPlan): string {
  const { counts, estimate, until } = header;
  const { leastPathsPerShard: least, mostPathsPerShard: most } = counts;
  const sizes = least === most ? grouped(most) : `${grouped(least)} to ${grouped(most)}`;
  const lines = [
    `points   ${grouped(counts.points)}, ${until === null ? "" : "at most "}${grouped(counts.paths)} paths each`,
    `shards   ${grouped(counts.shards)} (0 to ${counts.shards - 1}), ${sizes} paths each`,
    ...(estimate === null ? [] : [`cost     about ${duration(estimate.seconds)} of one core (${estimate.cpu}); a shard ${duration(estimate.secondsPerShard)}, the longest ${duration(estimate.longestShard)}`]),
    `size     about ${bytes(bytesOf(header))}`,
  ];
  const next = [["shard", folder, `0-${counts.shards - 1}`], ["status", folder], ["merge", folder]].map((words) => shellCommand(words));
  return `${kept ? "The plan is there already:" : "OK "} ${folder}\n${indent(lines.join("\n"))}\n\nThen\n${indent(next.join("\n"))}`;
}

function seconds(given: string): number {
  const value = Number(given);
  if (!/^\d*\.?\d+$/.test(given) || !(value > 0)) throw new InvalidArgumentError("Expected a number of seconds.");
  return value;
}
