import seedrandom from "seedrandom";
import { seedText } from "./seedText.ts";

/** A Threefry key: two unsigned 32-bit words. */
export type Key = readonly [number, number];

/**
 * The key of a seed string. Any length and alphabet, the empty string
 * included; seeds that differ in one UTF-16 unit give unrelated keys.
 */
export function keyFromSeed(seed: string): Key {
  return key("path", seed);
}

/**
 * The key of a seed and a label, for example a scenario name: streams
 * independent of every other label and of `keyFromSeed(seed)`.
 */
export function keyFor(seed: string, label: string): Key {
  return key("labelled path", seed, label);
}

function key(...parts: string[]): Key {
  const generator = seedrandom(seedText(parts));
  return [generator.int32() >>> 0, generator.int32() >>> 0];
}
