/**
 * What the author of a kind of agents imports, as `yenwind/kind`: the declaration, the parameters,
 * arithmetic that is equal to the bit on every engine, and the rules that the built-in kinds decide by.
 * docs/extending.md walks through an example.
 */
export { DEFAULTED, kind, ORDERED, REST } from "./model/agents/kind.ts";
export type { Account, Cause, ColumnSpec, Decision, DrawnAgent, Kind, KindDefinition, Order, Status } from "./model/agents/kind.ts";
export type { InitialWorld } from "./model/agents/initialWorld.ts";
export { exp, log, pow } from "./model/elementary.ts";
export type { Market } from "./model/markets/names.ts";
export type { MarketView } from "./model/markets/view.ts";
export { boolean, choice, integer, number, numbers, perAgent, text } from "./model/parameter.ts";
export type { Distribution, Parameter, ParameterTree, Values } from "./model/parameter.ts";
export { speedPerRound } from "./model/speed.ts";
export { MODEL_VERSION } from "./model/version.ts";

export { equity } from "./model/rules/r07-equity.ts";
export { marginRequirement } from "./model/rules/r08-margin-requirement.ts";
export { marginCall } from "./model/rules/r09-margin-call.ts";
export { carryFactor } from "./model/rules/r10-carry-factor.ts";
export { deleveraging } from "./model/rules/r10-deleveraging.ts";
export { leverageTarget } from "./model/rules/r10-leverage-target.ts";
export { stopLoss } from "./model/rules/r11-stop-loss.ts";
export { assetSale } from "./model/rules/r12-asset-sale.ts";
export { liquidationShare } from "./model/rules/r12-liquidation-share.ts";
export { trendPosition } from "./model/rules/r13-trend-position.ts";
export { trendSignal } from "./model/rules/r13-trend-signal.ts";
export { dipBuying } from "./model/rules/r14-dip-buying.ts";
export { lossCut } from "./model/rules/r14-loss-cut.ts";
export { hedgedYield } from "./model/rules/r15-hedged-yield.ts";
export { repatriation } from "./model/rules/r15-repatriation.ts";
export { hedgeRatioTarget } from "./model/rules/r16-hedge-ratio.ts";
export { solvencyRatio } from "./model/rules/r17-solvency-ratio.ts";
export { solvencySale } from "./model/rules/r17-solvency-sale.ts";
export { rebalancing } from "./model/rules/r18-rebalancing.ts";
export { structuralTilt } from "./model/rules/r19-structural-tilt.ts";
export { carrySale } from "./model/rules/r20-carry-sale.ts";
export { spreadSale } from "./model/rules/r20-spread-sale.ts";
export { fundingSale } from "./model/rules/r22-funding-sale.ts";
export { carryOver } from "./model/rules/r26-carry-over.ts";
export { defaults } from "./model/rules/r27-default.ts";
