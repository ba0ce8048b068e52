import type { LiveData } from "../page/liveData.ts";
import type { Sales, SalesData } from "../page/runData.ts";
import { counted } from "../page/show.ts";
import { simulatedWords } from "../report/configurationWords.ts";
import { html } from "../report/document.ts";
import { frameHtml } from "../report/frameHtml.ts";
import { configurationTables } from "../report/manifestHtml.ts";
import type { Page } from "../report/document.ts";
import { assetChoice, causeChoice, kindChoice, windowChoice } from "../report/titles.ts";
import { configurationOf, livePaths, statusOf } from "./liveRun.ts";

/** Page of a run that is not finished: how far it is, and the distributions of what is done. @throws FileError when the folder is gone */
export function livePage(folder: string, shown: string): Page<LiveData> {
  const { configuration, hash, modelVersion } = configurationOf(folder);
  const { name, description, calendar, run } = configuration;
  const names = livePaths(folder)?.names;
  const scenario = `${name}-${hash.slice(0, 8)}`;
  const data: LiveData = { type: "live", scenario, days: calendar.days, folder: shown, status: statusOf(folder), ...(names === undefined ? {} : { sales: salesIn(names) }) };
  const body = frameHtml({
    title: name,
    description,
    facts: [`${counted(run.paths, "path")} asked for`, counted(calendar.days, "trading day"), `seed “${run.seed}”`, `model version ${modelVersion}`, scenario],
    notices: [],
    sections: [
      { id: "progress", title: "How far it is", body: html`<div id="live-progress"></div>` },
      { id: "sales", title: "How much is sold, so far", body: html`<p>Of the paths that are done, up to the latest checkpoint. They are the first ones by number, so that they are a fair sample of all. Whether to stop because of what they show is another matter: “yenwind run --until” decides that in a way that keeps intervals honest.</p><div id="sales-figures"></div>` },
      { id: "configuration", title: "What is simulated", body: html`<p>${simulatedWords(configuration).join(" ")}</p>
${configurationTables(configuration)}` },
    ],
    notes: ["This page follows the run, and becomes that of its results when they are complete."],
  });
  return { title: `${name}: running – yenwind`, body, data };
}

/** Series of sales by the names of their columns, `kind.asset.cause.window`. */
export function salesIn(columns: readonly string[]): SalesData {
  const series = columns.map((name) => name.split(".")).filter((parts) => parts.length === 4);
  const [kinds, assets, causes, windows] = [0, 1, 2, 3].map((at) => [...new Set(series.map((parts) => parts[at]))]);
  return {
    kinds: kinds.map(kindChoice),
    assets: assets.map(assetChoice),
    causes: causes.map(causeChoice),
    windows: windows.map(windowChoice),
    statistics: [],
    distributions: series.map(([kind, asset, cause, window]): Sales => ({
      kind: kinds.indexOf(kind),
      asset: assets.indexOf(asset),
      cause: causes.indexOf(cause),
      window: windows.indexOf(window),
      estimates: [],
      bins: null,
      tail: null,
      worst: null,
    })),
  };
}
