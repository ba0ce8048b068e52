import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MARKET_FIELDS, SUM_NAMES } from "../../benchmarks/hedgeFundReplay.ts";
import { readNumbers, writeReplay } from "../../benchmarks/replayFiles.ts";
import { smallReplay } from "./smallReplay.ts";

test("a written replay is read back by what its header says", () => {
  const replay = smallReplay();
  const folder = mkdtempSync(join(tmpdir(), "yenwind-replay-"));
  try {
    writeReplay(join(folder, "new"), replay);
    const header = JSON.parse(readFileSync(join(folder, "new", "replay.json"), "utf8"));
    const numbers = readNumbers(join(folder, "new", "replay.f64"));

    expect(header).toMatchObject({ paths: replay.paths, rounds: replay.rounds, agents: replay.opening.count, scalars: replay.scalars });
    expect(header.sums).toEqual(SUM_NAMES);
    expect(header.market).toEqual(MARKET_FIELDS);
    const columns = header.columns.length * header.agents;
    expect(numbers.subarray(0, columns)).toEqual(replay.opening.block);
    expect(numbers.subarray(columns)).toEqual(replay.market);
    expect(replay.market).toHaveLength((header.rounds + 1) * header.market.length * header.paths);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
