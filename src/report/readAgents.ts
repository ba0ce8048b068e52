import { join } from "node:path";
import type { AgentsData } from "../page/runData.ts";
import { Columns, embedded } from "./columns.ts";
import { kindChoice } from "./titles.ts";

const MEASURES = [
  { name: "prob_call", title: "Probability of a margin call or loss-cut", unit: "probability" },
  { name: "prob_default", title: "Probability of default", unit: "probability" },
  { name: "q99_sold_share", title: "Share of assets sold, 99 % quantile", unit: "% of the initial assets" },
  { name: "mean_sold", title: "US and other assets sold, mean", unit: "USD bn" },
];

/** Leaders by each measure. */
const SHOWN = 40;

/** Of agents.arrow, those that lead by one of the measures. @throws FileError when the file cannot be read */
export function readAgents(folder: string): AgentsData {
  const file = new Columns(join(folder, "agents.arrow"));
  const kinds = file.codes("kind");
  const agent = file.numbers("agent");
  const values = MEASURES.map(({ name }) => file.numbers(name));
  const leaders = new Set<number>();
  for (const measure of values) {
    const order = Uint32Array.from({ length: file.rows }, (_, row) => row).sort((a, b) => measure[b] - measure[a] || a - b);
    for (const row of order.subarray(0, SHOWN)) if (measure[row] > 0) leaders.add(row);
  }
  return {
    kinds: kinds.values.map(kindChoice),
    measures: MEASURES,
    counts: kinds.values.map((_, k) => kinds.codes.reduce((sum, code) => sum + (code === k ? 1 : 0), 0)),
    shown: SHOWN,
    rows: [...leaders].sort((a, b) => a - b).map((row) => ({ kind: kinds.codes[row], agent: agent[row], values: values.map((measure) => embedded(measure[row])) })),
  };
}
