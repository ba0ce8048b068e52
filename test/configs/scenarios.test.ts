import { expect, test } from "vitest";
import { KINDS } from "../../src/model/agents/index.ts";
import { plainRunner } from "../plainRunner.ts";
import { chunkSetup, loadRun, type RunConfiguration } from "../../src/run/prepare.ts";
import { CONFIGS, pathOf, textOf } from "./files.ts";

const load = (name: string) => loadRun(pathOf(name)).configuration as unknown as RunConfiguration;
const without = ({ name: _name, description: _description, ...rest }: RunConfiguration) => rest;

test("august-2024-no-hike is august-2024 but for the hike, on the same random numbers", () => {
  const hike = load("august-2024.yaml");
  const twin = load("august-2024-no-hike.yaml");
  const removed = hike.events.filter((event) => !twin.events.some((other) => JSON.stringify(other) === JSON.stringify(event)));
  expect(removed).toEqual([{ day: 20, round: 1, policy: { bank: "boj", basis_points: 15 } }]);
  expect(without(twin)).toEqual({ ...without(hike), events: hike.events.filter((event) => event !== removed[0]) });
  expect(hike.run.streams).toBe("common");
  expect(chunkSetup(loadRun(pathOf("august-2024.yaml"))).key).toEqual(chunkSetup(loadRun(pathOf("august-2024-no-hike.yaml"))).key);
});

test("joint-intervention is unilateral-intervention with the same dollars", () => {
  const alone = load("unilateral-intervention.yaml");
  const joint = load("joint-intervention.yaml");
  expect(without(joint)).toEqual({
    ...without(alone),
    events: alone.events.map((event) => ({ ...event, intervention: { ...event.intervention!, joint: true } })),
  });
});

test("intervention-2026 spends the USD 73.8 bn that were published", () => {
  const spent = load("intervention-2026.yaml").events.reduce((sum, event) => sum + (event.intervention?.usd_bn ?? 0), 0);
  expect(spent).toBeCloseTo(73.8, 10);
});

/** CFTC non-commercial net position, contracts short, and the USDJPY at which it is valued. */
test.each([
  ["baseline.yaml", 146_104, 161.6],
  ["q1-2026.yaml", -14_068, 156.8],
  ["outflow-2024-2026.yaml", -56_772, 143.66],
  ["quarters-2022-2026.yaml", 61_481, 136.4],
  ["august-2024.yaml", 184_223, 161.44],
  ["intervention-2026.yaml", 102_059, 159.36],
])("%s starts with the reported net short of %d contracts", (name, contracts, usdjpy) => {
  const { agents } = load(name);
  const { yen_loans, futures_share } = agents.hedge_fund as { yen_loans: number; futures_share: number };
  const short = (agents.trend_follower.net_short_yen as number) + yen_loans * futures_share;
  expect(short).toBeCloseTo((contracts * 12.5e6) / usdjpy / 1e9, 0);
  expect(Math.abs(short - (contracts * 12.5e6) / usdjpy / 1e9)).toBeLessThan(0.06);
});

test("quarters-2022-2026: beside each hike stands half of what a full surprise would do", () => {
  const { events, markets, rates } = load("quarters-2022-2026.yaml");
  const hikes = events.filter((event) => event.policy);
  expect(hikes.reduce((sum, event) => sum + event.policy!.basis_points, 0) / 100).toBeCloseTo(5.38 - rates.us_policy, 10);
  for (const { day, round, policy } of hikes) {
    const news = events.find((event) => event.day === day && event.round === round && event.news)!.news!;
    for (const market of ["fx", "ust", "tech", "equity", "other"] as const) {
      expect(news[market]).toBeCloseTo((-0.5 * markets[market].beta_us * policy!.basis_points) / 100, 12);
    }
  }
});

test("smoke: few agents of all eight kinds, and every kind trades within the week", () => {
  const loaded = loadRun(pathOf("smoke.yaml"));
  const setup = chunkSetup(loaded);
  expect(KINDS).toHaveLength(8);
  const counts = setup.opening.map(({ count }) => count);
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(1);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThan(200);
  const runner = plainRunner(setup);
  runner.run(0);
  const names = runner.recorder.columns.map(({ name }) => name);
  const row = new Float64Array(names.length);
  runner.recorder.writeRow(0, row, 0);
  for (const { name: kind } of KINDS) {
    const traded = names.filter((name, n) => name.startsWith(`${kind}.`) && name.includes(".horizon") && Math.abs(row[n]) > 1e-6);
    expect(traded, kind).not.toEqual([]);
  }
});

test("the table in configs/README.md lists every file with its horizon", () => {
  const table = textOf("README.md");
  for (const name of CONFIGS) {
    const cells = table.split("\n").find((line) => line.startsWith(`| \`${name}\``))?.split("|").map((cell) => cell.trim());
    expect(cells?.[4], name).toBe(String(load(name).calendar.days));
  }
  expect(table.match(/^\| `/gm)).toHaveLength(CONFIGS.length);
});
