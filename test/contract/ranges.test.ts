import fc from "fast-check";
import { expect, test } from "vitest";
import { KINDS } from "../../src/model/agents/index.ts";
import { ASSETS } from "../../src/model/markets/names.ts";
import { scripted } from "../scripted.ts";
import { runRounds, testWorld } from "../world.ts";
import { live } from "./book.ts";
import { fewOf } from "./stress.ts";
import { lives } from "./views.ts";

const events = [scripted(2, 1, { news: { fx: -0.1, tech: -0.1, equity: -0.1, jgb_yield_bp: 50 }, intervention: { usd_bn: 50 } })];

const ends = KINDS.flatMap((kind) =>
  Object.entries(kind.parameters).flatMap(([name, p]) =>
    name !== "count" && (p.type === "number" || p.type === "distribution")
      ? [p.min as number, p.max as number].map((value) => [`${kind.name}.${name}`, value, kind] as const)
      : [],
  ),
);

test.each(ends)("%s = %d, an end of its range, opens books without NaN or sudden deaths and runs", (parameter, value, kind) => {
  const world = testWorld({ kinds: [kind], changes: { ...fewOf([kind], 4), "calendar.days": 3, [`agents.${parameter}`]: value }, events });
  const [book] = world.books.kinds;
  runRounds(world, 1);
  expect(world.books.defaults).toBe(0);
  runRounds(world, 11);
  expect(book.block.every(Number.isFinite)).toBe(true);
  for (const sum of Object.values(book.named)) expect(sum).toSatisfy(Number.isFinite);
  for (const name of ["ust", "tech", "equity", "jgb", "other"]) expect(Math.min(...book.columns[name])).toBeGreaterThanOrEqual(0);
});

/** Speeds at once, responses at their largest, no bands: whoever can sell everything does. */
const REACTION = /speed|response|cap$|tilt|_charge|beta/;
const BAND = /band|headroom|buffer|preference/;

test.each(KINDS.map((kind) => [kind.name, kind] as const))("a %s that may sell everything in a round sells no more than it holds", (_name, kind) => {
  const extreme = Object.entries(kind.parameters).flatMap(([name, p]) =>
    "max" in p && p.type !== "numbers" && (REACTION.test(name) || BAND.test(name)) ? [[`agents.${kind.name}.${name}`, REACTION.test(name) ? p.max : p.min]] : [],
  );
  const world = testWorld({ kinds: [kind], changes: { ...fewOf([kind], 6), ...Object.fromEntries(extreme) } });
  const [book] = world.books.kinds;
  fc.assert(
    fc.property(lives, (rounds) => {
      world.backEnd.reset();
      for (const [view, fill] of rounds) {
        live(world, view, { ...fill, filled: [1, 1, 1, 1, 1, 1] });
        for (const asset of ASSETS) for (const units of book.columns[asset]) expect(units).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});
