import type { Fact, Finding } from "./fact.ts";
import { FACTS } from "./facts.ts";
import { augustFans, type Fan } from "./fans.ts";
import { agrees } from "./measured.ts";
import type { Runs } from "./scenarioPaths.ts";
import { judge, type Judged, type Target } from "./target.ts";
import { TARGETS } from "./targets.ts";

export const VERDICTS = ["reproduced", "input", "not reproduced"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A row of the fact sheet with what the simulation says of it. */
export interface FactRow {
  readonly fact: Fact;
  readonly findings: readonly Finding[];
  readonly verdict: Verdict;
}

/** A target of the backtest with what the simulation says of it. */
export interface TargetRow {
  readonly target: Target;
  readonly judged: readonly Judged[];
  readonly met: boolean;
}

export interface Sheet {
  readonly facts: readonly FactRow[];
  readonly targets: readonly TargetRow[];
  readonly fans: readonly Fan[];
}

/** What a sheet is computed from, to find out what must be simulated. */
export const COMPUTATIONS: readonly ((runs: Runs) => unknown)[] = [
  ...FACTS.flatMap(({ parts }) => parts.map(({ find }) => find)),
  ...TARGETS.flatMap(({ quantities }) => quantities.map(({ sample }) => sample)),
  augustFans,
];

/** Judge every fact and target by the simulated paths. */
export function sheetOf(runs: Runs): Sheet {
  return {
    facts: FACTS.map((fact) => {
      const findings = fact.parts.map(({ find }) => find(runs));
      return { fact, findings, verdict: verdictOf(fact, findings) };
    }),
    targets: TARGETS.map((target) => {
      const judged = target.quantities.map((quantity) => judge(quantity, runs));
      return { target, judged, met: judged.every(agrees) };
    }),
    fans: augustFans(runs),
  };
}

/** An input that holds shows nothing but that the simulation starts there, and says so. */
function verdictOf({ kind }: Fact, findings: readonly Finding[]): Verdict {
  if (findings.some(({ met }) => met === false)) return "not reproduced";
  return kind === "input" ? "input" : "reproduced";
}

/** Rows that hold, and targets that are met. */
export function counts({ facts, targets }: Sheet) {
  return {
    facts: facts.length,
    reproduced: facts.filter(({ verdict }) => verdict === "reproduced").length,
    inputs: facts.filter(({ verdict }) => verdict === "input").length,
    targets: targets.length,
    met: targets.filter(({ met }) => met).length,
  };
}

/** What became of every fact and target, by F1 … T18. */
export function verdictsOf({ facts, targets }: Sheet): Readonly<Record<string, string>> {
  return Object.fromEntries([...facts.map(({ fact, verdict }) => [fact.id, verdict]), ...targets.map(({ target, met }) => [target.id, met ? "met" : "not met"])]) as Record<string, string>;
}
