import { backtestPicture } from "../picture/backtestPicture.ts";
import { targetPicture } from "../picture/targetPicture.ts";
import { agrees } from "./measured.ts";
import { FAN_DATES } from "./fans.ts";
import type { Sheet } from "./sheet.ts";
import type { Judged } from "./target.ts";

/** What was announced, by trading day (configs/august-2024.yaml). */
const EVENTS = [
  { day: 6, label: "intervention" },
  { day: 7, label: "intervention" },
  { day: 20, label: "BoJ +15 bp" },
  { day: 22, label: "US employment" },
  { day: 25, label: "BoJ: no hikes" },
];

/** Pictures of a sheet by file name. */
export function sheetPictures({ fans, targets }: Sheet, caption: string): Readonly<Record<string, string>> {
  const charts = fans.map(({ title, unit, bands, frozen, observed }) => ({
    title, unit, bands, observed,
    subtitle: "scenario august-2024",
    dates: FAN_DATES,
    observedName: "observed",
    events: EVENTS,
    ...(frozen === undefined ? {} : { alternative: { name: "agents frozen", values: frozen } }),
  }));
  const rows = targets.flatMap(({ target, judged }) => judged.map((one) => ({ name: `${target.id} ${one.quantity.label}`, ...scale(one), met: agrees(one) })));
  return {
    "august-2024.svg": backtestPicture(charts, { title: "August 2024: simulated from the positions of 2 July, and observed", caption }),
    "targets.svg": targetPicture(rows, { title: "Targets of the backtest", caption }),
  };
}

/** Where a range has one end only, its distance from what was observed is the tolerance. */
function scale({ quantity: { unit, observed, range: [low, high] }, q05, q10, median, q90, q95 }: Judged) {
  const tolerance = Number.isFinite(low) && Number.isFinite(high) ? Math.max(observed - low, high - observed) : Number.isFinite(low) ? observed - low : high - observed;
  return { unit, observed, tolerance, q05, q10, q50: median, q90, q95 };
}
