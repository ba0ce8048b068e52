import { expect, test } from "vitest";
import { KINDS } from "../../src/model/agents/index.ts";
import { scripted } from "../scripted.ts";
import { runRounds, testWorld } from "../world.ts";
import { fewOf } from "./stress.ts";

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
  for (const sum of Object.values(book.sums)) expect(sum).toSatisfy(Number.isFinite);
  for (const name of ["ust", "tech", "equity", "jgb", "other"]) expect(Math.min(...book.columns[name])).toBeGreaterThanOrEqual(0);
});
