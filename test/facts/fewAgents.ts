import { KINDS } from "../../src/model/agents/index.ts";

/** Overrides that leave one agent of every kind: a scenario then takes milliseconds. */
export const FEW_AGENTS: readonly string[] = KINDS.map(({ name }) => `agents.${name}.count=1`);
