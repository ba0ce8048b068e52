import type { ChainableCommander, Redis } from "ioredis";

/** Bytes that one message carries at most. */
export const PIECE = 1 << 20;

/** Seconds for which Redis keeps what nobody fetches. */
export const KEPT_SECONDS = 86_400;

/**
 * Put bytes under a key, piece by piece; putting the same bytes twice, or twice at once, leaves those bytes.
 *
 * @returns false when told to stop on the way
 */
export async function putBytes(client: Redis, key: string, bytes: Buffer, stop: () => boolean = () => false): Promise<boolean> {
  for (let at = 0; at < bytes.byteLength; at += PIECE) {
    if (stop()) return false;
    await inOne(client.multi().setrange(key, at, bytes.subarray(at, at + PIECE)).expire(key, KEPT_SECONDS));
  }
  return true;
}

/** The first bytes under a key, as many as wanted, or as there are. */
export async function getBytes(client: Redis, key: string, count: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let at = 0; at < count; at += PIECE) {
    const piece = await client.getrangeBuffer(key, at, Math.min(at + PIECE, count) - 1);
    pieces.push(piece);
    if (piece.byteLength < PIECE) break;
  }
  return Buffer.concat(pieces);
}

/** Carry out several commands as one. @throws the first error among their answers */
export async function inOne(commands: ChainableCommander): Promise<void> {
  for (const [error] of (await commands.exec()) ?? []) if (error !== null) throw error;
}
