/** A scenario that facts or targets are read from: a configuration that comes with the program, perhaps with one change. */
export interface Scenario {
  /** File in configs/. */
  readonly file: string;
  /** Overrides as on the command line. */
  readonly set?: readonly string[];
  /** Enough for the verdicts not to depend on the seed. */
  readonly paths: number;
}

/** The spread changes by some basis points through the rate of one of the banks. */
const spread = (bank: "boj" | "fed", change: number): Scenario => ({
  file: "spread-narrowing.yaml",
  set: [`events.0.policy.bank=${bank}`, `events.0.policy.basis_points=${bank === "fed" ? change : -change}`],
  paths: 400,
});
const surge = (basisPoints: number): Scenario => ({ file: "jgb-surge.yaml", set: [0, 1, 2, 3, 4].map((event) => `events.${event}.news.jgb_yield_bp=${basisPoints}`), paths: 100 });

/** Sizes of the steps of the two sweeps (F9, F16), basis points. */
export const SPREADS = [50, 0, -50, -100, -150] as const;
export const SURGES = [0, 5, 10, 20, 30] as const;

/** The scenarios by name. Twins share random numbers: they differ by what their names say alone. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  "quarters-2022-2026": { file: "quarters-2022-2026.yaml", paths: 150 },
  "outflow-2024-2026": { file: "outflow-2024-2026.yaml", paths: 300 },
  ...Object.fromEntries(SURGES.map((bp) => [`jgb-surge ${bp} bp`, surge(bp)])),
  baseline: { file: "baseline.yaml", paths: 1000 },
  "fed-cuts": { file: "fed-cuts.yaml", paths: 1000 },
  ...Object.fromEntries((["boj", "fed"] as const).flatMap((bank) => SPREADS.map((bp) => [`spread ${bp} bp by ${bank}`, spread(bank, bp)]))),
  "q1-2026": { file: "q1-2026.yaml", paths: 1200 },
  "august-2024": { file: "august-2024.yaml", paths: 1200 },
  "august-2024-no-hike": { file: "august-2024-no-hike.yaml", paths: 1200 },
  "intervention-2026": { file: "intervention-2026.yaml", paths: 800 },
  "intervention-2026-none": { file: "intervention-2026-none.yaml", paths: 800 },
  "intervention-2026-drawn": { file: "intervention-2026-drawn.yaml", paths: 800 },
  "unilateral-intervention": { file: "unilateral-intervention.yaml", paths: 2000 },
  "joint-intervention": { file: "joint-intervention.yaml", paths: 2000 },
  "joint-1998": { file: "joint-1998.yaml", paths: 800 },
  "yen-rally": { file: "yen-rally.yaml", paths: 800 },
};
