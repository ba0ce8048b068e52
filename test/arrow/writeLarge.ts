import type { Field } from "../../src/arrow/field.ts";
import { ArrowFileWriter } from "../../src/arrow/writer.ts";

/**
 * Child process: write about the given number of MiB, print the file's entry and by how
 * many bytes the resident set grew after the first batches; on an error print it, exit 3.
 */
const [path, mebibytes] = process.argv.slice(2) as [string, string];
const names = Array.from({ length: 256 }, (_, i) => `c${i}`);
const fields = names.map((name): Field => ({ name, type: "float64", unit: "1", description: "" }));
const rows = 512; // 1 MiB per batch
const columns = fields.map((_, i) => new Float64Array(rows).fill(i));
const writer = ArrowFileWriter.create(path, fields, {});
try {
  const settled = Math.min(20, Number(mebibytes));
  let before = 0;
  let peak = 0;
  for (let batch = 0; batch < Number(mebibytes); batch++) {
    columns[0]!.fill(batch);
    writer.write(columns);
    const resident = process.memoryUsage.rss();
    if (batch < settled) before = Math.max(before, resident);
    peak = Math.max(peak, resident);
  }
  console.log(JSON.stringify({ ...writer.close(), growth: peak - before }));
} catch (error) {
  writer.abort();
  const { name, code, message } = error as NodeJS.ErrnoException;
  console.log(JSON.stringify({ name, code, message }));
  process.exitCode = 3;
}
