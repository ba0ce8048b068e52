import { CAUSES, flowNames, type Kind } from "../model/agents/kind.ts";
import { columnNames, type OpeningColumns } from "../model/books.ts";
import { ASSETS, JGB, MARKETS } from "../model/markets/names.ts";
import type { ChunkSetup } from "../paths/chunkRunner.ts";
import type { ForcedSale } from "./forcedSales.ts";
import { largestSellers, type Seller } from "./groups.ts";
import type { PathResult, Replay } from "./replay.ts";
import { runVariant } from "./variant.ts";
import { watchedKind } from "./watchedKind.ts";

/** A path on which some agents had more equity from the beginning. */
export interface Recapitalisation {
  readonly agents: readonly Seller[];
  /** Given to all of them, USD bn. */
  readonly usd: number;
  /** Forced orders that they give nevertheless. */
  readonly remaining: number;
  readonly result: PathResult;
}

/** Times the value of its assets that an agent gets, at most. */
const MOST = 16;

/**
 * Run a path again with the largest forced sellers among the kinds that borrow yen recapitalised: before t = 0 each
 * gets cash worth its assets, or twice, four times, … as much until none of them is forced to sell.
 *
 * @returns undefined when no such agent was forced to sell
 */
export function recapitalised(chunk: ChunkSetup, { kinds, path }: Replay, sales: readonly ForcedSale[], most: number): Recapitalisation | undefined {
  const agents = largestSellers(sales.filter(({ kind }) => kinds[kind].borrowsYen), most);
  if (agents.length === 0) return undefined;
  for (let times = 1; ; times *= 2) {
    let remaining = 0;
    const chosen = kinds.map((_, k) => new Set(agents.filter(({ kind }) => kind === k).map(({ agent }) => agent)));
    const watched = kinds.map((kind, k) => (chosen[k].size === 0 ? kind : watchForced(kind, (i) => (remaining += Number(chosen[k].has(i))))));
    const { opening, usd } = withCash(chunk, kinds, agents, times);
    const result = runVariant(chunk, watched, path, { opening });
    if (remaining === 0 || times === MOST) return { agents, usd, remaining, result };
  }
}

/** A kind that tells of every agent with a forced order. */
function watchForced(kind: Kind, tell: (i: number) => void): Kind {
  const forced = flowNames(kind).map(({ cause }) => CAUSES[cause].forced);
  return watchedKind(kind, (i, _, added) => {
    if (added.some((units, n) => forced[n] && units !== 0)) tell(i);
  });
}

function withCash({ opening, configuration }: ChunkSetup, kinds: readonly Kind[], agents: readonly Seller[], times: number): { readonly opening: OpeningColumns[]; readonly usd: number } {
  let usd = 0;
  const books = opening.map(({ count, block }, k): OpeningColumns => {
    const names = columnNames(kinds[k]);
    const copy = new Float64Array(block);
    for (const { agent } of agents.filter(({ kind }) => kind === k)) {
      const assets = ASSETS.reduce((sum, asset) => sum + block[names.indexOf(asset) * count + agent] / (asset === MARKETS[JGB] ? configuration.markets.usdjpy : 1), 0);
      copy[names.indexOf("cash") * count + agent] += times * assets;
      usd += times * assets;
    }
    return { count, block: copy };
  });
  return { opening: books, usd };
}
