import type { EChartsOption } from "echarts";
import { exact } from "../show.ts";
import type { Theme } from "../theme.ts";

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** What all charts have in common: font, margins, tooltip; no animation, which would only delay reading. */
export function frame(theme: Theme) {
  return {
    animation: false,
    backgroundColor: "transparent",
    textStyle: { fontFamily: FONT, color: theme.ink, fontSize: 12 },
    grid: { left: 8, right: 20, top: 14, bottom: 30, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    aria: { enabled: true, label: { enabled: false } },
    tooltip: {
      confine: true,
      transitionDuration: 0,
      backgroundColor: theme.ground,
      borderColor: theme.faint,
      borderWidth: 1,
      padding: [8, 12],
      textStyle: { color: theme.ink, fontFamily: FONT, fontSize: 13 },
      extraCssText: "box-shadow: 0 4px 16px rgb(0 0 0 / 0.18); max-width: 22rem; white-space: normal;",
    },
  } satisfies EChartsOption;
}

const SYMBOL = 22;
const GAP = 16;
/** Pixels of a letter, on the wide side: fonts differ. */
const LETTER = 7;
const ROW = 28;

/** The key of a chart with several series, above the plot, and the room that it takes in a chart of this width. */
export function key(theme: Theme, names: readonly string[], width: number) {
  const legend = {
    data: [...names],
    top: 0,
    left: 0,
    itemWidth: SYMBOL,
    itemHeight: 12,
    itemGap: GAP,
    textStyle: { color: theme.ink, fontFamily: FONT, fontSize: 12 },
    inactiveColor: theme.faint,
  };
  let [rows, used] = [1, 0];
  for (const name of names) {
    const wide = SYMBOL + 5 + name.length * LETTER + GAP;
    if (used > 0 && used + wide > width) [rows, used] = [rows + 1, 0];
    used += wide;
  }
  return { legend, grid: { ...frame(theme).grid, top: rows * ROW + 8 }, height: (rows - 1) * ROW };
}

function axisText(theme: Theme) {
  return { color: theme.soft, fontFamily: FONT, fontSize: 12 };
}

/** A horizontal axis of numbers with its title below the middle. */
export function xAxis(theme: Theme, title: string) {
  return {
    type: "value" as const,
    name: title,
    nameLocation: "middle" as const,
    nameGap: 28,
    nameTextStyle: { color: theme.soft, fontFamily: FONT, fontSize: 12 },
    axisLine: { show: true, onZero: false, lineStyle: { color: theme.soft } },
    axisTick: { show: true, lineStyle: { color: theme.soft } },
    axisLabel: { ...axisText(theme), hideOverlap: true, formatter: (value: number) => exact(value) },
    splitLine: { show: false },
  };
}

/** A vertical axis of numbers; its title stands above the chart, where it does not have to be turned. */
export function yAxis(theme: Theme) {
  return {
    type: "value" as const,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { ...axisText(theme), formatter: (value: number) => exact(value) },
    splitLine: { lineStyle: { color: theme.faint } },
  };
}

/** Room for the names of rows, left of a chart of this width. */
export const labelWidth = (width: number) => Math.round(Math.min(330, 0.38 * width));

/** An axis of names. */
export function names(theme: Theme, data: readonly string[]) {
  return {
    type: "category" as const,
    data: [...data],
    axisLine: { lineStyle: { color: theme.soft } },
    axisTick: { show: false },
    axisLabel: axisText(theme),
  };
}
