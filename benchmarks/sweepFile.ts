import { join } from "node:path";
import { loadModel, planSweep, type SweepPlan } from "../src/index.ts";
import { parseSweep } from "../src/config/sweepFile.ts";
import { baselineFile } from "./baselineFile.ts";

/**
 * A sweep over the population of configs/smoke.yaml whose points all cost the same to simulate: depth, a fund's
 * parameter and a scripted rise of rates vary within a hair's breadth. As for any sweep, every point has a
 * configuration of its own to check, books of its own to draw, and rows of its own in every table.
 */
export async function evenSweep(points: number): Promise<SweepPlan> {
  const text = `
    name: even
    base: smoke.yaml
    design: { latin_hypercube: { points: ${points} } }
    parameters:
      depth: { path: markets.fx.depth, uniform: { low: 1990, high: 2010 } }
      buffer: { path: agents.hedge_fund.margin_buffer.lognormal.median, uniform: { low: 0.345, high: 0.355 } }
      hike: { path: events.1.policy.basis_points, uniform: { low: 24, high: 26 } }
    reference: {}
  `;
  return planSweep(parseSweep(text.replaceAll("\n    ", "\n"), join(baselineFile, "..", "even.yaml")), { model: await loadModel([]) });
}
