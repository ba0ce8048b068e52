import fc from "fast-check";
import { expect, test } from "vitest";
import { type FuzzKinds, fuzzKinds, fuzzText, type Program, programText } from "./fuzzKinds.ts";
import { numbersFrom } from "./tape.ts";
import { Twins } from "./twins.ts";

const AGENTS = 6;
const ROUNDS = 3;
const bytes = (maxLength: number) => fc.uint8Array({ maxLength, size: "max" });
const program = fc.tuple(bytes(120), bytes(300));

/** Run programs in both back ends on random numbers. @returns the first difference */
function compared(fuzz: FuzzKinds, seed: number): ReturnType<Twins["difference"]> {
  const next = numbersFrom(seed);
  const twins = new Twins(fuzz, AGENTS, next, false);
  for (let round = 0; round < ROUNDS; round++) {
    twins.spread(next);
    twins.plain.forEach((_, lane) => twins.show(lane, next));
    twins.decide();
    const decided = twins.difference();
    if (decided !== undefined) return decided;
    twins.settle();
    const settled = twins.difference();
    if (settled !== undefined) return { ...settled, what: `settle, ${settled.what}` };
  }
  return undefined;
}

/** What differs when these programs run. */
async function differing(decides: readonly Program[], settle: Program, seed: number) {
  return compared(await fuzzKinds(fuzzText(decides, settle), decides.map((_, n) => `p${n}`)), seed);
}

test("random programs write, add up and decide the same bits compiled and as they stand", async () => {
  const batches = fc.sample(fc.tuple(fc.array(program, { minLength: 80, maxLength: 80, size: "max" }), program, fc.integer()), 40);
  for (const [decides, settle, seed] of batches) {
    const difference = await differing(decides, settle, seed);
    if (difference === undefined) continue;
    const alone = decides[Number(difference.kind?.slice(1))];
    throw new Error(`${difference.what}\n${alone ? programText(alone) : ""}`);
  }
});
