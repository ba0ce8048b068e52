import type { EChartsOption } from "echarts";
import { exact } from "../show.ts";
import type { Theme } from "../theme.ts";

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** What all charts have in common: font, margins, tooltip; no animation, which would only delay reading. */
export function frame(theme: Theme): EChartsOption {
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
  };
}

/** The key of a chart with several series, above the plot. */
export function key(theme: Theme, names: readonly string[]) {
  return {
    data: [...names],
    top: 0,
    left: 0,
    type: "scroll" as const,
    itemWidth: 22,
    itemHeight: 12,
    itemGap: 16,
    textStyle: { color: theme.ink, fontFamily: FONT, fontSize: 12 },
    pageTextStyle: { color: theme.soft },
    pageIconColor: theme.soft,
    pageIconInactiveColor: theme.faint,
    inactiveColor: theme.faint,
  };
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
