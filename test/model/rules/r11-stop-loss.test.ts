import fc from "fast-check";
import { expect, test } from "vitest";
import { stopLoss } from "../../../src/model/rules/r11-stop-loss.ts";
import { money, within } from "./arbitraries.ts";

test.each([
  // E,  peak, d,    k_s
  [100, 100, 0.2, 0],
  [81, 100, 0.2, 0], //   19 % lost
  [80, 100, 0.2, 0], //   exactly the limit does not stop
  [79, 100, 0.2, 1], //   21 % lost
  [80, 100, 0.25, 0],
  [-5, 100, 1, 1], //     more than everything is lost
])("R11: E=%d peak=%d d=%d → k_s=%d", (equity, peak, limit, expected) => {
  expect(stopLoss(equity, peak, limit)).toBe(expected);
});

test("R11: the exit is full, exactly when the drawdown exceeds the limit", () => {
  fc.assert(
    fc.property(money, within(-1, 1.5), within(0.005, 1), (peak, kept, limit) => {
      const drawdown = 1 - kept;
      if (Math.abs(drawdown - limit) < 1e-9) return;
      expect(stopLoss(kept * peak, peak, limit)).toBe(drawdown > limit ? 1 : 0);
    }),
  );
});
