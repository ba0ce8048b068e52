import { KINDS } from "../model/agents/index.ts";
import type { Kind } from "../model/agents/kind.ts";

/**
 * The kinds of a run in a thread of their own: functions cannot be sent to it, addresses can.
 * What they hold was checked when the run was prepared.
 *
 * @param modules file URLs, whose default exports come after the built-in kinds
 */
export async function importKinds(modules: readonly string[]): Promise<Kind[]> {
  const own = await Promise.all(modules.map(async (url) => (await import(url)) as { default: Kind }));
  return [...KINDS, ...own.map((module) => module.default)];
}
