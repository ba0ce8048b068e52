import { Command } from "commander";
import { BadInput } from "../config/errors.ts";
import { loadModel } from "../kinds/loadModel.ts";
import { resultFields } from "../run/fields.ts";
import { translateKernel } from "../run/kernel.ts";
import { chunkSetup, type Loaded, loadRun } from "../run/prepare.ts";
import { bytes, grouped } from "./numbers.ts";
import { EXIT_CODES, jsonOption, kindOption, setOption } from "./options.ts";
import { answer, answerJson } from "./output.ts";

interface ValidateOptions {
  readonly set: readonly string[];
  readonly kind: readonly string[];
  readonly json?: boolean;
}

export const validate = new Command("validate")
  .description("Check a configuration file without simulating anything, and say what it would run.")
  .argument("<config>", "YAML file")
  .addOption(setOption())
  .addOption(kindOption())
  .addOption(jsonOption())
  .addHelpText(
    "after",
    `
Every finding names file, line, column, parameter, value and what was expected. With --kind the
modules of your own kinds are checked first: syntax, imports, every property, every parameter.

Examples:
  yenwind validate my.yaml
  yenwind validate my.yaml --set run.paths=100000
  yenwind validate my.yaml --kind ./my-kind.mjs
  yenwind validate my.yaml --json | jq .findings

${EXIT_CODES}`,
  )
  .action(async (config: string, { set, kind, json }: ValidateOptions) => {
    let facts: ReturnType<typeof factsOf>;
    try {
      facts = factsOf(loadRun(config, set, await loadModel(kind)));
    } catch (error) {
      if (!(json && error instanceof BadInput)) throw error;
      await answerJson({ ok: false, findings: error.findings });
      process.exitCode = error.exitCode;
      return;
    }
    if (json) await answerJson({ ok: true, ...facts, findings: [] });
    else await answer(factsText(facts));
    process.exitCode = 0;
  });

/** What a configuration would run. Draws the population and reads the data, so that nothing is left to fail. */
function factsOf(loaded: Loaded) {
  const setup = chunkSetup(loaded);
  translateKernel(loaded.model, setup.configuration);
  const { days, rounds_per_day } = setup.configuration.calendar;
  const { paths, daily } = resultFields(loaded.name, loaded.model.kinds, days);
  return {
    name: loaded.name,
    hash: loaded.hash,
    agents: setup.opening.reduce((sum, { count }) => sum + count, 0),
    paths: setup.paths,
    days,
    roundsPerDay: rounds_per_day,
    columns: paths.length,
    /** Float64 values alone: of paths.arrow, and of the daily values kept on disk while the run lasts. */
    pathsBytes: 8 * paths.length * setup.paths,
    temporaryBytes: 8 * daily.length * setup.paths,
  };
}

function factsText(facts: ReturnType<typeof factsOf>): string {
  return [
    `OK  ${facts.name}`,
    `    hash    ${facts.hash}`,
    `    agents  ${grouped(facts.agents)}`,
    `    paths   ${grouped(facts.paths)} of ${facts.days} days × ${facts.roundsPerDay} rounds`,
    `    size    paths.arrow about ${bytes(facts.pathsBytes)} (${grouped(facts.columns)} columns); ` +
      `${bytes(facts.temporaryBytes)} more on disk during the run`,
  ].join("\n");
}
