import { Command } from "commander";
import { BadInput } from "../config/errors.ts";
import { suggestion } from "../config/nearest.ts";
import { expectation } from "../config/parameterText.ts";
import { loadModel } from "../kinds/loadModel.ts";
import type { Model } from "../kinds/model.ts";
import type { Kind } from "../model/agents/kind.ts";
import { isParameter, type Parameter } from "../model/parameter.ts";
import { describeKernel } from "../run/kernel.ts";
import { grouped } from "./numbers.ts";
import { EXIT_CODES, jsonOption, kindOption } from "./options.ts";
import { answer, answerJson } from "./output.ts";
import { indent, table } from "./table.ts";

export const kinds = new Command("kinds")
  .description("List the kinds of agents, or the parameters and columns of one.")
  .argument("[kind]", "name of a kind, for example hedge_fund")
  .addOption(kindOption())
  .option("--kernel", "show the rules of the kind as they are compiled, everything they call written out")
  .option("--wat", "show the WebAssembly that they become, as text")
  .addOption(jsonOption())
  .addHelpText(
    "after",
    `
Without a name: every kind with its number of agents, its rules, and what it trades and why.
With a name: each parameter with unit, range, default and source; these are the keys below
agents.<kind> in a configuration file.

A kind of your own is a module whose default export is kind({ … }), imported from yenwind/kind.
docs/extending.md, which comes with the program, walks through one.

Examples:
  yenwind kinds
  yenwind kinds hedge_fund
  yenwind kinds --kernel hedge_fund
  yenwind kinds --json
  yenwind kinds my_kind --kind ./my-kind.mjs

${EXIT_CODES}`,
  )
  .action(async (name: string | undefined, options: { json?: boolean; kernel?: boolean; wat?: boolean; kind: readonly string[] }) => {
    const model = await loadModel(options.kind);
    const all = model.kinds;
    const kind = name === undefined ? undefined : named(name, all);
    if (options.kernel || options.wat) await answerKernel(model, kind, options);
    else if (options.json) await answerJson(kind ? facts(kind) : all.map(facts));
    else await answer(kind ? sheet(kind) : overview(all));
    process.exitCode = 0;
  });

async function answerKernel(model: Model, kind: Kind | undefined, options: { json?: boolean; wat?: boolean }): Promise<void> {
  if (kind === undefined) throw new BadInput([{ path: "kind", message: "the name of a kind is missing", hint: "For example: yenwind kinds --kernel hedge_fund" }]);
  const kernel = describeKernel(model, kind.name);
  if (options.json) await answerJson({ kind: kind.name, ...kernel });
  else await answer(options.wat ? kernel.wat.trimEnd() : kernel.intermediate);
}

function named(name: string, all: readonly Kind[]): Kind {
  const names = all.map((kind) => kind.name);
  const found = all.find((kind) => kind.name === name);
  if (found) return found;
  const expected = `one of ${names.join(", ")}`;
  throw new BadInput([{ path: "kind", value: name, message: `there is no kind ${JSON.stringify(name)}`, expected, hint: suggestion(name, names) }]);
}

/** A kind as plain data. */
function facts({ name, title, japanese, official, borrowsYen, rules, flows, counters, columns, parameters }: Kind) {
  return { name, title, japanese, official, borrowsYen, rules, flows, parameters, columns, counters };
}

function parametersOf(kind: Kind): [string, Parameter][] {
  return Object.entries(kind.parameters).filter((entry): entry is [string, Parameter] => isParameter(entry[1]));
}

function overview(all: readonly Kind[]): string {
  const rows = all.flatMap((kind) => {
    const trades = Object.entries(kind.flows).map(([cause, markets]) => `${cause}: ${markets!.join(" ")}`);
    const { count } = kind.parameters;
    const number = isParameter(count) && count.type === "number" ? grouped(count.default) : "";
    return [
      [kind.name, number, kind.rules.join(" "), trades[0] ?? ""],
      [`  ${kind.title}`, "", "", trades[1] ?? ""],
      ...trades.slice(2).map((trade) => ["", "", "", trade]),
    ];
  });
  return table(["kind", "agents", "rules", "trades, by cause"], rows, { align: "left" });
}

function sheet(kind: Kind): string {
  const parameters = parametersOf(kind).map(([name, parameter]) =>
    [
      `agents.${kind.name}.${name}`,
      indent(parameter.description),
      indent(`default ${JSON.stringify(parameter.default)}; ${expectation(parameter)}`),
      indent(`source: ${parameter.source}`),
    ].join("\n"),
  );
  const columns = Object.entries({ ...kind.columns, ...kind.counters }).map(([name, { unit, description }]) => [name, unit, description]);
  const own = columns.length === 0 ? "" : `\n\nColumns and counters of its own\n${indent(table(["name", "unit", "description"], columns, { align: "left" }))}`;
  const rules = kind.rules.length === 0 ? "" : `, rules ${kind.rules.join(", ")}`;
  return `${kind.title} (${kind.name})${rules}\n\nParameters\n${indent(parameters.join("\n"))}${own}`;
}
