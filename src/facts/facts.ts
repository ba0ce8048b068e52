import type { Fact } from "./fact.ts";
import { interventionFacts } from "./interventionFacts.ts";
import { outflowFacts } from "./outflowFacts.ts";
import { unwindingFacts } from "./unwindingFacts.ts";

const number = ({ id }: Fact): number => Number(id.slice(1));

/** The rows of the fact sheet, in the order of their numbers. */
export const FACTS: readonly Fact[] = [...outflowFacts, ...unwindingFacts, ...interventionFacts].toSorted((a, b) => number(a) - number(b));
