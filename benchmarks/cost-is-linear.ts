/**
 * Twice the agents, days or paths cost twice the time: the cost of one more stays within half of what it was,
 * over eightfold agents and fourfold days and paths. (Of eightfold agents, 58,097, the records no longer lie
 * in the caches next to the core: one more costs a quarter more there.)
 *
 * One thread. Sizes take turns; for each the fastest of the turns counts, because whatever disturbs a
 * timing makes it longer. "One more" between two sizes is the difference of their times over the
 * difference of their sizes, so that what does not depend on the size drops out.
 */
import { loadRun } from "../src/index.ts";
import type { RunConfiguration } from "../src/run/prepare.ts";
import { baselineFile } from "./baselineFile.ts";
import { amount } from "./effort.ts";
import { describeMachine } from "./machine.ts";
import { pathTimer } from "./pathTimer.ts";
import { report } from "./verdict.ts";

const AT_MOST = 1.5;
const TURNS = amount(7, 2);
const PATHS = amount(8);

const machine = describeMachine();
const { agents: kinds } = loadRun(baselineFile).configuration as unknown as RunConfiguration;
/** So many times the agents of every kind but the ministry, of which there is one. */
const agents = (factor: number) =>
  Object.entries(kinds).flatMap(([kind, { count }]) => (kind === "ministry_of_finance" ? [] : [`agents.${kind}.count=${factor * Number(count)}`]));

interface Size {
  readonly size: number;
  /** Milliseconds, of the fastest turn. */
  milliseconds: number;
  readonly run: () => number;
}

/** Time sizes in turn. @returns milliseconds of one more between neighbours, and how far these are apart */
function measure(what: string, sizes: readonly Size[]): { what: string; sizes: { size: number; milliseconds: number }[]; oneMore: number[]; spread: number } {
  for (const size of sizes) size.run();
  for (let turn = 0; turn < TURNS; turn++) for (const size of sizes) size.milliseconds = Math.min(size.milliseconds, size.run());
  const oneMore = sizes.slice(1).map((size, n) => (size.milliseconds - sizes[n].milliseconds) / (size.size - sizes[n].size));
  const spread = Math.max(...oneMore) / Math.min(...oneMore);
  console.log(`${what}: ${sizes.map(({ size, milliseconds }) => `${size}: ${milliseconds.toFixed(1)} ms`).join(", ")}; one more costs ${oneMore.map((cost) => `${(1000 * cost).toPrecision(3)} µs`).join(", ")}: ${spread.toFixed(2)}`);
  return { what, sizes: sizes.map(({ size, milliseconds }) => ({ size, milliseconds })), oneMore, spread };
}

async function sized(set: readonly string[], unit: "agents" | "rounds"): Promise<Size> {
  const timer = await pathTimer(loadRun(baselineFile, [...set]));
  return { size: unit === "agents" ? timer.agents : timer.rounds, milliseconds: Infinity, run: () => timer.time(PATHS) };
}

const byAgents = await Promise.all([1, 2, 4, 8].map((factor) => sized(["calendar.days=30", ...agents(factor)], "agents")));
const byRounds = await Promise.all([30, 60, 120].map((days) => sized([`calendar.days=${days}`], "rounds")));
const timer = await pathTimer(loadRun(baselineFile));
const byPaths = [16, 32, 64].map((paths): Size => ({ size: paths, milliseconds: Infinity, run: () => timer.time(paths) * paths }));

const results = [
  measure("agents, per path", byAgents),
  measure("rounds, per path", byRounds),
  measure("paths", byPaths),
];
const worst = Math.max(...results.map(({ spread }) => spread));
report("cost-is-linear", {
  claim: `one more agent, round or path costs the same at any size, within a factor of ${AT_MOST}`,
  measured: worst,
  unit: "times between the dearest and the cheapest, at the worst",
  holds: worst <= AT_MOST,
  machine,
  details: { configuration: "configs/baseline.yaml", pathsPerTurn: PATHS, turns: TURNS, results },
});
