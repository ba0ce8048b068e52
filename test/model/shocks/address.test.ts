import { describe, expect, test } from "vitest";
import { drawRounds, law, LAWS, MovingDraws } from "./sampling.ts";

const history = { days: 7, returns: Array.from({ length: 42 }, (_, i) => (i % 5 === 0 ? Number.NaN : 0.001 * (i - 20))) };
const wild = { "shocks.stochastic_volatility.yen_squeeze_rate": 400, "shocks.stochastic_volatility.risk_off_rate": 400, "shocks.merton.rate": 400, "shocks.kou.rate": 400 };

function pathOf(model: ReturnType<typeof law>, path: number, seed = "shocks", between: () => void = () => {}): number[] {
  const all: number[] = [];
  drawRounds(model, new MovingDraws(seed), path, 60, (out) => {
    all.push(...out, model.stress());
    between();
  });
  return all;
}

describe.each(LAWS)("%s", (name) => {
  const model = law(name, wild, history);
  const first = pathOf(model, 7);

  test("is a function of seed and path: the same bits whatever was drawn before or between", () => {
    const other = law(name, wild, history);
    pathOf(other, 3);
    expect(pathOf(other, 7)).toEqual(first);
    const stranger = new MovingDraws("shocks");
    expect(pathOf(law(name, wild, history), 7, "shocks", () => stranger.normal(1, 1))).toEqual(first);
  });

  test("has another course on another path and with another seed", () => {
    expect(pathOf(model, 8)).not.toEqual(first);
    expect(pathOf(model, 7, "another")).not.toEqual(first);
  });

  test("is finite, and its stress weight lies in [0, 1]", () => {
    expect(first.every(Number.isFinite)).toBe(true);
    for (let n = 6; n < first.length; n += 7) {
      expect(first[n]).toBeGreaterThanOrEqual(0);
      expect(first[n]).toBeLessThanOrEqual(1);
    }
  });
});
