import { augustTargets } from "./august2024.ts";
import { historyTargets } from "./historyTargets.ts";
import { interventionTargets } from "./interventionTargets.ts";
import type { Quantity, Target } from "./target.ts";

const number = ({ id }: Target): number => Number(id.slice(1));

/** The targets of the backtest, in the order of their numbers. */
export const TARGETS: readonly Target[] = [...augustTargets, ...interventionTargets, ...historyTargets].toSorted((a, b) => number(a) - number(b));

/** Their quantities by name. */
export const QUANTITIES: ReadonlyMap<string, Quantity> = new Map(TARGETS.flatMap(({ quantities }) => quantities.map((quantity) => [quantity.name, quantity])));
