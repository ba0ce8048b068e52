import { log } from "../../src/model/elementary.ts";
import { keyFromSeed } from "../../src/random/key.ts";
import { createRandom } from "../../src/random/stream.ts";
import { calendarDays } from "./temporaryFile.ts";

const random = createRandom(keyFromSeed("levels"));

/**
 * A file of levels of all columns whose daily news share one factor, loaded as given on ln usdjpy, ln ndx,
 * the rest of ln spx, and minus both yields; VIX is 12, 20 or 30, a third of the days each.
 */
export function levelsFile(loadings: readonly [number, number, number, number, number], days: number): string {
  const x = [log(150), log(10_000), log(3000), 0, 0];
  const spx = () => Math.exp(0.4 * x[1] + 0.6 * x[2]);
  const lines = calendarDays("2000-01-01", days).map((date, t) => {
    const factor = random.normal(0, t, 0, 0);
    loadings.forEach((b, i) => (x[i] += 0.01 * (b * factor + Math.sqrt(1 - b * b) * random.normal(0, t, 1, i))));
    return [date, Math.exp(x[0]), spx(), Math.exp(x[1]), [12, 20, 30][Math.floor(t / 10) % 3], -100 * x[3], -100 * x[4]].join(",");
  });
  return ["date,usdjpy,spx,ndx,vix_close,ust10_pct,jgb10_pct", ...lines].join("\n");
}
