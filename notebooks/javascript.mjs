// # Results in JavaScript: apache-arrow and ECharts
//
// yenwind simulates who sells what when the yen carry trade unwinds. Every run is a folder of Arrow files. This script
// opens a small run that comes with the repository, results/sample/hike: ten trading days from mid-2026, in which the
// Bank of Japan surprises with a hike on day 3 and bad US news arrives on day 5 (both invented, of the sizes of July
// and August 2024). Beside it lie its twin without the hike on the same random numbers, no-hike, and a sweep over the
// size of the hike, sweep. It prints what it finds and draws five charts:
//
//     node notebooks/javascript.mjs            into notebooks/javascript
//     node notebooks/javascript.mjs charts     into a folder of yours
//
// To look at runs of your own, change the three paths below. What every file and column means: docs/data-dictionary.md.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import * as echarts from "echarts";

const SAMPLE = join(import.meta.dirname, "../results/sample");
const RUN = join(SAMPLE, "hike");
const TWIN = join(SAMPLE, "no-hike"); // the same random numbers, another configuration
const SWEEP = join(SAMPLE, "sweep");
const OUT = process.argv[2] ?? join(import.meta.dirname, "javascript");

const [BLUE, ORANGE, GREY] = ["#0072b2", "#d55e00", "#57606a"]; // Okabe and Ito: told apart with any colour vision

// manifest.json holds the complete configuration, its hash and the digest of every file.
const [run, twin] = [RUN, TWIN].map((folder) => JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")));
const { name, description } = run.configuration;
const { days, paths, agents } = run.counts;
const caption = `${name}: ${paths.toLocaleString("en")} paths`;
console.log(description);
console.log(`${paths} paths of ${days} trading days, ${agents} agents, model version ${run.modelVersion}`);
console.log(`configuration ${run.configurationHash}`);

// ## Reading: an Arrow file is a table, and every column explains itself
//
// Columns come as typed arrays without a copy; tidy tables are handier as rows. Unit and description of a column are
// in the metadata of its field.

const read = (folder, file) => tableFromIPC(readFileSync(join(folder, file)));
const rows = (table, wanted) => table.toArray().map((row) => row.toJSON()).filter(wanted);
const column = (table, of) => table.getChild(of).toArray();
const unit = (table, of) => table.schema.fields.find((field) => field.name === of).metadata.get("unit");

const runPaths = read(RUN, "paths.arrow");
console.log(`\npaths.arrow has ${runPaths.schema.fields.length} columns; those on USDJPY are`);
for (const field of runPaths.schema.fields.filter(({ name: of }) => of.includes("usdjpy"))) {
  console.log(`  ${field.name.padEnd(22)} ${field.metadata.get("unit").padEnd(15)} ${field.metadata.get("description")}`);
}

// ## Drawing: ECharts needs no browser to write SVG

mkdirSync(OUT, { recursive: true });
function draw(file, [width, height], title, subtext, options) {
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  chart.setOption({
    animation: false,
    backgroundColor: "#ffffff",
    textStyle: { fontFamily: "sans-serif" },
    title: [{ text: title, subtext, left: "center", top: 8, textStyle: { fontSize: 15, fontWeight: "normal" }, subtextStyle: { fontSize: 12, color: GREY } }, ...(options.titles ?? [])],
    ...options,
  });
  writeFileSync(join(OUT, file), chart.renderToSVGString());
  chart.dispose();
}
const axis = (label, more) => ({ type: "value", name: label, nameLocation: "middle", scale: true, nameTextStyle: { color: "#1b2026" }, axisLine: { show: true, onZero: false }, splitLine: { lineStyle: { color: "#eceff2" } }, ...more });
const [xAxis, yAxis] = [(label, more) => axis(label, { nameGap: 28, ...more }), (label, more) => axis(label, { nameGap: 44, ...more })];
const line = (of, data, color, more) => ({ name: of, type: "line", data, color, symbol: "none", itemStyle: { opacity: 0 }, ...more });

/** The area between two curves: points [x, low, high]. */
function band(of, points, color, opacity) {
  const renderItem = (_, api) => ({
    type: "polygon",
    shape: { points: [...points.map(([x, low]) => api.coord([x, low])), ...points.toReversed().map(([x, , high]) => api.coord([x, high]))] },
    style: { fill: color, opacity },
  });
  return { name: of, type: "custom", renderItem, data: [points[0]], color, itemStyle: { opacity }, silent: true, z: 1 };
}

// ## Who sells what
//
// liquidation.arrow has one row per kind of agent, asset, cause, window and statistic, with a 95 % interval (ci_low,
// ci_high: Monte Carlo error alone) and the number of paths that it rests on (ess). Cause `all` is the sum over causes,
// window `horizon` all days of the run. Sales are net of purchases: a negative number is bought.

const liquidation = rows(read(RUN, "liquidation.arrow"), ({ window }) => window === "horizon");
const assets = { ust: "US Treasuries", tech: "US technology equity", equity: "Other US equity", other: "Other assets", fx: "Dollars for yen" };
const kinds = [...new Set(liquidation.map(({ kind }) => kind))].toReversed(); // the first on top
const sold = new Map(liquidation.filter(({ cause }) => cause === "all").map(({ kind, asset, statistic, value }) => [`${kind} ${asset} ${statistic}`, value]));

const panels = Object.entries(assets);
const left = (n) => 130 + n * 174;
draw("who-sells-what.svg", [1010, 400], `Sold within ${days} days by kind of agent and market, net of purchases`, `${caption}; median, 25 to 75 % (boxes) and 5 to 95 % of the paths`, {
  titles: panels.map(([, text], n) => ({ text, left: left(n) + 75, top: 62, textAlign: "center", textStyle: { fontSize: 12, fontWeight: "normal" } })),
  grid: panels.map((_, n) => ({ left: left(n), width: 148, top: 88, bottom: 52 })),
  xAxis: panels.map((_, n) => xAxis("USD bn", { gridIndex: n, scale: false, splitNumber: 2, axisLabel: { showMaxLabel: false } })),
  yAxis: panels.map((_, n) => ({ type: "category", gridIndex: n, data: kinds.map((kind) => kind.replaceAll("_", " ")), axisLabel: { show: n === 0, color: "#1b2026" }, axisTick: { show: false }, axisLine: { onZero: true, lineStyle: { color: "#c8ced4" } } })),
  series: panels.map(([asset], n) => ({
    type: "boxplot",
    xAxisIndex: n,
    yAxisIndex: n,
    boxWidth: [7, 11],
    data: kinds.map((kind) => ({
      value: ["q05", "q25", "q50", "q75", "q95"].map((statistic) => sold.get(`${kind} ${asset} ${statistic}`) ?? "-"),
      itemStyle: { color: kind === "all" ? "#f6cfb0" : "#b2d3e8", borderColor: kind === "all" ? ORANGE : BLUE, borderWidth: 1.5 },
    })),
  })),
});

// ## How bad is the tail
//
// Forced sales are those that an agent cannot put off: margin calls, stop-losses, loss-cuts. exceedance.arrow gives the
// probability that more than a threshold is sold. The expected shortfall at 95 %, es95, is the mean of the worst 5 % of
// the paths, and the 95 % quantile, q95, is where these begin. Rare events rest on few paths: look at ess before you
// quote a tail.

const isSeries = ({ kind, asset, cause, window }) => kind === "all" && asset === "us_equity" && cause === "forced" && window === "horizon";
const tail = Object.fromEntries(liquidation.filter(isSeries).map((row) => [row.statistic, row]));
const exceedances = [RUN, TWIN].map((folder) => rows(read(folder, "exceedance.arrow"), isSeries));
/** The power of ten below all intervals: where a logarithmic axis begins. */
const least = (curves) => 10 ** Math.floor(Math.log10(Math.min(...curves.flat().map(({ ci_low }) => ci_low))));
const names = [run, twin].map(({ configuration }) => configuration.name);

const vertical = (label, { value }, type) => line(`${label}: ${value.toFixed(1)}`, [[value, least(exceedances)], [value, 1]], BLUE, { lineStyle: { width: 1.2, type } });

draw("tail.svg", [760, 500], `Tail of forced sales of US equity within ${days} days`, `${caption}; bands: 95 % intervals`, {
  legend: { bottom: 8, width: 560, itemGap: 24, data: [...names, `95 % quantile: ${tail.q95.value.toFixed(1)}`, `expected shortfall, worst 5 %: ${tail.es95.value.toFixed(1)}`] },
  grid: { left: 70, right: 40, top: 70, bottom: 130 },
  xAxis: xAxis("US equity sold (USD bn)"),
  yAxis: yAxis("probability to be forced to sell more", { type: "log", min: least(exceedances), max: 1 }),
  series: [
    ...exceedances.flatMap((of, n) => [
      band("interval", of.map(({ threshold, ci_low, ci_high }) => [threshold, ci_low, ci_high]), [BLUE, ORANGE][n], 0.18),
      line(names[n], of.map(({ threshold, probability }) => [threshold, probability]), [BLUE, ORANGE][n], { symbol: "circle", symbolSize: 6, itemStyle: { opacity: 1 } }),
    ]),
    vertical("95 % quantile", tail.q95, "dotted"),
    vertical("expected shortfall, worst 5 %", tail.es95, "dashed"),
  ],
});
console.log(`\nes95: ${tail.es95.value.toFixed(3)} [${tail.es95.ci_low.toFixed(3)}, ${tail.es95.ci_high.toFixed(3)}] USD bn, from ${tail.es95.ess} of ${tail.es95.n} paths`);

// ## The exchange rate, and what the agents add
//
// timeline.arrow has quantiles over the paths, day by day. Every path also has a frozen twin: the same random numbers,
// events and policy with private agents holding still. Its variables begin with `frozen_`. What lies between the two
// medians is what the agents add.

const timeline = rows(read(RUN, "timeline.arrow"), ({ variable }) => variable === "usdjpy" || variable === "frozen_usdjpy");
const curve = (variable, statistic) => timeline.filter((row) => row.variable === variable && row.statistic === statistic).map(({ day, value }) => [day, value]);
const between = (low, high) => curve("usdjpy", low).map(([day, value], d) => [day, value, curve("usdjpy", high)[d][1]]);

draw("usdjpy.svg", [760, 500], "USDJPY day by day", caption, {
  legend: { bottom: 8, width: 640, itemGap: 24, data: ["1 to 99 %", "5 to 95 %", "25 to 75 %", "median", "median, agents frozen", "5 and 95 %, agents frozen"] },
  grid: { left: 70, right: 40, top: 70, bottom: 130 },
  xAxis: xAxis("trading day", { min: 0, max: days, splitLine: { show: false } }),
  yAxis: yAxis(`USDJPY (${unit(runPaths, "usdjpy.end")})`),
  series: [
    band("1 to 99 %", between("q01", "q99"), BLUE, 0.15),
    band("5 to 95 %", between("q05", "q95"), BLUE, 0.2),
    band("25 to 75 %", between("q25", "q75"), BLUE, 0.3),
    line("1 to 99 %", [...curve("usdjpy", "q01"), ...curve("usdjpy", "q99")], BLUE, { lineStyle: { opacity: 0 } }), // sets the range of the axis
    line("median", curve("usdjpy", "q50"), BLUE, { lineStyle: { width: 2.5 } }),
    line("median, agents frozen", curve("frozen_usdjpy", "q50"), ORANGE, { lineStyle: { width: 2.5, type: "dashed" } }),
    ...["q05", "q95"].map((statistic) => line("5 and 95 %, agents frozen", curve("frozen_usdjpy", statistic), ORANGE, { lineStyle: { width: 1, type: "dotted" } })),
  ],
});

// ## A sweep as a heat map
//
// A sweep is one folder with many configurations. summary.arrow has one row per point, metric and statistic, with a
// column for each parameter that was varied: here the size of the hike and the depth of the market for yen.

const summary = read(SWEEP, "summary.arrow");
const points = rows(summary, ({ metric, statistic }) => metric === "all.us_equity.all.horizon" && statistic === "mean");
const [hikes, depths] = ["hike", "depth"].map((of) => [...new Set(points.map((point) => point[of]))].sort((a, b) => a - b));
const values = points.map(({ value }) => value);
const [smallest, largest] = [Math.min(...values), Math.max(...values)];
const half = Math.max(...points.map(({ ci_low, ci_high }) => (ci_high - ci_low) / 2));

draw("sweep.svg", [760, 460], `Mean US equity sold within ${days} days (USD bn)`, `sample-sweep: ${points.length} points of ${points[0].n} paths; 95 % intervals: ±${half.toFixed(1)} at most`, {
  grid: { left: 120, right: 110, top: 76, bottom: 56 },
  xAxis: xAxis(`hike of the Bank of Japan (${unit(summary, "hike")})`, { type: "category", data: hikes.map(String) }),
  yAxis: yAxis(`depth of USDJPY\n(${unit(summary, "depth")})`, { type: "category", nameGap: 66, data: depths.map((depth) => depth.toLocaleString("en")) }),
  visualMap: { min: smallest, max: largest, right: 16, top: "middle", text: ["USD bn", ""], precision: 0, inRange: { color: ["#00204d", "#31446b", "#666970", "#958f78", "#cbba69", "#ffea46"] } }, // cividis
  series: [{
    type: "heatmap",
    data: points.map(({ hike, depth, value }) => ({ value: [hikes.indexOf(hike), depths.indexOf(depth), value], label: { color: value < (smallest + largest) / 2 ? "#ffffff" : "#000000" } })),
    label: { show: true, fontSize: 13, formatter: ({ value: [, , sales] }) => sales.toFixed(0) },
  }],
});

// ## What the hike did: twins, path by path
//
// Path 7 of the run and path 7 of its twin draw the same random numbers, so their difference is the hike's alone. The
// rows of both files are the paths in order: subtract the columns. The mean difference with its 95 % interval, mean ±
// 1.96 standard deviations ÷ √paths, is what `yenwind compare` prints. The interval is narrow because the news of a
// path is in both runs and cancels. It says how precise the simulation is, not how right the model is.

const twinPaths = read(TWIN, "paths.arrow");
const mean = (x) => x.reduce((sum, each) => sum + each, 0) / x.length;
const variance = (x) => x.reduce((sum, each) => sum + (each - mean(x)) ** 2, 0) / (x.length - 1);

function contrast(of) {
  const [a, b] = [twinPaths, runPaths].map((table) => column(table, of));
  const d = b.map((value, path) => value - a[path]);
  const [difference, width] = [mean(d), 1.959964 * Math.sqrt(variance(d) / d.length)];
  return { a, b, d, difference, low: difference - width, high: difference + width, saved: (variance(a) + variance(b)) / variance(d) };
}

console.log("\nyenwind compare results/sample/no-hike results/sample/hike prints the same:");
for (const of of ["usdjpy.end", "usdjpy.worst3d", "all.us_equity.all.horizon", "all.us_equity.forced.horizon"]) {
  const { difference, low, high, saved } = contrast(of);
  console.log(`${of} (${unit(runPaths, of)}): ${difference.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}], ${saved.toFixed(1)} times as few paths`);
}

const { a, b, d, difference, low, high } = contrast("usdjpy.end");
const ends = [Math.min(...a, ...b), Math.max(...a, ...b)];
const BINS = 30;
const [first, step] = [Math.min(...d), (Math.max(...d) - Math.min(...d)) / BINS];
const counts = Array.from({ length: BINS }, (_, bin) => d.filter((value) => Math.min(BINS - 1, Math.floor((value - first) / step)) === bin).length);
const bars = { type: "custom", xAxisIndex: 1, yAxisIndex: 1, data: counts.map((count, bin) => [first + bin * step, count]), renderItem: (_, api) => {
  const [x, y] = api.coord([api.value(0), api.value(1)]);
  const [x2, y0] = api.coord([api.value(0) + step, 0]);
  return { type: "rect", shape: { x, y, width: x2 - x, height: y0 - y }, style: { fill: BLUE, opacity: 0.6 } };
} };

draw("twins.svg", [960, 440], `USDJPY after ${days} days with and without the hike, path by path`, `${caption} and as many of its twin`, {
  titles: [["on the line: no difference", 275], [`mean difference ${difference.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`, 735]].map(([text, x]) => ({ text, left: x, top: 62, textAlign: "center", textStyle: { fontSize: 13, fontWeight: "normal" } })),
  grid: [{ left: 80, width: 390, top: 92, bottom: 60 }, { left: 540, width: 390, top: 92, bottom: 60 }],
  xAxis: [xAxis("without the hike (yen per dollar)"), xAxis("difference on the same path (yen per dollar)", { gridIndex: 1, min: Math.floor(first), max: Math.ceil(first + BINS * step) })],
  yAxis: [yAxis("with the hike (yen per dollar)"), yAxis("paths", { gridIndex: 1, scale: false })],
  series: [
    line("no difference", ends.map((end) => [end, end]), GREY, { lineStyle: { width: 1 } }),
    { type: "scatter", symbolSize: 5, color: BLUE, itemStyle: { opacity: 0.6 }, data: Array.from(a, (value, path) => [value, b[path]]) },
    bars,
    { ...band("interval", [[low, 0, Math.max(...counts)], [high, 0, Math.max(...counts)]], ORANGE, 0.4), xAxisIndex: 1, yAxisIndex: 1 },
    line("mean", [[difference, 0], [difference, Math.max(...counts)]], ORANGE, { xAxisIndex: 1, yAxisIndex: 1, lineStyle: { width: 2 } }),
  ],
});
