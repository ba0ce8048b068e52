import { agrees } from "./measured.ts";
import { counts, type FactRow, type Sheet, type TargetRow, verdictsOf } from "./sheet.ts";
import { agreement, shown, shownFinding, shownRange, shownShare, shownSpread, standing } from "./show.ts";
import type { FactsPlan } from "./simulateFacts.ts";

type Seeded = readonly { readonly seed: string; readonly sheet: Sheet }[];

const row = (...cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll("|", String.raw`\|`)).join(" | ")} |`;
const head = (...cells: readonly string[]): string => `${row(...cells)}\n${row(...cells.map(() => "---"))}`;

/**
 * facts.md: the sheet as a page, complete without anything else.
 *
 * @param pictures folder of the pictures as the page links to it, "" where they lie beside it
 */
export function factPage(plan: FactsPlan, sheets: Seeded, pictures = ""): string {
  const [{ sheet }] = sheets;
  const { facts, reproduced, inputs, targets, met } = counts(sheet);
  const options = [...plan.set.map((set) => `--set ${set}`), ...(plan.effort === 1 ? [] : [`--effort ${plan.effort}`]), ...(plan.seeds === 1 ? [] : [`--seeds ${plan.seeds}`])];
  const picture = (file: string): string => encodeURI(pictures === "" ? file : `${pictures}/${file}`);
  const parts = [
    "# The fact sheet and the backtest of August 2024",
    `Written by \`${["yenwind facts", ...options].join(" ")}\`: seed “${plan.seed}”, ${plan.work[0].scenarios.length} scenarios, ${plan.work[0].scenarios.reduce((sum, { paths }) => sum + paths, 0)} paths, model version ${plan.model.version}.`,
    `**${reproduced + inputs} of ${facts} rows hold: ${reproduced} reproduced, ${inputs} inputs. ${met} of ${targets} targets of the backtest are met.** Scenarios that are compared share random numbers. An *input* is where the simulation starts: that it does so shows nothing; what it does next is reported.`,
    "## The facts",
    [head("", "Fact", "Published", "Simulated: median [5 %, 95 %], or estimate [95 % interval]", "Verdict"), ...sheet.facts.map(summaryRow)].join("\n"),
    "### Part by part",
    [head("", "What", "Unit", "Published", "Simulated", "Criterion", ""), ...sheet.facts.flatMap(partRows)].join("\n"),
    [head("", "Scenarios", "Rules"), ...sheet.facts.map(({ fact }) => row(fact.id, fact.scenarios, fact.rules.join(", ")))].join("\n"),
    "## The backtest",
    "Everything before 2 July 2024 is given: positions, prices, yields. Then there is the script (configs/august-2024.yaml: what was announced, and the volatility that options implied on the evening before) and random news. A target is met when each of its quantities agrees: the simulated median lies within the tolerance, or the observed value between the 10 and 90 % quantiles of the paths, since history is one path. Targets from other scenarios are judged alike.",
    `![Fan charts of USDJPY, NASDAQ-100 and the net speculative position in July and August 2024, with what was observed](${picture("august-2024.svg")})`,
    [head("", "Target", "Unit", "Observed", "Tolerance", "Median [5 %, 95 %]", "Observed at", ""), ...sheet.targets.flatMap(targetRows)].join("\n"),
    `![All targets in tolerances from what was observed](${picture("targets.svg")})`,
    "## What the model does not explain",
    unexplained(sheet),
    "Why, and what August 2024 needed beyond the carry trade: docs/calibration.md.",
    ...(sheets.length > 1 ? ["## Do verdicts depend on the seed?", bySeed(sheets)] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

function summaryRow({ fact, findings, verdict }: FactRow): string {
  const [first] = fact.parts.flatMap(({ criterion }, p) => (criterion === "reported" ? [] : [p]));
  return row(fact.id, fact.title, fact.figure, `${fact.parts[first].label}: ${shownFinding(findings[first])} ${fact.parts[first].unit}`, verdict === "not reproduced" ? "**not reproduced**" : verdict);
}

function partRows({ fact, findings }: FactRow): string[] {
  return fact.parts.map((part, p) => row(p === 0 ? fact.id : "", part.label, part.unit, shown(part.published), shownFinding(findings[p]), part.criterion, standing(part, findings[p])));
}

function targetRows({ target, judged, met }: TargetRow): string[] {
  return judged.map((one, q) =>
    row(
      q === 0 ? target.id : "",
      `${q === 0 ? `${target.title}: ` : ""}${one.quantity.label}`,
      one.quantity.unit, shown(one.quantity.observed), shownRange(one), shownSpread(one), shownShare(one.percentile),
      met && q === 0 ? "**met**" : agreement(one),
    ),
  );
}

/** What is not reproduced and not met, with its distance. */
function unexplained({ facts, targets }: Sheet): string {
  const lines = [
    ...facts.filter(({ verdict }) => verdict === "not reproduced").flatMap(({ fact, findings }) =>
      fact.parts.flatMap((part, p) => (findings[p].met === false ? [`- **${fact.id}** ${fact.title}: ${part.label} is ${shownFinding(findings[p])} ${part.unit}; asked for: ${part.criterion}. ${standing(part, findings[p])}.`] : [])),
    ),
    ...targets.filter(({ met }) => !met).flatMap(({ target, judged }) =>
      judged.filter((one) => !agrees(one)).map((one) => `- **${target.id}** ${target.title}: ${one.quantity.label} has the median ${shown(one.median)} ${one.quantity.unit}, observed ${shown(one.quantity.observed)}; ${shownShare(one.percentile)} of the paths are below.`),
    ),
  ];
  return lines.length === 0 ? "Every fact and target holds." : lines.join("\n");
}

/** Verdicts of every seed, and the ones that differ. */
function bySeed(sheets: Seeded): string {
  const [first, ...others] = sheets.map(({ sheet }) => verdictsOf(sheet));
  const ids = Object.keys(first);
  const changing = ids.filter((id) => others.some((verdicts) => verdicts[id] !== first[id]));
  const alike = (id: string): number => 1 + others.filter((verdicts) => verdicts[id] === first[id]).length;
  const sentence =
    changing.length === 0
      ? `All ${ids.length} verdicts are the same with ${sheets.length} seeds.`
      : `${ids.length - changing.length} of ${ids.length} verdicts are the same with ${sheets.length} seeds. These are not: ${changing.map((id) => `${id} (${alike(id)} of ${sheets.length} as above)`).join(", ")}.`;
  const table = [head("Seed", "Rows that hold", "Targets met"), ...sheets.map(({ seed, sheet: one }) => { const { reproduced, inputs, met } = counts(one); return row(`“${seed}”`, String(reproduced + inputs), String(met)); })].join("\n");
  return `${sentence}\n\n${table}`;
}
