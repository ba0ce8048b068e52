import { FAN_STYLE, type FanChart, fanChart, fanDescription } from "./fanChart.ts";
import { frame } from "./frame.ts";

const [WIDTH, PANEL, FIRST, FOOT] = [960, 270, 66, 34];

export interface BacktestHead {
  readonly title: string;
  /** At the foot: scenario, paths, seed, configuration, model version. */
  readonly caption: string;
}

/**
 * Fan charts below each other, one per variable, as one SVG.
 *
 * @throws RangeError as `fanChart`
 */
export function backtestPicture(charts: readonly FanChart[], { title, caption }: BacktestHead): string {
  return frame({
    width: WIDTH,
    height: FIRST + PANEL * charts.length + FOOT,
    title,
    subtitle: "By trading day: 5 to 95 % and 25 to 75 % of the simulated paths as bands, their median as a line, what was observed as dots",
    caption,
    description: charts.map(fanDescription).join(". "),
    style: FAN_STYLE,
    parts: charts.map((chart, c) => fanChart(chart, { left: 20, top: FIRST + c * PANEL, width: WIDTH - 30, height: PANEL - 14 })),
  });
}
