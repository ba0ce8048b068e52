/**
 * The address of a draw: (path, round, stream, index) → counter (c0, c1).
 *
 *   c0 = path                                  0 … 2³² − 1
 *   c1 = round · 2¹⁶ + stream · 2⁸ + index     round 0 … 65535, stream and index 0 … 255
 *
 * The map is one-to-one, so two addresses never share a counter.
 *
 * @returns c1; c0 is the path itself.
 * @throws RangeError when a part is not an integer in its range: it would
 *   silently reuse the draw of another address.
 */
export function counterWord(path: number, round: number, stream: number, index: number): number {
  if (
    path >>> 0 !== path || (round & 0xffff) !== round ||
    (stream & 0xff) !== stream || (index & 0xff) !== index
  ) {
    throw new RangeError(
      `no random draw at path ${path}, round ${round}, stream ${stream}, index ${index}: ` +
        "integers expected with path < 2^32, round < 65536, stream < 256, index < 256",
    );
  }
  return (round << 16) | (stream << 8) | index;
}
