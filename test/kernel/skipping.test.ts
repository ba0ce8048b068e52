import fc from "fast-check";
import { expect, test } from "vitest";
import type { Kind } from "../../src/model/agents/kind.ts";
import { FLAGS, type FuzzKinds, fuzzKinds, fuzzText } from "./fuzzKinds.ts";
import { numbersFrom } from "./tape.ts";
import { Twins } from "./twins.ts";

const AGENTS = 70; // more than a word of a bitmap
const PROGRAMS = 20;
const DAYS = 15;
const ROUNDS_PER_DAY = 4;

const bytes = (maxLength: number) => fc.uint8Array({ maxLength, size: "max" });
const program = fc.tuple(bytes(150), bytes(200));
const programs = fc.array(program, { minLength: PROGRAMS, maxLength: PROGRAMS, size: "max" });
const batches = fc.sample(fc.record({ programs, settlement: program, seed: fc.nat() }), 10);

/** Inputs that move a little from round to round, and now and then jump; a path moves on from its twin. */
class Market {
  readonly #now = new Map<string, number>();
  readonly #next: () => number;
  #flags: Record<string, number> = {};

  constructor(next: () => number) {
    this.#next = next;
  }

  begin(round: number): void {
    const roundOfDay = round % ROUNDS_PER_DAY;
    this.#flags = { new_day: roundOfDay === 0 && round > 0 ? 1 : 0, last_round: roundOfDay === ROUNDS_PER_DAY - 1 ? 1 : 0, closing_only: 0 };
  }

  /** The value of an input in this round; scalars stay what they are. */
  at(lane: number, name: string, group: string): number {
    if (FLAGS.includes(name)) return this.#flags[name] ?? (this.#next() > 2 ? 1 : 0);
    const key = `${lane} ${group}.${name}`;
    const before = this.#now.get(key);
    const chance = this.#next();
    if (before === undefined || chance === 3) {
      const value = this.#next();
      this.#now.set(key, value);
      return value;
    }
    if (group !== "k") this.#now.set(key, before * (1 + 1e-5 * ((chance / 8) % 1)));
    return this.#now.get(key)!;
  }
}

/** Visits of agents in plain JavaScript, and how many of them end in an order or a default. */
const seen = { visits: 0, acts: 0 };
function counted(fuzz: FuzzKinds): FuzzKinds {
  const kinds = fuzz.kinds.map((kind): Kind => ({
    ...kind,
    decide: (...args) => {
      const decision = kind.decide(...args);
      seen.visits += 1;
      if (decision) seen.acts += 1;
      return decision;
    },
  }));
  return { ...fuzz, kinds };
}

test(`skipping changes no bit of ${PROGRAMS * batches.length} random kinds over ${DAYS * ROUNDS_PER_DAY} rounds`, async () => {
  for (const { programs: bodies, settlement, seed } of batches) {
    const fuzz = counted(await fuzzKinds(fuzzText(bodies, settlement, true), bodies.map((_, n) => `p${n}`), true));
    const next = numbersFrom(seed);
    const twins = new Twins(fuzz, AGENTS, next, true, DAYS);
    for (const frozen of [true, false, true, false]) {
      const market = new Market(next);
      twins.reset();
      twins.spread(next);
      for (let round = 0; round < DAYS * ROUNDS_PER_DAY; round++) {
        market.begin(round);
        twins.plain.forEach((_, lane) => twins.show(lane, (name, group) => market.at(lane, name, group)));
        twins.decide(frozen);
        if (!frozen) expect(twins.difference(), `round ${round}`).toBeUndefined();
        twins.settle();
      }
      expect(twins.difference()).toBeUndefined();
    }
  }
  // Most rest, some act.
  expect(seen.acts / seen.visits).toBeGreaterThan(0.01);
  expect(seen.acts / seen.visits).toBeLessThan(0.5);
});
