import type pico from "picocolors";
import type { Observable } from "../model/observables.ts";
import type { Distribution } from "../run/distribution.ts";
import { type Amplification, type Precision, type RunSummary, SUMMARY_ASSETS, type SummaryAsset } from "../run/summary.ts";
import { amount, brief, duration, grouped, withPrefix } from "./numbers.ts";
import { fileList } from "./resultFiles.ts";
import { indent, table } from "./table.ts";

type Colors = ReturnType<typeof pico.createColors>;

const ASSET_TITLES: Readonly<Record<SummaryAsset, string>> = {
  ust: "Treasuries",
  tech: "Tech equity",
  equity: "Other equity",
  other: "Other assets",
  fx: "Dollars for yen",
};

/** Totals of a path that the text leaves to the files. */
const LEFT_OUT = /^(net_speculative_short\.\d+d|japan\..*|cascade\.branching|accounts\.error)$/;

/** The summary as a person reads it, at most 120 columns wide. */
export function summaryText(summary: RunSummary, colours: Colors): string {
  const section = (title: string, body: string) => `${colours.bold(title)}\n${indent(body)}`;
  return [
    heading(summary, colours),
    section(`Dollars sold within ${summary.days} days, net of purchases (USD bn): median [5 %, 95 %]`, sold(summary, centre)),
    section("The tail of the same: 99 % quantile / expected shortfall of the worst 1 %", sold(summary, tail)),
    section("Why: median (mean) over paths, USD bn", causes(summary)),
    section("USDJPY", usdjpy(summary)),
    section("On a path", totals(summary)),
    section("Amplification by the agents, against the frozen twin of each path", summary.amplification.map(amplification).join("\n")),
    section("Speed", speed(summary)),
    section("Files", fileList(summary)),
  ].join("\n\n");
}

function heading(summary: RunSummary, { bold, yellow }: Colors): string {
  const { paths, requestedPaths, agents, days, roundsPerDay, seed } = summary;
  const facts = [
    `${grouped(paths)} paths`,
    `${grouped(agents)} agents`,
    `${days} days × ${roundsPerDay} rounds`,
    `seed ${JSON.stringify(seed.length > 40 ? `${seed.slice(0, 40)}…` : seed)}`,
  ];
  const lines = [bold(summary.scenario), facts.join(", "), `configuration ${summary.configurationHash}, model version ${summary.modelVersion}`];
  if (summary.precision !== null) lines.push(summary.precision.met ? precisionText(summary.precision, paths) : yellow(precisionText(summary.precision, paths)));
  else if (paths < requestedPaths) lines.push(yellow(`interrupted: ${grouped(paths)} of ${grouped(requestedPaths)} paths are done`));
  if (paths < 1000) {
    const few = Math.ceil(paths / 100);
    lines.push(yellow(`with so few paths the 99 % figures rest on ${few === 1 ? "one path" : `the ${few} largest`}`));
  }
  return lines.join("\n");
}

function precisionText({ until, met, estimate, low, high }: Precision, paths: number): string {
  const interval = estimate === null ? "" : `: ${amount(estimate)} [${amount(low ?? NaN)}, ${amount(high ?? NaN)}]`;
  return `${until}: ${met ? "reached" : "not reached"} after ${grouped(paths)} paths${interval}`;
}

const centre = ({ q05, q50, q95 }: Distribution) => `${brief(q50)} [${brief(q05)}, ${brief(q95)}]`;
const tail = ({ q99, es99 }: Distribution) => `${brief(q99)} / ${brief(es99)}`;

function sold(summary: RunSummary, cell: (d: Distribution) => string): string {
  const rows = [...summary.kinds, { name: "all", title: "All kinds" }];
  return table(
    ["", ...SUMMARY_ASSETS.map((asset) => ASSET_TITLES[asset])],
    rows.map(({ name, title }) => [
      title,
      ...SUMMARY_ASSETS.map((asset) => {
        const found = summary.sold.find((row) => row.kind === name && row.asset === asset);
        return found ? cell(found) : "";
      }),
    ]),
  );
}

function causes(summary: RunSummary): string {
  const names = [...new Set(summary.causes.map(({ cause }) => cause))];
  return table(
    ["", ...SUMMARY_ASSETS.map((asset) => ASSET_TITLES[asset])],
    names.map((name) => {
      const rows = summary.causes.filter(({ cause }) => cause === name);
      const group = name === "forced" || name === "other";
      return [
        `${group ? "" : "  "}${rows[0].description}`,
        ...SUMMARY_ASSETS.map((asset) => {
          const found = rows.find((row) => row.asset === asset);
          return found ? `${brief(found.q50)} (${brief(found.mean)})` : "";
        }),
      ];
    }),
  );
}

function usdjpy({ usdjpy: { start, end, min, worst3d, frozen } }: RunSummary): string {
  const yen = (rate: number) => rate.toFixed(2);
  const row = (title: string, { q01, q05, q50, q95, q99, mean }: Distribution, show = yen) => [title, ...[q01, q05, q50, q95, q99, mean].map(show)];
  return table(
    [`yen per dollar, ${yen(start)} at the start`, "1 %", "5 %", "median", "95 %", "99 %", "mean"],
    [
      row("at the end", end),
      row("  agents frozen", frozen.end),
      row("lowest", min),
      row("  agents frozen", frozen.min),
      row("worst three days (%)", worst3d, amount),
      row("  agents frozen", frozen.worst3d, amount),
    ],
  );
}

function totals(summary: RunSummary): string {
  const shown = summary.totals.filter(({ name }) => !LEFT_OUT.test(name));
  return table(
    ["", "unit", "median", "mean", "95 %", "99 %"],
    shown.map((total) => [totalTitle(total, summary), total.unit, ...[total.q50, total.mean, total.q95, total.q99].map(amount)]),
  );
}

/** A counter of a kind by its name, `Hedge funds: margin calls`; anything else by its description. */
function totalTitle({ name, description }: Observable, { kinds }: RunSummary): string {
  const kind = kinds.find((candidate) => name.startsWith(`${candidate.name}.`));
  if (kind === undefined) return description;
  return `${kind.title}: ${name.slice(kind.name.length + 1).replace(/_usd$/, "").replaceAll("_", " ")}`;
}

function amplification({ move, unit, ratio, difference }: Amplification): string {
  const title = move === "usdjpy.worst3d" ? "worst three days of USDJPY" : "USDJPY at the end";
  const interval = (low: number, high: number) => `[${amount(low)}, ${amount(high)}]`;
  const factor = Number.isNaN(ratio.value)
    ? "factor undefined (the frozen mean is too near 0)"
    : `factor ${amount(ratio.value)} ${interval(ratio.ciLow, ratio.ciHigh)}`;
  return `${title}: ${factor}, difference ${amount(difference.value)} ${interval(difference.ciLow, difference.ciHigh)} ${unit}`;
}

function speed({ speed: { threads, seconds, simulateSeconds, pathsPerSecond, agentRoundsPerSecond } }: RunSummary): string {
  const rates = `${withPrefix(pathsPerSecond)} paths/s, ${withPrefix(agentRoundsPerSecond)} agent-rounds/s`;
  const workers = `${threads} ${threads === 1 ? "thread" : "threads"}`;
  return `${rates} on ${workers}; ${duration(seconds)} in all, ${duration(simulateSeconds)} of it simulation`;
}
