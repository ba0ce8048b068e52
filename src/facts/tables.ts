import { join } from "node:path";
import type { FileEntry } from "../arrow/manifest.ts";
import type { Cell } from "../arrow/rowWriter.ts";
import { written } from "../sweep/tables.ts";
import { agrees } from "./measured.ts";
import { FAN_DATES, FAN_LEVELS } from "./fans.ts";
import { FAN_VARIABLES, factFields, JUDGEMENTS, SPANS } from "./fields.ts";
import { type Sheet, VERDICTS } from "./sheet.ts";

/** Write facts.arrow, backtest.arrow and fans.arrow. @throws FileError when the disk fails */
export function writeSheet(folder: string, sheet: Sheet, metadata: Readonly<Record<string, string>>): FileEntry[] {
  const write = (name: keyof typeof factFields, rows: Iterable<readonly Cell[]>): FileEntry =>
    written(join(folder, `${name}.arrow`), factFields[name], metadata, (writer) => {
      for (const row of rows) writer.add(row);
    });
  return [write("facts", factRows(sheet)), write("backtest", targetRows(sheet)), write("fans", fanRows(sheet))];
}

const code = (values: readonly string[], value: string): number => values.indexOf(value);
const kinds = factFields.facts[3].values!;

function* factRows({ facts }: Sheet): Generator<Cell[]> {
  for (const [f, { fact, findings, verdict }] of facts.entries()) {
    for (const [p, { name, label, unit, published, criterion }] of fact.parts.entries()) {
      const { value, low, high, span, met, distance } = findings[p];
      const judgement = met === undefined ? "reported" : met ? "met" : "not met";
      yield [
        f, fact.title, fact.figure, code(kinds, fact.kind), code(VERDICTS, verdict), name, label, unit, published,
        value, low, high, code(SPANS, span), criterion, code(JUDGEMENTS, judgement), distance, fact.scenarios, fact.rules.join(" "),
      ];
    }
  }
}

function* targetRows({ targets }: Sheet): Generator<Cell[]> {
  for (const [t, { target, judged, met }] of targets.entries()) {
    for (const one of judged) {
      const { name, label, unit, observed, range: [least, most] } = one.quantity;
      yield [
        t, target.title, Number(met), name, label, unit, observed, least, most, one.median, one.q05, one.q10, one.q90, one.q95,
        one.percentile, Number(agrees(one)), one.distance, one.n, target.scenario, target.source,
      ];
    }
  }
}

function* fanRows({ fans }: Sheet): Generator<Cell[]> {
  for (const { variable, bands, frozen, observed } of fans) {
    for (const [day, date] of FAN_DATES.entries()) {
      const seen = observed.find((one) => one.day === day)?.value ?? NaN;
      yield [code(FAN_VARIABLES, variable), day, date, ...FAN_LEVELS.map((level) => bands[level][day]), frozen?.[day] ?? NaN, seen];
    }
  }
}
