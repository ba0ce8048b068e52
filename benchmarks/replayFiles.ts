import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MARKET_FIELDS, type Replay, SUM_NAMES } from "./hedgeFundReplay.ts";

/**
 * Write a replay for programs in other languages, as two files in `folder` (made if missing):
 *
 * replay.json   what lies where
 *   paths, rounds, agents   counts
 *   columns                 names of the agents' columns
 *   market                  names of the fields of a round, in the order of MARKET_FIELDS
 *   scalars                 numbers common to all funds, by name
 *   sums                    names of the sums of a round, in the order of SUM_NAMES
 * replay.f64    little-endian 8-byte floats without a head: the agents' columns at t = 0,
 *               [columns × agents], then the markets, [(rounds + 1) × market × paths]
 *
 * The market of all paths in a round lies side by side, so that a program that runs several
 * paths at once loads them with one instruction. The last round is the closing view: only
 * defaults are checked, nothing is settled. Units are those of the model's columns and view.
 *
 * A program answers with sums.f64, a file of the same kind: [paths × (rounds + 1) × sums].
 */
export function writeReplay(folder: string, { paths, rounds, opening, columns, scalars, market }: Replay): void {
  mkdirSync(folder, { recursive: true });
  const header = { paths, rounds, agents: opening.count, columns, market: MARKET_FIELDS, scalars, sums: SUM_NAMES };
  writeFileSync(join(folder, "replay.json"), `${JSON.stringify(header, null, 1)}\n`);
  writeFileSync(join(folder, "replay.f64"), Buffer.concat([opening.block, market].map(bytes)));
}

/** The numbers of a file of 8-byte floats. */
export function readNumbers(path: string): Float64Array {
  const content = readFileSync(path);
  return new Float64Array(content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength));
}

function bytes(values: Float64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
