import type { EChartsOption } from "echarts";

/** Rows of what a chart shows, for readers and for machines. */
export interface DataTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A chart and what it says in words. Made from numbers alone; nothing of it knows where they come from. */
export interface Chart {
  readonly option: EChartsOption;
  /** What the vertical axis measures, with its unit. */
  readonly measures: string;
  /** One sentence or two: what is shown, and what stands out. Read aloud instead of the picture. */
  readonly says: string;
  readonly table: DataTable;
  /** Pixels; what the page thinks best where it is not said. */
  readonly height?: number;
}

/** Instead of a chart: why there is none. */
export interface NoChart {
  readonly none: string;
}
