import { Command } from "commander";
import { jsonSchema } from "../config/jsonSchema.ts";
import { loadModel } from "../kinds/loadModel.ts";
import { EXIT_CODES, kindOption } from "./options.ts";
import { answerJson } from "./output.ts";

export const schema = new Command("schema")
  .description("Write the JSON Schema of configuration files to stdout, with units, ranges, defaults and sources.")
  .addOption(kindOption())
  .addHelpText(
    "after",
    `
An editor that knows the schema completes names and checks values while you type. Begin the
file with a line that says where the schema lies:
  # yaml-language-server: $schema=./yenwind.schema.json

Examples:
  yenwind schema > yenwind.schema.json
  yenwind schema --kind ./my-kind.mjs > yenwind.schema.json     with the parameters of a kind of your own

${EXIT_CODES}`,
  )
  .action(async ({ kind }: { kind: readonly string[] }) => {
    await answerJson(jsonSchema((await loadModel(kind)).parameters));
    process.exitCode = 0;
  });
