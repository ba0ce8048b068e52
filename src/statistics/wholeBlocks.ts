/** Rows of outputs in blocks that are of use only whole. */
export interface WholeBlocks {
  /** The outputs of the blocks kept, [used × blockSize]. */
  readonly values: Float64Array;
  /** The numbers of the blocks kept, ascending. */
  readonly blocks: readonly number[];
  /** How many blocks were left out. */
  readonly leftOut: number;
}

/**
 * The blocks without a failed point: one whose output is not a finite number takes its block with it.
 *
 * @param outputs one a row, in the order of the design
 * @throws RangeError when the rows are not a whole number of blocks
 */
export function wholeBlocks(outputs: Float64Array, blockSize: number): WholeBlocks {
  const count = outputs.length / blockSize;
  if (!Number.isInteger(count)) throw new RangeError(`${outputs.length} outputs are no whole number of blocks of ${blockSize}`);
  const blocks: number[] = [];
  for (let block = 0; block < count; block++) {
    if (blockOf(outputs, blockSize, block).every(Number.isFinite)) blocks.push(block);
  }
  const values = new Float64Array(blocks.length * blockSize);
  blocks.forEach((block, i) => values.set(blockOf(outputs, blockSize, block), i * blockSize));
  return { values, blocks, leftOut: count - blocks.length };
}

function blockOf(outputs: Float64Array, blockSize: number, block: number): Float64Array {
  return outputs.subarray(block * blockSize, (block + 1) * blockSize);
}
