import { existsSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "vitest";
import { root } from "../house/sources.ts";

/** Daily closes beside the repository; they are no part of it. */
const file = join(root, "../shared/data/market-daily.csv");

/** The file of market data; skips the test, with a message, where there is none. */
export function marketData({ skip }: TestContext): string {
  skip(!existsSync(file), `there is no ${file}`);
  return file;
}
