/** Sizes that fix how a chunk's results lie in one block of memory. */
export interface ChunkShape {
  readonly columns: number;
  readonly dailyValues: number;
  readonly agents: number;
}

/** Views on the block of one chunk. */
export interface ChunkBlock {
  readonly buffer: ArrayBuffer;
  /** [paths × columns]: one row per path. */
  readonly rows: Float64Array;
  /** [paths × dailyValues]: the daily values of each path. */
  readonly daily: Float64Array;
  /** Per agent, summed over the chunk's paths in order: dollars of assets sold. */
  readonly soldUsd: Float64Array;
  /** Per agent: number of paths with a margin call or loss-cut, and with a default. */
  readonly called: Float64Array;
  readonly defaulted: Float64Array;
  /** [paths × agents]: share of the initial assets sold, in percent, 0 … 100. */
  readonly soldShare: Uint8Array;
}

/** The block of a chunk of `paths` paths, over a given buffer or a new one. */
export function chunkBlock({ columns, dailyValues, agents }: ChunkShape, paths: number, buffer?: ArrayBuffer): ChunkBlock {
  const lengths = [paths * columns, paths * dailyValues, agents, agents, agents];
  const doubles = lengths.reduce((sum, length) => sum + length, 0);
  const memory = buffer ?? new ArrayBuffer(8 * doubles + paths * agents);
  let offset = 0;
  const [rows, daily, soldUsd, called, defaulted] = lengths.map((length) => {
    const view = new Float64Array(memory, offset, length);
    offset += 8 * length;
    return view;
  });
  return { buffer: memory, rows, daily, soldUsd, called, defaulted, soldShare: new Uint8Array(memory, offset, paths * agents) };
}
