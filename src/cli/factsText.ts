import type pico from "picocolors";
import { canonicalJson } from "../config/canonical.ts";
import { agrees } from "../facts/measured.ts";
import { counts, type FactRow, type TargetRow, verdictsOf } from "../facts/sheet.ts";
import { agreement, shown, shownFinding, shownRange, shownShare, shownSpread, standing } from "../facts/show.ts";
import { type FactsResult, PAGE } from "../facts/simulateFacts.ts";
import { duration, grouped } from "./numbers.ts";
import { indent, table } from "./table.ts";

type Colors = ReturnType<typeof pico.createColors>;

/** The fact sheet as a person reads it. */
export function factsText({ folder, plan, sheet, sheets, seconds, files }: FactsResult, colours: Colors): string {
  const { bold } = colours;
  const { facts, reproduced, inputs, targets, met } = counts(sheet);
  const own = canonicalJson(verdictsOf(sheet));
  const seeds = sheets.slice(1).map(({ seed, sheet: other }) => `  seed “${seed}”: ${canonicalJson(verdictsOf(other)) === own ? "the same verdicts" : "verdicts differ"}`);
  return [
    bold(`The facts: simulated median [5 %, 95 %], or estimate [95 % interval]`),
    ...sheet.facts.map((row) => factText(row, colours)),
    "",
    bold("The backtest: simulated median [5 %, 95 %], and the percentile at which the observed value falls"),
    ...sheet.targets.map((row) => targetText(row, colours)),
    "",
    bold(`${reproduced + inputs} of ${facts} rows hold (${reproduced} reproduced, ${inputs} inputs); ${met} of ${targets} targets are met`),
    `${grouped(plan.paths)} paths of ${plan.work[0].scenarios.length} scenarios in ${duration(seconds)}, seed “${plan.seed}”, model version ${plan.model.version}`,
    ...seeds,
    "",
    bold("Files"),
    `  ${folder}/: ${[...files.map(({ name }) => name), PAGE].join(", ")} with its pictures`,
  ].join("\n");
}

function factText({ fact, findings, verdict }: FactRow, { bold, green, yellow, red }: Colors): string {
  const colour = verdict === "reproduced" ? green : verdict === "input" ? yellow : red;
  const parts = fact.parts.map((part, p) => [part.label, part.unit, shown(part.published), shownFinding(findings[p]), part.criterion === "reported" ? "" : part.criterion, standing(part, findings[p])]);
  return `${bold(fact.id.padEnd(4))}${fact.title} – ${colour(verdict)}\n${indent(indent(table([], parts)))}`;
}

function targetText({ target, judged, met }: TargetRow, { bold, green, red }: Colors): string {
  const rows = judged.map((one) => [
    one.quantity.label, one.quantity.unit, `${shown(one.quantity.observed)} (${shownRange(one)})`, shownSpread(one), shownShare(one.percentile), agreement(one),
  ]);
  return `${bold(target.id.padEnd(4))}${target.title} – ${met ? green("met") : red("not met")}\n${indent(indent(table([], rows)))}`;
}

/** The same for programs. */
export function factsJson({ folder, plan, sheet, sheets, seconds }: FactsResult) {
  return {
    folder, seed: plan.seed, paths: plan.paths, seconds, modelVersion: plan.model.version, ...counts(sheet),
    rows: sheet.facts.map(({ fact, findings, verdict }) => ({ id: fact.id, title: fact.title, kind: fact.kind, verdict, parts: fact.parts.map(({ name, unit, published, criterion }, p) => ({ name, unit, published, criterion, ...findings[p] })) })),
    backtest: sheet.targets.map(({ target, judged, met }) => ({ id: target.id, title: target.title, met, quantities: judged.map(({ quantity, ...numbers }) => ({ unit: quantity.unit, range: quantity.range, ...numbers, agrees: agrees(numbers) })) })),
    seeds: sheets.map(({ seed, sheet: one }) => ({ seed, verdicts: verdictsOf(one) })),
  };
}
