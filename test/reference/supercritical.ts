import { hedgeFund } from "../../src/model/agents/hedgeFund.ts";
import { FX, MARKETS } from "../../src/model/markets/names.ts";
import { FEW_AGENTS, testWorld, type TestWorldOptions } from "../world.ts";
import { bookOf } from "./byHand.ts";
import { feedback, type Sensitivities, spectralRadius } from "./linearResponse.ts";

/** Funds that stand at their leverage targets: all of them are bound from the first move. */
const BOUND = {
  ...FEW_AGENTS,
  "calendar.days": 40,
  "agents.hedge_fund.leverage_headroom": 0,
  "agents.hedge_fund.deleveraging_band": 0,
  "agents.hedge_fund.deleveraging_speed": 1,
  "agents.hedge_fund.call_speed": 1,
};

/** ρ(G) of a world's hedge funds at t = 0, every one bound to its leverage target. */
export function radius(options: TestWorldOptions): number {
  const world = testWorld(options);
  const { columns, count } = bookOf(world, hedgeFund);
  const funds = Array.from({ length: count }, (_, i): Sensitivities => {
    const exposure = MARKETS.map((market) => (market === "fx" ? -columns.yen[i] / world.setup.base[FX] : columns[market][i]));
    const assets = exposure.slice(1).reduce((a, b) => a + b, 0);
    const own = columns.cash[i] - exposure[FX] + assets;
    return { exposure, leverage: exposure.map((x) => x / own), requirement: exposure.map((x, m) => (m === FX ? 0 : x / assets)) };
  });
  return spectralRadius(feedback(funds, [...world.setup.depth]));
}

// ρ(G) is inversely proportional to the depths.
const shrink = radius({ changes: BOUND }) / 3;
const depths = Object.fromEntries(MARKETS.map((market, m) => [`markets.${market}.depth`, testWorld().setup.depth[m] * shrink]));

/** Changes of the default configuration after which ρ(G) = 3. */
export const SUPERCRITICAL: Record<string, unknown> = { ...BOUND, ...depths };
