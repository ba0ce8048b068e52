import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkFiles } from "../../src/arrow/checkFiles.ts";
import { inFolder, writeEveryType } from "./everyType.ts";
import { exampleManifest } from "./exampleManifest.ts";

test("an intact folder has no mismatch; a flipped bit, a grown file and a missing file are told apart", () => {
  inFolder((folder) => {
    const names = ["a.arrow", "b.arrow", "c.arrow", "d.arrow"];
    const files = names.map((name) => writeEveryType(join(folder, name), [40_000]));
    const manifest = { ...exampleManifest, files };
    expect(files[0]!.bytes).toBeGreaterThan(1 << 20); // more than one chunk
    expect(checkFiles(folder, manifest)).toEqual([]);

    const flipped = readFileSync(join(folder, "b.arrow"));
    flipped[flipped.length - 100]! ^= 1;
    writeFileSync(join(folder, "b.arrow"), flipped);
    appendFileSync(join(folder, "c.arrow"), "x");
    rmSync(join(folder, "d.arrow"));
    const { bytes, sha256 } = files[0]!;
    expect(checkFiles(folder, manifest)).toEqual([
      { name: "b.arrow", property: "sha256", expected: sha256, actual: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { name: "c.arrow", property: "bytes", expected: String(bytes), actual: String(bytes + 1) },
      { name: "d.arrow", property: "presence", expected: "present", actual: "missing" },
    ]);
  });
});
