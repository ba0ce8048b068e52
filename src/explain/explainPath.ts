import type { Kind } from "../model/agents/kind.ts";
import { dailyObservables, dailyVariables, type Observable, pathObservables } from "../model/observables.ts";
import type { ChunkSetup } from "../paths/chunkRunner.ts";
import { cascadeOf } from "./cascade.ts";
import { decomposition } from "./decomposition.ts";
import { eventsOf } from "./events.ts";
import type { Explanation, Facts } from "./explanation.ts";
import { genealogy } from "./genealogy.ts";
import { knockouts } from "./knockouts.ts";
import { type Replay, replay, valueOf } from "./replay.ts";
import { storyOf } from "./story.ts";
import { summaryOf } from "./summary.ts";

export interface ExplainOptions {
  /** Column of paths.arrow, or daily value `variable@day`. */
  readonly metric: string;
  /** Other numbers that knock-outs report, where a path has them. */
  readonly besides?: readonly string[];
  /** Forced sellers that are groups by themselves. */
  readonly single?: number;
  /** Forced sellers that are recapitalised. */
  readonly recapitalise?: number;
}

const BESIDES = ["all.us_equity.forced.worst3d", "usdjpy.worst3d", "tech.worst3d", "yen_repaid.usd", "defaults"];

/**
 * Explain one path: replay it, split its moves, trace its forced sales, knock parts out of it, and tell its story.
 *
 * @param chunk as its run was set up; a compiled kernel is not used
 * @param check is called with the numbers of the path before they are explained
 * @throws RangeError for an unknown metric; PathError when the path cannot be run
 */
export function explainPath(
  chunk: ChunkSetup,
  kinds: readonly Kind[],
  path: number,
  { metric, besides = BESIDES, single = 8, recapitalise = 10 }: ExplainOptions,
  check: (replayed: Replay) => void = () => {},
): Explanation {
  const replayed = replay(chunk, kinds, path);
  check(replayed);
  const { days, rounds } = replayed.setup;
  const observable = observableOf(kinds, days, metric);
  const traced = genealogy(replayed, single);
  const metrics = [...new Set([metric, ...besides])].filter((name) => replayed.names.has(name));
  const facts: Facts = {
    path,
    days,
    rounds,
    kinds: kinds.map(({ name, title, official }) => ({ name, title, official })),
    metric: { ...observable, value: valueOf(replayed, metric) },
    daily: dailyOf(replayed),
    events: eventsOf(replayed),
    decomposition: decomposition(replayed),
    cascade: cascadeOf(traced, kinds, rounds),
    knockouts: knockouts(chunk, replayed, traced.sales, { metrics, recapitalise }),
  };
  return { ...facts, summary: summaryOf(facts), story: storyOf(facts) };
}

/** What has a name among the numbers of a path. @throws RangeError when nothing has */
export function observableOf(kinds: readonly Kind[], days: number, name: string): Observable {
  const found = (name.includes("@") ? dailyObservables(kinds, days) : pathObservables(kinds, days)).find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`a path has no ${name}`);
  return found;
}

function dailyOf({ kinds, setup, timeline }: Replay): Record<string, number[]> {
  const variables = dailyVariables(kinds);
  return Object.fromEntries(variables.map(({ name }, v) => [name, Array.from({ length: setup.days + 1 }, (_, day) => timeline[day * variables.length + v])]));
}
