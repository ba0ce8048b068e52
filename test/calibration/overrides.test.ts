import { expect, test } from "vitest";
import { overridesIn } from "../../src/calibration/overrides.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { refusal } from "../config/refusal.ts";
import { planOf } from "./tinyCalibration.ts";

const { parameters } = planOf(scratchFolder());
const scenario = (loans: unknown, depth: number) => ({ agents: { hedge_fund: { yen_loans: loans } }, markets: { fx: { depth } } });
const values = (where: object) => overridesIn(where, parameters, [150, 3000]).map(({ path, value }) => [path.join("."), value]);

test("where a scenario has the base's value, a point's value is set", () => {
  expect(values(scenario(125, 2000))).toEqual([["agents.hedge_fund.yen_loans", 150], ["markets.fx.depth", 3000]]);
});

test("where it has its own, a relative parameter changes it in the same ratio, and any other replaces it", () => {
  expect(values(scenario(50, 500))).toEqual([["agents.hedge_fund.yen_loans", 60], ["markets.fx.depth", 3000]]);
});

test("what is no number in a scenario cannot change in a ratio", () => {
  expect(refusal(() => values(scenario("many", 500))).message).toContain("agents.hedge_fund.yen_loans: is no number in a scenario");
});
