import { dataDictionary, type DocumentedFile } from "../../src/arrow/dataDictionary.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { dailyVariables, liquidationSeries, windows } from "../../src/model/observables.ts";
import { calendar } from "../../src/model/markets/parameters.ts";
import { resultFields } from "../../src/run/fields.ts";
import { calibrationDictionary } from "./calibrationDictionary.ts";
import { explainDictionary } from "./explainDictionary.ts";
import { factsDictionary } from "./factsDictionary.ts";
import { MANIFEST_KEYS } from "./manifestKeys.ts";
import { code, prose, table } from "./markdown.ts";
import { sweepDictionary } from "./sweepDictionary.ts";

const INTRODUCTION = `\
<!-- Written by \`npm run docs\` from the code. Do not edit. -->
# Data dictionary

A run folder, \`results/<name>-<first eight digits of the configuration hash>/\`, holds seven Arrow IPC files (uncompressed, readable by any Arrow implementation) and \`manifest.json\`. The manifest is written last: a folder with one is complete. A run that has not ended, or was interrupted, also has what it is resumed from: \`run.json\` (how it was begun), \`checkpoint.bin\` and \`daily.spool\` (daily values of every path); \`.partial\` marks a file that is being written.

- Every column carries \`unit\` and \`description\` in its Arrow field metadata; the schema of every file carries \`name\`, \`configuration_hash\`, \`model_version\` and \`seed\`. How to read them in Python, SQL, R and JavaScript: [notebooks](../notebooks/README.md).
- No column holds nulls. A number that is undefined is NaN.
- Categories are dictionary-encoded with one fixed dictionary per file, so a value may be listed that no row has.
- Money is in USD bn at execution prices unless the unit says otherwise. Rules R1 to R27 are in [model.md](model.md).
- The columns below are those of a horizon of ${calendar.days.default} days; a shorter one has fewer windows.

Files: [paths.arrow](#pathsarrow), [liquidation.arrow](#liquidationarrow), [exceedance.arrow](#exceedancearrow), [worst.arrow](#worstarrow), [histogram.arrow](#histogramarrow), [timeline.arrow](#timelinearrow), [agents.arrow](#agentsarrow), [manifest.json](#manifestjson). Lists: [liquidation series](#liquidation-series), [timeline variables](#timeline-variables), [statistics](#statistics). The files of a sweep: [sweeps](#sweeps); of a calibration: [calibrations](#calibrations); of \`yenwind facts\`: [fact sheet](#fact-sheet); of \`yenwind explain\`: [explanations](#explanations).
`;

/** docs/data-dictionary.md: every file of a run folder, from the fields that the writers use. */
export function dictionaryPage(): string {
  const days = calendar.days.default;
  const fields = resultFields("<name>", KINDS, days);
  const names = windows(days).map(({ name }) => name);
  const series = (suffix: string) => new RegExp(`^\\w+\\.\\w+\\.\\w+\\.(${names.join("|")})${suffix}$`);
  const when = `\`<window>\` is one of ${names.map(code).join(", ")}: by the end of that day, by the horizon, in the worst three consecutive days. Names: [liquidation series](#liquidation-series).`;
  const files: DocumentedFile[] = [
    {
      name: "paths.arrow",
      description: "One row per path, in order.",
      fields: fields.paths,
      families: [
        { pattern: series(""), name: "<kind>.<asset>.<cause>.<window>", description: `Dollars sold net of purchases. ${when}` },
        { pattern: series("\\.gross"), name: "<kind>.<asset>.<cause>.<window>.gross", description: "Dollars sold plus bought, for series that can buy as well as sell." },
      ],
    },
    {
      name: "liquidation.arrow",
      description: "The liquidation distributions over paths, tidy: one row per kind, asset, cause, window and statistic. A combination that cannot occur has no rows.",
      fields: fields.liquidation,
    },
    { name: "exceedance.arrow", description: "The tails of the same distributions: the probability to sell more than a threshold, at 0 and at round thresholds up to the largest sale, closer to each other near it where more than ten paths sell more than the last one. No rows where no path sells.", fields: fields.exceedance },
    { name: "worst.arrow", description: "The ten paths that sell the most, exactly, with their numbers; of equal sales the smaller number first.", fields: fields.worst },
    { name: "histogram.arrow", description: "Histograms of the same sales (cause `all`), one row per bin; the bins of one histogram touch.", fields: fields.histogram },
    { name: "timeline.arrow", description: "Quantiles over paths day by day, for fan charts: one row per day, variable and statistic.", fields: fields.timeline },
    { name: "agents.arrow", description: "One row per agent: its opening book, and what it did over all paths.", fields: fields.agents },
  ];
  return [INTRODUCTION, dataDictionary(files), lists(), sweepDictionary(), calibrationDictionary(), factsDictionary(), explainDictionary()].join("\n");
}

function lists(): string {
  return [
    `## manifest.json\n\n${table(["key", "unit", "meaning"], MANIFEST_KEYS.map(({ key, unit, description }) => [code(key), unit, prose(description)]))}`,
    `## Liquidation series\n\nEvery \`<kind>.<asset>.<cause>\`. \`forced\` and \`all\` are sums over causes, \`us_equity\` is \`tech\` and \`equity\`, kind \`all\` is the sum over kinds. Causes marked ± can buy as well as sell and have \`.gross\` columns.\n\n${seriesTable()}`,
    `## Timeline variables\n\n${table(["variable", "unit", "meaning"], dailyVariables(KINDS).map(({ name, unit, description }) => [code(name), unit, prose(description, "model.md")]))}`,
    `## Statistics\n\n${STATISTICS}`,
  ].join("\n\n");
}

function seriesTable(): string {
  const series = liquidationSeries(KINDS);
  const pairs = [...new Set(series.map(({ kind, asset }) => `${kind} ${asset}`))];
  return table(
    ["kind", "asset", "causes"],
    pairs.map((pair) => {
      const [kind, asset] = pair.split(" ");
      const causes = series
        .filter((s) => s.kind === kind && s.asset === asset)
        .map(({ cause, twoSided }) => code(cause) + (twoSided ? " ±" : ""));
      return [code(kind), code(asset), causes.join(", ")];
    }),
  );
}

const STATISTICS = `\
| statistic | meaning | interval (95 %) |
|---|---|---|
| \`mean\`, \`sd\` | mean and standard deviation over paths | normal |
| \`min\`, \`max\` | smallest and largest | none |
| \`q001\` … \`q999\` | quantiles, the digits after the point: \`q05\` is 5 %, \`q999\` is 99.9 %; type 7 | order statistics, conservative |
| \`es95\`, \`es99\` | expected shortfall: mean of the largest 5 % and 1 % | normal |
| \`prob_positive\` | share of paths with a value above 0; unit 1 | Wilson |

A bound that the number of paths is too small for is NaN.
`;
