import type { Choice, SalesData } from "./runData.ts";

/** How far a run is: its manifest is there; its paths or its tables are being written; nobody writes it. */
export type RunState = "finished" | "running" | "tables" | "stopped";

export interface LiveStatus {
  readonly state: RunState;
  /** Paths that can be looked at, of so many. */
  readonly paths: number;
  readonly requested: number;
  /** Wall-clock seconds that they took. */
  readonly seconds: number;
}

/** What the page of an unfinished run knows at first. */
export interface LiveData {
  readonly type: "live";
  readonly scenario: string;
  readonly days: number;
  readonly folder: string;
  readonly status: LiveStatus;
  /** The series of sales that there are, nothing of them known; undefined while there are no paths. */
  readonly sales?: SalesData;
}

/** What the explorer says of itself in every page. */
export interface ExplorerData {
  /** The folder of this page, among those that can be chosen; names are as in addresses. */
  readonly own: string;
  readonly folders: readonly Choice[];
}
