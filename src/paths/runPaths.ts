import type { Recorder } from "../model/recorder.ts";
import { closeBooks, resetWorlds, runRound, type World } from "../model/round.ts";
import type { Draws } from "../model/draws.ts";
import type { Random } from "../random/stream.ts";

/** Draws whose address follows the world: the path, and the round the world is in. */
export class PathDraws implements Draws {
  path = 0;
  world: World | undefined;
  readonly #random: Random;
  constructor(random: Random) {
    this.#random = random;
  }
  uniform(stream: number, index: number): number {
    return this.#random.uniform(this.path, this.world!.round, stream, index);
  }
  normal(stream: number, index: number): number {
    return this.#random.normal(this.path, this.world!.round, stream, index);
  }
}

/** One of the paths that run side by side: its world, its random numbers, and the recorder of what it reports. */
export interface Lane {
  readonly world: World;
  readonly draws: PathDraws;
  readonly recorder: Recorder;
}

/**
 * Run the paths that the lanes' draws address, side by side: first their frozen twins (same
 * random numbers, only official kinds trade), then the paths themselves. The recorders hold
 * what they report.
 */
export function runPaths(lanes: readonly Lane[]): void {
  const worlds = lanes.map(({ world }) => world);
  const { days, rounds } = worlds[0].setup;
  for (const frozen of [true, false]) {
    resetWorlds(worlds, frozen, !frozen);
    for (const { recorder } of lanes) recorder.begin();
    for (let round = 0; round < days * rounds; round++) {
      runRound(worlds);
      for (const { recorder } of lanes) recorder.afterRound();
    }
    if (frozen) for (const { recorder } of lanes) recorder.keepFrozen();
    else closeBooks(worlds);
  }
}
