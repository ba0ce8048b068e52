import { describe, expect, test } from "vitest";
import { factPage } from "../../src/facts/page.ts";
import { sheetPictures } from "../../src/facts/pictures.ts";
import { counts, type Sheet, sheetOf } from "../../src/facts/sheet.ts";
import { shown, shownFinding, standing } from "../../src/facts/show.ts";
import { judge } from "../../src/facts/target.ts";
import { type FactsPlan, planFacts } from "../../src/facts/simulateFacts.ts";
import { builtInModel } from "../../src/kinds/model.ts";
import { configs, noisyRuns, noRuns } from "./madeUp.ts";

const planned: FactsPlan = planFacts({ model: builtInModel, configs, set: [], effort: 1, seeds: 1, seed: undefined });
const sheet = sheetOf(noisyRuns(6));
/** The same with the other verdict in two rows and one target. */
const other: Sheet = {
  ...sheet,
  facts: sheet.facts.map((row, f) => (f === 2 || f === 7 ? { ...row, verdict: row.verdict === "not reproduced" ? "reproduced" : "not reproduced" } : row)),
  targets: sheet.targets.map((row, t) => (t === 4 ? { ...row, met: !row.met } : row)),
};
const page = factPage(planned, [{ seed: "yenwind", sheet }]);

/** Tables of a page: their lines as cells, the line under the head left out. */
function tables(text: string): string[][][] {
  const found: string[][][] = [];
  let open = false;
  for (const line of text.split("\n")) {
    if (!line.startsWith("|")) open = false;
    else {
      if (!open) found.push([]);
      open = true;
      if (!/^\|( --- \|)+$/.test(line)) found.at(-1)!.push(line.slice(2, -2).split(/(?<!\\) \| /).map((cell) => cell.trim()));
    }
  }
  return found;
}

const wellFormed = (text: string): void => {
  for (const [head, ...rows] of tables(text)) {
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect([row, row.length]).toEqual([row, head.length]);
  }
};

test("its tables have as many cells in every row as in their head", () => {
  expect(tables(page)).toHaveLength(4);
  wellFormed(page);
});

test("every fact has a row with its verdict, and one per part with the numbers of the sheet", () => {
  const [summary, parts] = tables(page);
  expect(summary.slice(1).map(([id, title, figure, , verdict]) => [id, title, figure, verdict.replaceAll("*", "")])).toEqual(sheet.facts.map(({ fact, verdict }) => [fact.id, fact.title, fact.figure, verdict]));
  expect(parts.slice(1).map(([, ...cells]) => cells)).toEqual(
    sheet.facts.flatMap(({ fact, findings }) => fact.parts.map((part, p) => [part.label, part.unit, shown(part.published), shownFinding(findings[p]), part.criterion, standing(part, findings[p])])),
  );
});

test("every quantity of the backtest has a row with the numbers of the sheet", () => {
  const rows = tables(page)[3].slice(1);
  const judged = sheet.targets.flatMap((target) => target.judged);
  expect(rows).toHaveLength(judged.length);
  rows.forEach(([, label, unit, observed, , median, at], row) => {
    const one = judged[row];
    expect(label.endsWith(one.quantity.label)).toBe(true);
    expect([unit, observed, median, at]).toEqual([one.quantity.unit, shown(one.observed), `${shown(one.median)} [${shown(one.q05)}, ${shown(one.q95)}]`, `${Math.round(100 * one.percentile)} %`]);
  });
});

test("what is not defined is –, and no number is written as NaN, undefined or Infinity", () => {
  expect(tables(page)[1].some((cells) => cells[3] === "–")).toBe(true);
  const undefinedNumbers: Sheet = { ...sheet, facts: sheet.facts.map((row) => ({ ...row, findings: row.findings.map((finding) => ({ ...finding, value: NaN, low: NaN, high: Infinity })) })) };
  const text = factPage(planned, [{ seed: "none", sheet: undefinedNumbers }]);
  expect(text).toContain("– [–, ∞]");
  for (const written of [page, text]) expect(written).not.toMatch(/NaN|undefined|Infinity/);
});

test("the counts are those of the sheet", () => {
  const { facts, reproduced, inputs, targets, met } = counts(sheet);
  expect(page).toContain(`**${reproduced + inputs} of ${facts} rows hold: ${reproduced} reproduced, ${inputs} inputs. ${met} of ${targets} targets of the backtest are met.**`);
});

test("what is not reproduced is listed with its distance, what holds is not", () => {
  const list = page.slice(page.indexOf("## What the model does not explain"));
  for (const { fact, findings, verdict } of sheet.facts) {
    const lines = list.split("\n").filter((line) => line.startsWith(`- **${fact.id}** `));
    expect(lines).toHaveLength(verdict === "not reproduced" ? findings.filter(({ met }) => met === false).length : 0);
  }
  for (const { target, met } of sheet.targets) expect(list.includes(`- **${target.id}** `)).toBe(!met);
});

test("says how it was made: overrides, effort and seeds, and nothing where they are the usual ones", () => {
  expect(page).toContain("Written by `yenwind facts`: seed “yenwind”");
  const plan = { ...planned, set: ["markets.fx.depth=1500"], effort: 0.1, seeds: 2 };
  expect(factPage(plan, [{ seed: "yenwind", sheet }])).toContain("Written by `yenwind facts --set markets.fx.depth=1500 --effort 0.1 --seeds 2`");
});

describe("links", () => {
  const linked = (text: string) => [...text.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1]);
  const pictures = Object.keys(sheetPictures(sheet, "caption"));

  test("are the pictures, beside the page unless another folder is named", () => {
    expect(linked(page)).toEqual(pictures);
    expect(linked(factPage(planned, [{ seed: "a", sheet }], "my facts"))).toEqual(pictures.map((name) => `my%20facts/${name}`));
  });
});

describe("with several seeds", () => {
  const seeded = (...sheets: Sheet[]) => factPage(planned, sheets.map((one, n) => ({ seed: n === 0 ? "a | b" : `a | b ${n + 1}`, sheet: one })));
  const table = (text: string) => tables(text)[4];

  test("a table has one row per seed with its counts, whatever the seed is called", () => {
    const text = seeded(sheet, other, sheet);
    wellFormed(text);
    const holds = [sheet, other, sheet].map((one) => { const { reproduced, inputs, met } = counts(one); return [String(reproduced + inputs), String(met)]; });
    expect(table(text).slice(1).map(([, ...numbers]) => numbers)).toEqual(holds);
    expect(table(text).slice(1).map(([seed]) => seed)).toEqual(["“a \\| b”", "“a \\| b 2”", "“a \\| b 3”"]);
  });

  test("verdicts that change are named, with how many seeds say the same", () => {
    const changed = [sheet.facts[2].fact.id, sheet.facts[7].fact.id, sheet.targets[4].target.id];
    const text = seeded(sheet, other, sheet);
    for (const id of changed) expect(text).toContain(`${id} (2 of 3 as above)`);
    expect(text).toContain(`${sheet.facts.length + sheet.targets.length - 3} of ${sheet.facts.length + sheet.targets.length} verdicts are the same with 3 seeds.`);
    expect(seeded(sheet, sheet)).toContain(`All ${sheet.facts.length + sheet.targets.length} verdicts are the same with 2 seeds.`);
  });

  test("with one seed there is no such table", () => {
    expect(page).not.toContain("Do verdicts depend on the seed?");
  });
});

test("a quantity without a median is not met, and nothing on the page is NaN", () => {
  const [first, ...targets] = sheet.targets;
  const judged = first.judged.map(({ quantity }) => judge({ ...quantity, sample: () => new Float64Array(0) }, noRuns));
  const without = factPage(planned, [{ seed: "yenwind", sheet: { ...sheet, targets: [{ ...first, judged, met: false }, ...targets] } }]);
  expect(without).not.toMatch(/NaN|off by –/);
  expect(tables(without)[3][1].slice(-3)).toEqual(["– [–, –]", "–", "not met"]);
});
