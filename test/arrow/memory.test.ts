import { join } from "node:path";
import { expect, test } from "vitest";
import { readColumn } from "../../src/arrow/readColumn.ts";
import { inFolder } from "./everyType.ts";
import { bundle, runCommand } from "./runScript.ts";

test("writing 300 MiB takes no more memory than writing 20", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "large.arrow");
    const script = await bundle("writeLarge.ts", folder);
    const { status, stdout, stderr } = runCommand(process.execPath, [script, path, "300"]);
    expect(status, stderr).toBe(0);
    const { rows, bytes, growth } = JSON.parse(stdout);
    expect(rows).toBe(300 * 512);
    expect(bytes).toBeGreaterThan(300 * 2 ** 20);
    expect(growth).toBeLessThan(bytes / 4);
    expect(readColumn(path, "c0")[299 * 512]).toBe(299);
  });
});
