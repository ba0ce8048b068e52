import { axisText, guide } from "../../src/picture/axes.ts";
import { frame } from "../../src/picture/frame.ts";
import { heatMap } from "../../src/picture/heatMap.ts";
import { type BarRow, indexBars } from "../../src/picture/indexBars.ts";
import { type At, type Curve, lines } from "../../src/picture/lines.ts";
import { amplification } from "../../src/statistics/amplification.ts";
import { differenceOf, estimateOf, type Row, type SweepResults } from "./sweepResults.ts";

const WIDTH = 960;

/** One picture per example sweep, by the name of its file. */
export const FIGURES: Readonly<Record<string, (results: SweepResults) => string>> = {
  "spread-and-hike": spreadAndHike,
  "leverage-and-buffers": leverageAndBuffers,
  "depth-and-amplification": depthAndAmplification,
  "intervention-size": interventionSize,
  "jgb-surge": jgbSurge,
  "what-matters": whatMatters,
};

function spreadAndHike({ contrasts, caption }: SweepResults): string {
  const rows = contrasts("all.us_equity.all.horizon", "mean");
  const spreads = [50, 0, -50, -100, -150];
  const hikes = [0, 15, 25, 50];
  const signed = (value: number) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;
  const cell = (spread: number, hike: number) => {
    const row = rows.find((each) => each.spread === spread && each.hike === hike);
    if (row === undefined) return { value: 0, text: ["reference", `${rows[0].reference as number < 0 ? "−" : ""}${Math.abs(rows[0].reference).toFixed(1)} are sold`] };
    const { value, low, high } = differenceOf(row);
    return { value, text: [signed(value), `± ${((high - low) / 2).toFixed(1)}`] };
  };
  return frame({
    width: WIDTH,
    height: 440,
    title: "US equity sold as the spread narrows: 50 basis points from Tokyo weigh more than 50 from Washington",
    subtitle: "US equity sold within 60 days by all kinds of agents, mean, USD bn: more than without either move (paired difference)",
    caption,
    parts: [
      heatMap(
        {
          xTitle: "change of the US–Japan policy spread by the Federal Reserve, basis points",
          yTitle: "hike of the Bank of Japan, basis points",
          columns: spreads.map((spread) => (spread > 0 ? `+${spread}` : axisText(spread))),
          rows: hikes.map(String),
          cells: hikes.map((hike) => spreads.map((spread) => cell(spread, hike))),
        },
        { left: 60, top: 92, width: 870, height: 260 },
      ),
    ],
  });
}

function leverageAndBuffers({ sensitivity, caption }: SweepResults): string {
  const rows = (index: string) => sensitivity("all.us_equity.forced.horizon", "es95", index);
  const names: Readonly<Record<string, string>> = { leverage: "leverage of the funds", buffer: "buffer above the margin", stop: "drawdown that closes a book" };
  const [first, total] = [rows("first"), rows("total")];
  const bars = first.map((row): BarRow => ({ name: names[row.parameter], bars: [estimateOf(row), estimateOf(total.find(({ parameter }) => parameter === row.parameter)!)] }));
  const most = Math.max(1, ...bars.flatMap((row) => row.bars.map(({ high }) => high)));
  return frame({
    width: WIDTH,
    height: 350,
    title: "The tail of forced US equity sales depends on leverage first, on stops second, hardly on buffers",
    subtitle: "Share of the variance, over the ranges of the three parameters, of the mean of the worst 5 % of the paths (20 days)",
    caption,
    parts: [indexBars(bars, ["alone (first-order index)", "with interactions (total index)"], { title: "Sobol' index", from: Math.min(0, ...bars.flatMap((row) => row.bars.map(({ low }) => low))), to: most }, { left: 220, top: 96, width: 700, height: 170 })],
  });
}

function depthAndAmplification({ points, paths, caption }: SweepResults): string {
  const [full, frozen] = [paths("usdjpy.worst3d"), paths("frozen.usdjpy.worst3d")];
  const at = ({ point, loans, depth }: Row): At => {
    const state = amplification.init();
    full.get(point)!.forEach((move, path) => amplification.add(state, { full: move, frozen: frozen.get(point)![path] }));
    const { value, ciLow, ciHigh } = amplification.value(state).ratio;
    return { x: loans / depth, value, low: Math.max(1, ciLow), high: ciHigh };
  };
  const depths = [...new Set(points().map(({ depth }) => depth as number))];
  const curves = depths.map((depth): Curve => ({ name: `D = ${axisText(depth)}`, points: points().filter((row) => row.depth === depth).map(at) }));
  const highest = Math.max(...curves.flatMap((curve) => curve.points.map(({ high }) => high)));
  const x = { title: "yen loans of hedge funds over depth of USDJPY, L/D: the log return if all were repaid", from: 0, to: 0.35 };
  const y = { title: "amplification: mean worst three-day fall of USDJPY over that with agents frozen", from: 1, to: Math.max(10, highest), log: true };
  const box = { left: 60, top: 96, width: 780, height: 320 };
  return frame({
    width: WIDTH,
    height: 500,
    title: "Amplification depends on loans over depth, and has a knee near 0.15",
    subtitle: "August 2024 with other loans and depths; D in USD bn per unit log return, bands are 95 %",
    caption,
    parts: [guide(x, 0.15, "0.15", box), lines(curves, x, y, box)],
  });
}

function interventionSize({ summary, caption }: SweepResults): string {
  const shown = [["q50", "median"], ["q90", "90 % quantile"], ["q99", "99 % quantile"]] as const;
  const curves = (statistic: string) =>
    ["false", "true"].map((joint): Curve => ({
      name: joint === "true" ? "joint" : "alone",
      points: summary("all.us_equity.forced.horizon", statistic).filter((row) => String(row.joint) === joint).map((row) => ({ x: row.size, ...estimateOf(row) })),
    }));
  const highest = Math.max(...shown.flatMap(([statistic]) => curves(statistic).flatMap(({ points }) => points.map(({ high }) => high))));
  const x = { title: "size of the operation, USD bn", from: 0, to: 80 };
  return frame({
    width: WIDTH,
    height: 440,
    title: "Joint intervention forces more US equity sales, least so in the worst percent of the paths",
    subtitle: "US equity sold by force within 30 days: median, 90 % and 99 % quantile of the paths, with 95 % bands",
    caption,
    parts: shown.map(([statistic, name], panel) => lines(curves(statistic), x, { title: `${name}, USD bn`, from: 0, to: highest * 1.02 }, { left: 52 + panel * 310, top: 96, width: 220, height: 250 })),
  });
}

function jgbSurge({ summary, caption }: SweepResults): string {
  const shown = [["life_insurer", "Life insurers"], ["pension_fund", "Pension funds"]] as const;
  const curves = (kind: string) =>
    [250, 100].map((days): Curve => ({
      name: `by day ${days}`,
      points: summary(`${kind}.ust.all.horizon`, "mean").filter((row) => row.days === days).map((row) => ({ x: 5 * row.rise, ...estimateOf(row) })),
    }));
  const all = shown.map(([kind]) => curves(kind));
  const bounds = all.flat().flatMap(({ points }) => points.flatMap(({ low, high }) => [low, high]));
  const x = { title: "rise of the 10-year JGB yield in five auctions, basis points", from: 0, to: 150, marks: [0, 25, 50, 100, 150] };
  return frame({
    width: WIDTH,
    height: 440,
    title: "With every rise of JGB yields life insurers and pension funds sell more Treasuries",
    subtitle: "Treasuries sold, net of purchases, mean, ten days after the last auction and after a year; bands are 95 %",
    caption,
    parts: shown.map(([, name], panel) => lines(all[panel], x, { title: `${name}, USD bn`, from: Math.min(0, ...bounds), to: Math.max(...bounds) * 1.05 }, { left: 52 + panel * 465, top: 96, width: 330, height: 250 })),
  });
}

function whatMatters({ sensitivity, caption }: SweepResults): string {
  const rows = sensitivity("all.us_equity.forced.horizon", "es95", "mu_star").toSorted((a, b) => b.value - a.value);
  const bars = rows.map((row): BarRow => ({ name: NAMES[row.parameter] ?? row.parameter, bars: [estimateOf(row)] }));
  return frame({
    width: WIDTH,
    height: 560,
    title: "Yen loans and leverage matter most for the tail of forced US equity sales, six of fourteen parameters hardly",
    subtitle: "Mean absolute elementary effect μ* on the mean of the worst 5 % of the paths (20 days); whiskers are 95 %",
    caption,
    parts: [indexBars(bars, [""], { title: "μ*, USD bn from one end of the range to the other", from: 0, to: Math.max(...rows.map(({ ci_high }) => ci_high)) }, { left: 250, top: 76, width: 670, height: 400 })],
  });
}

const NAMES: Readonly<Record<string, string>> = {
  fx_depth: "depth of USDJPY",
  tech_depth: "depth of US technology",
  depth_elasticity: "fall of depth with volatility",
  fx_haircut: "haircut on USDJPY",
  yen_loans: "yen loans of hedge funds",
  us_share: "share of the trade in US assets",
  leverage: "leverage of the funds",
  size_tail: "tail of fund sizes",
  margin_buffer: "buffer above the margin",
  leverage_headroom: "distance to the leverage limit",
  risk_headroom: "distance to the risk limit",
  drawdown_stop: "drawdown that closes a book",
  call_speed: "speed of margin calls",
  deleveraging_speed: "speed of deleveraging",
};
