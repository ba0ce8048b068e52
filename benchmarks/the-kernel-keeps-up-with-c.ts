/**
 * Hedge funds in the kernel run at least half as fast as in C, 1.3 times as fast as with numba and 300
 * times as fast as with Mesa; and 0.7 times as fast as C when the kernel skips funds that cannot act.
 *
 * All play the same replay (peers/README.md) and must give the same sums, to the bit. C visits every
 * fund in every round. One thread each. The back ends and the peers take turns (ABC ABC …), so that a
 * change in the machine's speed hits all; each turn gives ratios, their medians count. Compiling,
 * starting and reading files are not in the times; the frozen twins of the paths are in those of the
 * back ends, as in a simulation. A peer whose tool chain is missing is skipped; Python's packages are
 * installed the first time, which takes a network and a minute or two more.
 */
import { join } from "node:path";
import { KernelBackEnd } from "../src/kernel/kernelBackEnd.ts";
import type { BackEnd } from "../src/model/backEnd.ts";
import { hedgeFund } from "../src/model/agents/hedgeFund.ts";
import { compileKernel } from "../src/run/kernel.ts";
import { recordReplay, type Replay } from "./hedgeFundReplay.ts";
import { describeMachine } from "./machine.ts";
import { agentRounds, PEERS, play } from "./peers/peers.ts";
import { writeReplay } from "./replayFiles.ts";
import { replayWith, sameSums } from "./replayWith.ts";
import { median, report } from "./verdict.ts";

/** What is compared with the peers. */
const kernel = ({ setup, opening }: Replay, skip: boolean): BackEnd => new KernelBackEnd(compiled, setup, [opening], skip);

interface Claim {
  readonly backEnd: string;
  readonly peer: string;
  /** Ratio of the speeds. */
  readonly atLeast: number;
}
const CLAIMS: readonly Claim[] = [
  { backEnd: "every fund", peer: "c", atLeast: 0.5 },
  { backEnd: "every fund", peer: "c-8-paths", atLeast: 0.5 },
  { backEnd: "every fund", peer: "c-4-paths", atLeast: 0.5 },
  { backEnd: "every fund", peer: "numba", atLeast: 1.3 },
  { backEnd: "every fund", peer: "mesa", atLeast: 300 },
  { backEnd: "skipping", peer: "c", atLeast: 0.7 },
  { backEnd: "skipping", peer: "c-8-paths", atLeast: 0.7 },
  { backEnd: "skipping", peer: "c-4-paths", atLeast: 0.7 },
];
const PATHS = 32;
const TURNS = 5;
/** Repetitions of a peer in one turn; their median is its time. */
const REPETITIONS = 3;

const machine = describeMachine();
const folder = join("results", "benchmarks", "peers", "replay");
const replay = recordReplay(PATHS);
writeReplay(folder, replay);

const programs = PEERS.flatMap(({ name, conditions, paths, prepare }) => {
  const program = prepare(true);
  if (!("skipped" in program)) return [{ name, conditions, paths: Math.min(paths, PATHS), program }];
  console.log(`${name} is skipped: ${program.skipped}`);
  return [];
});
const compiled = await compileKernel({ kinds: [hedgeFund], modules: [] }, replay.setup.configuration, true);
const backEnds = Object.entries({ "every fund": kernel(replay, false), skipping: kernel(replay, true) });

/** Agent-rounds per second by name and number of paths, one per turn. */
const speeds: Record<string, number[]> = {};
const different = new Set<string>();
function note(name: string, paths: number, seconds: number, same: boolean): void {
  (speeds[`${name}, ${paths} paths`] ??= []).push(agentRounds(replay, paths) / seconds);
  if (!same) different.add(name);
}

for (const [, backEnd] of backEnds) replayWith(backEnd, replay, 4); // until its code is compiled
for (let turn = 0; turn < TURNS; turn++) {
  for (const [name, backEnd] of backEnds) {
    for (const paths of new Set([PATHS, ...programs.map((peer) => peer.paths)])) {
      const began = performance.now();
      const sums = replayWith(backEnd, replay, paths);
      note(name, paths, (performance.now() - began) / 1000, sameSums(sums, replay));
    }
  }
  for (const { name, paths, program } of programs) {
    const { seconds, same } = play(program, folder, replay, paths, paths < PATHS ? 1 : REPETITIONS);
    note(name, paths, median(seconds), same);
  }
}

console.log(`${replay.opening.count} hedge funds × ${replay.rounds} rounds, million agent-rounds a second, median (lowest to highest) of ${TURNS} turns`);
for (const [name, values] of Object.entries(speeds)) {
  const [middle, low, high] = [median(values), Math.min(...values), Math.max(...values)].map((speed) => (speed / 1e6).toPrecision(3));
  console.log(`  ${name}: ${middle} (${low} to ${high})`);
}
for (const name of different) console.log(`${name} does not give the replay's sums`);

const results = CLAIMS.flatMap(({ backEnd, peer, atLeast }) => {
  const program = programs.find(({ name }) => name === peer);
  if (program === undefined) return [];
  const [ours, theirs] = [backEnd, peer].map((name) => speeds[`${name}, ${program.paths} paths`]);
  const ratio = median(ours.map((speed, turn) => speed / theirs[turn]));
  console.log(`${backEnd} / ${peer}: ${ratio.toPrecision(3)} times, claimed ${atLeast}`);
  return [{ backEnd, peer, atLeast, ratio }];
});

if (results.length === 0) {
  console.log("no peer could be started: there is nothing to compare with");
} else {
  const worst = Math.min(...results.map(({ ratio, atLeast }) => ratio / atLeast));
  report("the-kernel-keeps-up-with-c", {
    claim: "the kernel is at least 0.5 times as fast as C (0.7 when it skips), 1.3 times as numba and 300 times as Mesa, with the same sales",
    measured: worst,
    unit: "times what is claimed, at the worst",
    holds: worst >= 1 && different.size === 0,
    machine,
    details: { paths: PATHS, agents: replay.opening.count, rounds: replay.rounds, results, agentRoundsPerSecond: speeds, different: [...different], conditions: programs.map(({ name, conditions }) => ({ name, conditions })) },
  });
}
