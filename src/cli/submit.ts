import { Command, Option } from "commander";
import { BadInput } from "../config/errors.ts";
import type { Engine, SubmitOptions } from "./engine.ts";
import { EXIT_CODES, jsonOption, kindOption } from "./options.ts";
import { bullmq } from "./submitBullmq.ts";
import { slurm } from "./submitSlurm.ts";

const ENGINES: readonly Engine[] = [slurm, bullmq];
const NAMES = ENGINES.map(({ name }) => name);

export const submit = new Command("submit")
  .description("Have the shards of a plan computed by an engine, and merged when they are done.")
  .argument("<plan>", "folder of the plan, for example plans/spread-and-hike-1a2b3c4d")
  .addOption(new Option("--engine <name>", `what computes them: ${ENGINES.map(({ name, summary }) => `${name}, ${summary}`).join("; ")}`).choices(NAMES).makeOptionMandatory())
  .option("--out <dir>", "folder in which the folder of the merged sweep is made", "results")
  .option("--no-merge", "leave the shards as they are when they are done")
  .addOption(kindOption())
  .addOption(jsonOption())
  .option("--quiet", "no progress on stderr");

for (const { name, options } of ENGINES) {
  submit.optionsGroup(`Options of ${name}:`);
  for (const option of options) submit.addOption(option);
}

submit
  .addHelpText(
    "after",
    `
Only what is not done is submitted: after a failure, give the same command again. What is done stays.
${ENGINES.map(({ help }) => `\n${help}\n`).join("")}
Examples:
${ENGINES.flatMap(({ examples }) => examples.map((example) => `  ${example}`)).join("\n")}

${EXIT_CODES}`,
  )
  .action(submitAction);

async function submitAction(folder: string, options: SubmitOptions & { engine: string } & Record<string, unknown>): Promise<void> {
  const engine = ENGINES.find(({ name }) => name === options.engine)!;
  for (const { name, options: others } of ENGINES) {
    const foreign = name === engine.name ? undefined : others.find((option) => submit.getOptionValueSource(option.attributeName()) === "cli");
    if (foreign !== undefined) throw new BadInput([{ path: foreign.long!, message: `is an option of --engine ${name}, not of ${engine.name}` }]);
  }
  await engine.submit(folder, options);
}
