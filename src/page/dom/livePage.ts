import type { LiveData, LiveStatus } from "../liveData.ts";
import { count, exact } from "../show.ts";
import { LiveColumns } from "./columns.ts";
import { element } from "./element.ts";
import type { Figures } from "./figures.ts";
import { sampleSection } from "./sampleSection.ts";

const EVERY_MS = 1000;

/** Follow a run until its page can be shown. */
export function livePage(data: LiveData, figures: Figures): void {
  const bar = element("progress", { "aria-label": "Paths that are done" });
  const text = element("p", { role: "status", id: "live-text" });
  document.getElementById("live-progress")!.append(bar, text);
  let look: (() => Promise<void>) | undefined;
  if (data.sales === undefined) document.getElementById("sales-figures")!.append(element("p", {}, "There is nothing to look at before the first checkpoint, some seconds after the beginning."));
  else look = sampleSection({ sales: data.sales, days: data.days, name: data.scenario, columns: new LiveColumns(), others: [], columnsOf: () => new LiveColumns() }, figures);
  let seen = data.status.paths;
  const show = (status: LiveStatus) => {
    bar.max = status.requested;
    bar.value = status.paths;
    text.textContent = sentence(status, data.folder);
  };
  show(data.status);
  const poll = async () => {
    try {
      const response = await fetch("status.json");
      const status = (await response.json()) as LiveStatus;
      // Its results are there, or the first paths are: another page.
      if (status.state === "finished" || (status.paths > 0 && look === undefined)) return location.reload();
      show(status);
      if (status.paths !== seen) await look?.();
      seen = status.paths;
    } catch {
      text.textContent = "The server does not answer; it may have been ended.";
    }
    setTimeout(() => void poll(), EVERY_MS);
  };
  setTimeout(() => void poll(), EVERY_MS);
}

function sentence({ state, paths, requested, seconds }: LiveStatus, folder: string): string {
  const done = `${count(paths)} of ${count(requested)} paths at the latest checkpoint`;
  if (state === "stopped") return `${done}. Nobody is writing this folder: the run was interrupted. “yenwind resume ${folder}” goes on with it.`;
  if (state === "tables") return `${done}. All paths are done; the tables are being written.`;
  if (paths === 0 || seconds === 0) return `${done}.`;
  return `${done}: ${exact(Number((paths / seconds).toPrecision(3)))} paths a second, about ${duration(((requested - paths) * seconds) / paths)} from there to the last.`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${exact(Number((seconds / 3600).toPrecision(2)))} h`;
}
