import pico from "picocolors";
import { expect, test } from "vitest";
import { summaryText } from "../../src/cli/summaryText.ts";
import type { RunSummary } from "../../src/run/summary.ts";

/** Seven numbers that a reader can tell apart. */
const spread = (x: number) => ({ mean: x, q01: x - 2, q05: x - 1, q50: x + 1, q95: x + 2, q99: x + 3, es99: x + 4 });
const moves = (x: number) => ({ end: spread(x), min: spread(x + 10), worst3d: spread(x + 20) });

const summary: RunSummary = {
  folder: "results/made-up", scenario: "made-up", description: "", configurationHash: "abc", modelVersion: "7", seed: "s".repeat(50),
  paths: 250, precision: null,
  requestedPaths: 1000, agents: 12_345, days: 20, roundsPerDay: 4,
  kinds: [{ name: "bank", title: "Banks" }, { name: "hedge_fund", title: "Hedge funds" }],
  sold: [
    { kind: "bank", asset: "ust", ...spread(40) },
    { kind: "bank", asset: "fx", ...spread(-60) },
    { kind: "hedge_fund", asset: "ust", ...spread(1000) },
    { kind: "all", asset: "tech", ...spread(500) },
  ],
  causes: [
    { cause: "forced", description: "all forced sales", forced: true, asset: "ust", ...spread(70) },
    { cause: "stop_loss", description: "stop-loss (R11)", forced: true, asset: "fx", ...spread(80) },
  ],
  usdjpy: { start: 162.3, ...moves(100), frozen: moves(200) },
  totals: [
    { name: "hedge_fund.margin_call_usd", unit: "USD bn", description: "Shortfall", ...spread(300) },
    { name: "defaults", unit: "agents", description: "Agents that defaulted (R27)", ...spread(400) },
    { name: "accounts.error", unit: "1", description: "not for the text", ...spread(0) },
  ],
  amplification: [
    { move: "usdjpy.worst3d", unit: "%", ratio: { value: 1.5, ciLow: 1.25, ciHigh: 1.75 }, difference: { value: -0.5, ciLow: -1, ciHigh: 0 } },
    { move: "usdjpy.end", unit: "% since t = 0", ratio: { value: NaN, ciLow: NaN, ciHigh: NaN }, difference: { value: 0.25, ciLow: -0.25, ciHigh: 0.75 } },
  ],
  speed: { threads: 1, seconds: 130, simulateSeconds: 100, pathsPerSecond: 2.5, agentRoundsPerSecond: 2_468_000 },
  files: [{ name: "paths.arrow", rows: 250, bytes: 1_500_000, sha256: "" }],
};
const lines = summaryText(summary, pico.createColors(false)).split("\n");

/** The cells of the n-th line that begins with a title. */
function cells(title: string, n = 0): string[] {
  const found = lines.filter((line) => line.trimStart().startsWith(title))[n];
  return found.trim().split(/ {2,}/).slice(1);
}

test("every number stands in the row of its name", () => {
  expect(cells("Banks")).toEqual(["41 [39, 42]", "-59 [-61, -58]"]);
  expect(cells("Banks", 1)).toEqual(["43 / 44", "-57 / -56"]);
  expect(cells("Hedge funds")).toEqual(["1,001 [999, 1,002]"]);
  expect(cells("All kinds")).toEqual(["501 [499, 502]"]);
  expect(cells("all forced sales")).toEqual(["71 (70)"]);
  expect(cells("stop-loss (R11)")).toEqual(["81 (80)"]);
  expect(cells("at the end")).toEqual(["98.00", "99.00", "101.00", "102.00", "103.00", "100.00"]);
  expect(cells("agents frozen")).toEqual(["198.00", "199.00", "201.00", "202.00", "203.00", "200.00"]);
  expect(cells("lowest")[2]).toBe("111.00");
  expect(cells("worst three days (%)")).toEqual(["118", "119", "121", "122", "123", "120"]);
  expect(cells("Hedge funds: margin call")).toEqual(["USD bn", "301", "300", "302", "303"]);
  expect(cells("Agents that defaulted")).toEqual(["agents", "401", "400", "402", "403"]);
  expect(cells("paths.arrow").slice(0, 2)).toEqual(["250 rows", "1.50 MB"]);
});

test("every number stands below the name of its column", () => {
  const head = lines.findIndex((line) => line.includes("Treasuries") && line.includes("Dollars for yen"));
  const banks = lines.find((line) => line.trimStart().startsWith("Banks"))!;
  const end = (line: string, text: string) => line.indexOf(text) + text.length;
  expect(end(banks, "41 [39, 42]")).toBe(end(lines[head], "Treasuries"));
  expect(end(banks, "-59 [-61, -58]")).toBe(end(lines[head], "Dollars for yen"));
});

test("says what was simulated, how far it came, and what the numbers rest on", () => {
  expect(lines.slice(0, 5)).toEqual([
    "made-up",
    `250 paths, 12,345 agents, 20 days × 4 rounds, seed "${"s".repeat(40)}…"`,
    "configuration abc, model version 7",
    "interrupted: 250 of 1,000 paths are done",
    "with so few paths the 99 % figures rest on the 3 largest",
  ]);
  expect(lines).toContain("  2.50 paths/s, 2.47 M agent-rounds/s on 1 thread; 2 min 10 s in all, 1 min 40 s of it simulation");
  expect(lines.join("\n")).not.toContain("not for the text");
});

test("an amplification without a meaning is called undefined", () => {
  expect(lines).toContain("  worst three days of USDJPY: factor 1.50 [1.25, 1.75], difference -0.50 [-1.00, 0] %");
  expect(lines).toContain("  USDJPY at the end: factor undefined (the frozen mean is too near 0), difference 0.25 [-0.25, 0.75] % since t = 0");
});
