import "../page.css";
import type { RunData } from "../runData.ts";
import { counted } from "../show.ts";
import type { SweepData } from "../sweepData.ts";
import { Figures } from "./figures.ts";
import { runPage } from "./runPage.ts";
import { sweepPage } from "./sweepPage.ts";
import { systemTheme, themeSwitch } from "./themeSwitch.ts";

// The page carries its data with it; nothing is fetched.
const data = JSON.parse(document.getElementById("data")!.textContent) as RunData | SweepData;
const figures = new Figures(data.type === "run" ? `${data.scenario} · ${counted(data.paths, "path")}` : `${data.scenario} · ${counted(data.points.length, "point")}, ${counted(data.paths, "path")} in all`, systemTheme());
if (data.type === "run") runPage(data, figures);
else sweepPage(data, figures);
themeSwitch(document.getElementById("theme") as HTMLButtonElement, (theme) => {
  figures.theme = theme;
});
