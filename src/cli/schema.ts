import { Command } from "commander";
import { jsonSchema } from "../config/jsonSchema.ts";
import { parameterTree } from "../run/prepare.ts";
import { EXIT_CODES } from "./options.ts";
import { answerJson } from "./output.ts";

export const schema = new Command("schema")
  .description("Write the JSON Schema of configuration files to stdout, with units, ranges, defaults and sources.")
  .addHelpText(
    "after",
    `
An editor that knows the schema completes names and checks values while you type. Begin the
file with a line that says where the schema lies:
  # yaml-language-server: $schema=./yenwind.schema.json

Example:
  yenwind schema > yenwind.schema.json

${EXIT_CODES}`,
  )
  .action(async () => {
    await answerJson(jsonSchema(parameterTree));
    process.exitCode = 0;
  });
