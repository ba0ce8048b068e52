import { readFileSync } from "node:fs";
import { join } from "node:path";
import pl from "nodejs-polars";
import { expect, test } from "vitest";
import { everyType, expectedRow, inFolder, writeEveryType } from "./everyType.ts";

test("polars reads every type and every batch, from the path and from bytes", () => {
  inFolder((folder) => {
    const path = join(folder, "a.arrow");
    writeEveryType(path, [5, 70, 1]);
    for (const frame of [pl.scanIPC(path).collectSync(), pl.readIPC(readFileSync(path))]) {
      expect(frame.columns).toEqual(everyType.map(({ name }) => name));
      expect(frame.height).toBe(76);
      for (const { name, type } of everyType) {
        const column = type === "category" ? frame.getColumn(name).cast(pl.Utf8) : frame.getColumn(name);
        const expected = Array.from({ length: 76 }, (_, i) => expectedRow(i)[name as "sold"]);
        expect(column.toArray(), name).toEqual(expected);
      }
      const sold = frame.filter(pl.col("calm")).getColumn("sold").toArray();
      expect(sold).toEqual(Array.from({ length: 38 }, (_, i) => expectedRow(2 * i).sold));
    }
  });
});
