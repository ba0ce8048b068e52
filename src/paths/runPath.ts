import type { Recorder } from "../model/recorder.ts";
import { closeBooks, resetWorld, runRound, type World } from "../model/round.ts";
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

/**
 * Run one path: first its frozen twin (same random numbers, only official kinds trade), then
 * the path itself. The recorder holds what it reports.
 */
export function runPath(world: World, recorder: Recorder): void {
  const rounds = world.setup.days * world.setup.rounds;
  for (const frozen of [true, false]) {
    resetWorld(world, frozen);
    recorder.begin();
    for (let round = 0; round < rounds; round++) {
      runRound(world);
      recorder.afterRound();
    }
    if (frozen) recorder.keepFrozen();
    else closeBooks(world);
  }
}
