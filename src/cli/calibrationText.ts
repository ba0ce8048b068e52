import { join } from "node:path";
import type pico from "picocolors";
import type { CalibrationPlan } from "../calibration/plan.ts";
import { type CalibrationReport, type ParameterReport, reportOf } from "../calibration/report.ts";
import { NARROW } from "../calibration/ridge.ts";
import { calibrationFolder, type CalibrationOutcome } from "../calibration/simulateCalibration.ts";
import type { Tolerances } from "../calibration/tolerances.ts";
import { ANYTHING } from "../facts/target.ts";
import { amount, bytes, duration, grouped } from "./numbers.ts";
import { indent, table } from "./table.ts";

type Colors = ReturnType<typeof pico.createColors>;

/** What a calibration would run. */
export function planFacts({ file, hash, parameters, targets, search, paths }: CalibrationPlan) {
  return {
    name: file.name,
    hash,
    waves: search.waves.count,
    points: search.waves.count * search.waves.points + (search.base === undefined ? 0 : 1),
    candidates: search.waves.candidates,
    paths,
    cutoff: search.cutoff,
    accept: search.accept,
    parameters: parameters.map(({ name, paths: sets, unit, low, high, inBase }) => ({ name, sets, unit, low, high, base: inBase ?? null })),
    targets: targets.map(({ name, unit }) => ({ name, unit })),
  };
}

export function planText(plan: CalibrationPlan): string {
  const { name, waves, points, paths, targets, parameters } = planFacts(plan);
  return [
    `OK  ${name}: ${waves} waves, at most ${grouped(points)} points, ${grouped(paths)} paths each`,
    indent(`folder   results/${calibrationFolder("", plan)}`),
    indent(`targets  ${targets.map((target) => target.name).join(", ")}`),
    "",
    table(["parameter", "from", "to", "base"], parameters.map(({ name: own, unit, low, high, base }) => [withUnit(own, unit), digits(low), digits(high), base === null ? "–" : digits(base)])),
  ].join("\n");
}

/** A calibration for programs; what its points say once it is complete. */
export function calibrationFacts(plan: CalibrationPlan, outcome: CalibrationOutcome) {
  const { folder, complete, evaluations, kept, timings, files } = outcome;
  const { points: atMost, ...facts } = planFacts(plan);
  return { ...facts, folder, complete, pointsAtMost: atMost, done: evaluations.length, kept, timings, files, report: complete ? reportOf(plan, outcome) : null };
}

/** The same as a person reads it. */
export function resultText(plan: CalibrationPlan, outcome: CalibrationOutcome, colors: Colors): string {
  const { bold, yellow } = colors;
  const { folder, complete, evaluations, timings, files } = outcome;
  const accepted = evaluations.filter((evaluation) => evaluation.accepted).length;
  const least = evaluations.reduce((smallest, { implausibility }) => Math.min(smallest, implausibility), Infinity);
  const head = [
    bold(plan.file.name),
    `${grouped(evaluations.length)} points, ${grouped(plan.paths)} paths each; ${grouped(accepted)} accepted${evaluations.length > 0 ? `, least max implausibility ${amount(least)}` : ""}`,
    ...(complete ? [] : [yellow(`interrupted: ${grouped(evaluations.length)} points are done`)]),
  ].join("\n");
  const speed = `${bold("Time")}\n${indent(`${duration(timings.prepare + timings.simulate + timings.tables)}, ${duration(timings.simulate)} of it simulation`)}`;
  const rows = files.map(({ name, rows: count, bytes: size }) => [name, `${grouped(count)} rows`, bytes(size), name === "points.arrow" ? "every point, what it says of each target, and whether it is accepted" : "what every wave has left"]);
  const place = `${bold("Files")}\n${indent([folder, ...(rows.length > 0 ? [indent(table([], rows, { align: "left" }))] : [])].join("\n"))}`;
  return [head, ...(complete ? sections(reportOf(plan, outcome), plan, folder, colors) : []), speed, place].join("\n\n");
}

function sections(report: CalibrationReport, plan: CalibrationPlan, folder: string, { bold, red, yellow }: Colors): string[] {
  const { waves, parameters, targets, ridges, failed, accepted } = report;
  const parts = [
    `${bold("Waves")}\n${indent(table(["wave", "points", "accepted", "not ruled out"], waves.map((wave) => [String(wave.wave), grouped(wave.points), grouped(wave.accepted), percent(wave.share)])))}`,
    `${bold("Parameters: what was searched, and where accepted points lie")}\n${indent(table(["parameter", "searched", "accepted", "median", "base", "base → median"], parameters.map(parameterRow)))}`,
    `${bold("Targets")}\n${indent(table(["target", "observed", "points that agree", "least implausibility", "leaves alone", "predicted"], targets.map(({ name, unit, observed, tolerances, agree, smallest, share, crossValidated }) => [
      withUnit(name, unit), `${digits(observed)} ${toleranceText(tolerances)}`, `${grouped(agree)} of ${grouped(report.points - failed)}`, amount(smallest), percent(share), Number.isNaN(crossValidated) ? "–" : percent(Math.max(0, crossValidated)),
    ])))}`,
    [...baseText(report), ...ruledOut(report, plan, yellow), ...(accepted === 0 ? [] : ridges.map(ridgeText))].join("\n"),
  ];
  if (failed > 0) parts.push(red(`${grouped(failed)} points could not be simulated: ${join(folder, "points.arrow")} says why`));
  return parts;
}

function baseText({ base }: CalibrationReport): string[] {
  return base === undefined ? [] : [`The base ${base.accepted ? "is one of the accepted points" : "is not accepted"} (max implausibility ${amount(base.implausibility)}).`];
}

/** What stands in the way. */
function ruledOut({ emptied, strictest, targets, accepted, waves, points, failed }: CalibrationReport, { search }: CalibrationPlan, yellow: (text: string) => string): string[] {
  const target = targets.find(({ name }) => name === strictest)!;
  const rarest = targets.reduce((fewest, one) => (one.agree < fewest.agree ? one : fewest));
  const nothing = accepted === 0 ? [
    yellow(`No point was accepted (max implausibility at most ${digits(search.accept)}, every target in agreement).`),
    `Fewest points agree with ${rarest.name}: ${grouped(rarest.agree)} of ${grouped(points - failed)}.`,
  ] : [];
  if (!emptied) return [...nothing, `${strictest} rules out most: alone it leaves ${percent(target.share)} of the ranges.`];
  const found = target.smallest > search.cutoff ? `${strictest} alone rules it out: its least implausibility is ${amount(target.smallest)}` : `no target does so alone; ${strictest} leaves least`;
  return [...nothing, yellow(`Nothing is left in the ranges after wave ${waves.at(-1)!.wave}: ${found}.`)];
}

function parameterRow({ name, unit, low, high, base, accepted, shift }: ParameterReport): string[] {
  const range = (from: number, to: number) => `${digits(from)} to ${digits(to)}`;
  return [
    withUnit(name, unit), range(low, high), accepted === undefined ? "–" : range(accepted.low, accepted.high), accepted === undefined ? "–" : digits(accepted.median),
    base === undefined ? "–" : digits(base), shift === undefined ? "–" : `${shift < 0 ? "−" : "+"}${Math.abs(shift * 100).toFixed(0)} % of the range`,
  ];
}

/** `yen_loans and fx_depth enter almost only through yen_loans/fx_depth: 0.055 to 0.068, …` */
function ridgeText({ parameters: [a, b], combination, span, first, second, correlation, width }: CalibrationReport["ridges"][number]): string {
  const name = combination === "ratio" ? `${a}/${b}` : `${a}·${b}`;
  const ranges = `${digits(span.low)} to ${digits(span.high)}, while ${a} goes from ${digits(first.low)} to ${digits(first.high)} and ${b} from ${digits(second.low)} to ${digits(second.high)}`;
  if (Number.isNaN(correlation)) return `${a} and ${b}: too few accepted points to tell whether only ${name} matters.`;
  const logs = `(correlation of the logarithms ${correlation < 0 ? "−" : ""}${Math.abs(correlation).toFixed(2)})`;
  return width < NARROW
    ? `${a} and ${b} enter almost only through ${name}: ${ranges} ${logs}.`
    : `${a} and ${b} do not enter through ${name} alone: ${ranges} ${logs}.`;
}

/** `± 1`, `−1 +2`, or `−1 +any` where the other side is free. */
function toleranceText({ below, above }: Tolerances): string {
  const size = (tolerance: number) => (tolerance >= ANYTHING ? "any" : digits(tolerance));
  return size(below) === size(above) ? `± ${size(below)}` : `−${size(below)} +${size(above)}`;
}

const withUnit = (name: string, unit: string) => (unit === "1" ? name : `${name} (${unit})`);
/** Four significant digits; whole parts stay whole. */
const digits = (value: number) => {
  const size = Math.abs(value);
  return size >= 1000 && size < 1e9 ? (value < 0 ? "-" : "") + grouped(Math.round(size)) : String(Number(value.toPrecision(4)));
};
const percent = (share: number) => `${share === 0 ? "0" : share < 0.001 ? "< 0.1" : amount(100 * share)} %`;
