import "../page.css";
import "../explore.css";
import type { ExplorerData, LiveData } from "../liveData.ts";
import type { RunData } from "../runData.ts";
import { count, counted } from "../show.ts";
import type { SweepData } from "../sweepData.ts";
import { ArrowColumns, type Columns } from "./columns.ts";
import { Figures } from "./figures.ts";
import { livePage } from "./livePage.ts";
import { otherSections } from "./runPage.ts";
import { sampleSection } from "./sampleSection.ts";
import { rememberSelects } from "./rememberSelects.ts";
import { select } from "./select.ts";
import { sweepPage } from "./sweepPage.ts";
import { systemTheme, themeSwitch } from "./themeSwitch.ts";

const parsed = (id: string): unknown => JSON.parse(document.getElementById(id)!.textContent);
const data = parsed("data") as RunData | SweepData | LiveData | { readonly type: "none" };
const { own, folders } = parsed("explorer") as ExplorerData;

const addressOf = (name: string) => `/runs/${encodeURIComponent(name)}/`;

// What is chosen goes along to another folder.
document.querySelector(".mark")!.replaceWith(
  select("yenwind explore", folders, own, (name) => location.assign(addressOf(name) + location.hash)).element,
);
// The fragment of the address has the filters: links within the page must not replace it.
for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const target = document.querySelector<HTMLElement>(link.getAttribute("href")!)!;
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView();
  });
}

if (data.type !== "none") {
  const figures = new Figures(scope(data), systemTheme());
  themeSwitch(document.getElementById("theme") as HTMLButtonElement, (theme) => {
    figures.theme = theme;
  });
  if (data.type === "live") livePage(data, figures);
  else if (data.type === "sweep") {
    sweepPage(data, figures);
    rememberSelects([...document.querySelectorAll<HTMLSelectElement>("main select")]);
  } else {
    otherSections(data, figures);
    rememberSelects([...document.querySelectorAll<HTMLSelectElement>("main select")]);
    const pathsOf = new Map<string, Columns>();
    const columnsOf = (name: string) => {
      const known = pathsOf.get(name) ?? new ArrowColumns(`${addressOf(name)}files/paths.arrow`);
      pathsOf.set(name, known);
      return known;
    };
    const { sales, days, folder } = data;
    sampleSection({ sales, days, folder, name: own, columns: columnsOf(own), others: folders.filter(({ name }) => name !== own), columnsOf }, figures);
  }
} else themeSwitch(document.getElementById("theme") as HTMLButtonElement, () => {});

function scope(shown: RunData | SweepData | LiveData): string {
  if (shown.type === "live") return `${shown.scenario} · paths up to the latest checkpoint`;
  return shown.type === "run" ? `${shown.scenario} · ${counted(shown.paths, "path")}` : `${shown.scenario} · ${counted(shown.points.length, "point")}, ${count(shown.paths)} paths in all`;
}
