import type { Values } from "../parameter.ts";
import type { CorrelatedNormals } from "./correlatedNormals.ts";
import { historicalBootstrap } from "./historicalBootstrap.ts";
import { kou, merton } from "./jumpDiffusion.ts";
import type { shocks as shockParameters } from "./parameters.ts";
import { regimeSwitching } from "./regimeSwitching.ts";
import type { ReturnHistory, ShockModel } from "./shockModel.ts";
import { stochasticVolatility } from "./stochasticVolatility.ts";

/** What a law of news is made from. */
export interface ShockInputs {
  readonly shocks: Values<typeof shockParameters>;
  /** Volatility per √day of the six markets. */
  readonly sigma: Float64Array;
  readonly rounds: number;
  readonly normals: CorrelatedNormals;
  readonly history?: ReturnHistory;
}

export type ShockLaw = (inputs: ShockInputs) => ShockModel;

/** The laws of exogenous news by their names in the configuration. */
export const SHOCK_LAWS: Record<Values<typeof shockParameters>["model"], ShockLaw> = {
  stochastic_volatility: stochasticVolatility,
  merton,
  kou,
  regime_switching: regimeSwitching,
  historical_bootstrap: historicalBootstrap,
};
