import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Replay } from "../hedgeFundReplay.ts";
import { readNumbers } from "../replayFiles.ts";
import { sameSums } from "../replayWith.ts";
import { median } from "../verdict.ts";
import { compileC, type Program, pythonProgram } from "./toolChains.ts";

/** The same hedge funds in another language or library. */
export interface Peer {
  readonly name: string;
  /** How it computes: what its speed means. */
  readonly conditions: string;
  /** Paths that it plays in about a second or less; Infinity: all of a replay. */
  readonly paths: number;
  /** Build it. @param install packages from the network too, if they are missing */
  readonly prepare: (install: boolean) => Program;
}

export type PeerResult =
  | { readonly name: string; readonly agentRoundsPerSecond: number; readonly same: boolean; readonly conditions: string }
  | { readonly name: string; readonly skipped: string };

/** The model's operations in its order: without the last flag gcc fuses multiply and add, and rounds once less. */
const C_FLAGS = ["-O3", "-march=native", "-ffp-contract=off"];
const C = `gcc ${C_FLAGS.join(" ")}, one thread, every fund visited`;

/** Registers of 256 bits, 4 paths; and of 128 bits, 2 paths, as WebAssembly has. */
const AVX2 = [...C_FLAGS, "-mno-avx512f"];
const SSE = [...AVX2, "-mno-avx"];

/** All peers, fast ones first. */
export const PEERS: readonly Peer[] = [
  { name: "c", conditions: `${C}, vectors of funds`, paths: Infinity, prepare: () => compileC(C_FLAGS, 1) },
  { name: "c-8-paths", conditions: `${C}, vectors of 8 paths`, paths: Infinity, prepare: () => compileC(C_FLAGS, 8) },
  { name: "c-4-paths", conditions: `${C} -mno-avx512f, vectors of 4 paths`, paths: Infinity, prepare: () => compileC(AVX2, 4) },
  { name: "c-2-paths", conditions: `${C} -mno-avx, vectors of 2 paths`, paths: Infinity, prepare: () => compileC(SSE, 2) },
  { name: "numba", conditions: "@njit, one thread, one loop over the funds", paths: Infinity, prepare: (install) => pythonProgram("numba", install) },
  { name: "numpy", conditions: "arrays over the funds, one path at a time", paths: Infinity, prepare: (install) => pythonProgram("numpy", install) },
  { name: "mesa", conditions: "one Agent per fund, agents.do", paths: 4, prepare: (install) => pythonProgram("mesa", install) },
];

/**
 * Let a program play the first paths of the replay written in `folder`.
 *
 * @returns seconds of each repetition, without compiling, reading and writing; whether the sums are the replay's
 * @throws Error with what the program said when it fails
 */
export function play(program: Exclude<Program, { skipped: string }>, folder: string, replay: Replay, paths: number, repetitions: number): { seconds: number[]; same: boolean } {
  const answer = join(folder, "sums.f64");
  rmSync(answer, { force: true });
  const [command, ...rest] = program.command;
  const { status, stdout, stderr, error } = spawnSync(command, [...rest, folder, String(paths), String(repetitions)], {
    encoding: "utf8",
    env: { ...process.env, ...program.environment },
  });
  if (status !== 0) throw new Error(`${program.command.join(" ")}: ${error?.message ?? stderr}`);
  const sums = readNumbers(answer);
  const complete = sums.length === (replay.sums.length / replay.paths) * paths;
  return { seconds: stdout.trim().split("\n").map(Number), same: complete && sameSums(sums, replay) };
}

/** Build a peer, let it play the replay written in `folder`, and give its median speed. */
export function runPeer(peer: Peer, folder: string, replay: Replay, { install = false, repetitions = 5 } = {}): PeerResult {
  const { name, conditions } = peer;
  const program = peer.prepare(install);
  if ("skipped" in program) return { name, skipped: program.skipped };
  const paths = Math.min(peer.paths, replay.paths);
  const { seconds, same } = play(program, folder, replay, paths, repetitions);
  return { name, agentRoundsPerSecond: agentRounds(replay, paths) / median(seconds), same, conditions };
}

/** Funds × rounds × paths; the closing view after the last round is no round. */
export function agentRounds({ opening, rounds }: Replay, paths: number): number {
  return opening.count * rounds * paths;
}
