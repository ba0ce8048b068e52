import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { differencesBetween } from "../../src/config/difference.ts";
import { SCENARIOS, SPREADS, SURGES } from "../../src/facts/scenarios.ts";
import { configs, configurationOf } from "./madeUp.ts";

/** Where two scenarios differ, as dotted paths, but for their names and descriptions. */
const differences = (a: string, b: string): string[] =>
  differencesBetween(configurationOf(a), configurationOf(b)).map(({ path }) => path.join(".")).filter((path) => path !== "name" && path !== "description");

const eventsOf = (scenario: string) => configurationOf(scenario).events as readonly Record<string, unknown>[];

test.each(Object.entries(SCENARIOS))("%s: its file is there, and it has paths", (_, { file, paths }) => {
  expect(existsSync(join(configs, file))).toBe(true);
  expect(Number.isInteger(paths) && paths >= 6).toBe(true);
});

const spread = (bp: number, bank: string) => `spread ${bp} bp by ${bank}`;
const surge = (bp: number) => `jgb-surge ${bp} bp`;

/** Scenarios that are compared path by path. */
const TWINS: readonly (readonly [string, string])[] = [
  ["august-2024", "august-2024-no-hike"],
  ["intervention-2026", "intervention-2026-none"],
  ["unilateral-intervention", "joint-intervention"],
  ["baseline", "fed-cuts"],
  ...SURGES.slice(1).map((bp) => [surge(SURGES[0]), surge(bp)] as const),
  ...(["boj", "fed"] as const).flatMap((bank) => SPREADS.slice(1).map((bp) => [spread(SPREADS[0], bank), spread(bp, bank)] as const)),
];

test.each(TWINS)("%s and %s meet the same random numbers, from the same books, over the same days", (a, b) => {
  const [one, other] = [configurationOf(a), configurationOf(b)];
  expect(other.run.seed).toBe(one.run.seed);
  for (const part of ["population", "agents", "markets", "rates", "shocks"] as const) expect(differencesBetween(one[part as keyof typeof one], other[part as keyof typeof one])).toEqual([]);
  expect(other.calendar.days).toBe(one.calendar.days);
  expect(other.calendar.rounds_per_day).toBe(one.calendar.rounds_per_day);
});

describe("twins differ by what their names say alone", () => {
  test("August 2024 without the hike lacks that event, and nothing else", () => {
    expect(differences("august-2024", "august-2024-no-hike")).toEqual(["events"]);
    const hike = eventsOf("august-2024").filter((event) => (event.policy as { bank?: string } | undefined)?.bank === "boj");
    expect(hike).toMatchObject([{ policy: { basis_points: 15 } }]);
    expect(eventsOf("august-2024-no-hike")).toEqual(eventsOf("august-2024").filter((event) => event !== hike[0]));
  });

  test("spring 2026 without interventions has neither scripted nor drawn ones", () => {
    const paths = differences("intervention-2026", "intervention-2026-none");
    expect(paths.filter((path) => path !== "events" && !path.startsWith("policy.intervention."))).toEqual([]);
    const struck = eventsOf("intervention-2026").filter(({ intervention }) => intervention !== undefined);
    expect(struck.length).toBeGreaterThan(0);
    expect(eventsOf("intervention-2026-none")).toEqual(eventsOf("intervention-2026").filter((event) => !struck.includes(event)));
    expect(configurationOf("intervention-2026-none").policy.intervention.hazard).toBe(0);
  });

  test("drawn interventions are not scripted ones as well", () => {
    const paths = differences("intervention-2026", "intervention-2026-drawn");
    expect(paths.filter((path) => path !== "events" && !path.startsWith("policy.intervention."))).toEqual([]);
    expect(eventsOf("intervention-2026-drawn").filter(({ intervention }) => intervention !== undefined)).toEqual([]);
  });

  test("the joint intervention is the same dollars at the same time, but joint", () => {
    expect(differences("unilateral-intervention", "joint-intervention")).toEqual(["events.0.intervention.joint"]);
  });

  test.each(["boj", "fed"] as const)("steps of the spread by the %s change one rate, and the spread by what they are called", (bank) => {
    for (const bp of SPREADS) {
      const [event] = eventsOf(spread(bp, bank));
      const change = (event.policy as { bank: string; basis_points: number }).basis_points;
      expect((event.policy as { bank: string }).bank).toBe(bank);
      // US rate less Japanese rate.
      expect(bank === "fed" ? change : 0 - change).toBe(bp);
      if (bp !== SPREADS[0]) expect(differences(spread(SPREADS[0], bank), spread(bp, bank))).toEqual(["events.0.policy.basis_points"]);
    }
    expect(SPREADS.toSorted((a, b) => b - a)).toEqual([...SPREADS]);
  });

  test("surges of the JGB yield differ by the size of five equal steps", () => {
    for (const bp of SURGES) {
      const steps = eventsOf(surge(bp)).map((event) => (event.news as { jgb_yield_bp: number }).jgb_yield_bp);
      expect(steps).toEqual(Array(5).fill(bp));
      if (bp !== SURGES[0]) expect(differences(surge(SURGES[0]), surge(bp))).toEqual([0, 1, 2, 3, 4].map((event) => `events.${event}.news.jgb_yield_bp`));
    }
    expect(SURGES.toSorted((a, b) => a - b)).toEqual([...SURGES]);
  });

  test("cuts by the Federal Reserve change nothing but the script and its meetings", () => {
    expect(differences("baseline", "fed-cuts").filter((path) => path !== "events" && path !== "calendar.fed_meetings")).toEqual([]);
  });
});
