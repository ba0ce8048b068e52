import type { Chart, NoChart } from "../chart.ts";
import { LIGHT, type Theme } from "../theme.ts";
import { dataDetails } from "./dataTable.ts";
import { element } from "./element.ts";
import { type Plot, plotIn } from "./plot.ts";

/** What a figure shows. */
export interface FigureSpec {
  /** Name within the page. */
  readonly id: string;
  readonly title: () => string;
  /** The chart for colours and a width in pixels; called again whenever either changes, and by `redraw`. */
  readonly draw: (theme: Theme, width: number) => Chart | NoChart;
  /** Controls of this figure alone. */
  readonly controls?: readonly HTMLElement[];
}

export interface Figure {
  readonly element: HTMLElement;
  redraw(): void;
}

const HEIGHT = 340;
/** Class of the page while it is printed. */
const CLASS = "printing";

/** The figures of a page: one theme, one scope below each. */
export class Figures {
  readonly #scope: string;
  readonly #redraws = new Set<() => void>();
  #theme: Theme;

  /** @param scope said below every figure: scenario, hash, number of paths */
  constructor(scope: string, theme: Theme) {
    this.#scope = scope;
    this.#theme = theme;
    this.#printLight();
  }

  set theme(theme: Theme) {
    this.#theme = theme;
    this.redraw();
  }

  redraw(): void {
    for (const redraw of this.#redraws) redraw();
  }

  /** Append a figure: title, controls, chart, one sentence of what it shows, and the numbers. */
  add(parent: HTMLElement, { id, title, draw, controls = [] }: FigureSpec): Figure {
    const heading = element("h3", { id: `${id}-title` });
    const measures = element("p", { class: "measures" });
    const place = element("div", { class: "chart", role: "img" });
    const says = element("p", { class: "says" });
    const caption = element("figcaption", {}, says, element("p", { class: "scope" }, this.#scope));
    const numbers = dataDetails(title());
    const figure = element("figure", { id, "aria-labelledby": `${id}-title` }, heading, ...(controls.length > 0 ? [element("div", { class: "controls" }, ...controls)] : []), measures, place, caption, numbers.details);
    parent.append(figure);
    let plot: Plot | undefined;
    const redraw = () => {
      heading.textContent = title();
      const chart = draw(this.#theme, place.clientWidth);
      const none = "none" in chart;
      place.classList.toggle("empty", none);
      numbers.details.hidden = none;
      if (none) {
        plot?.dispose();
        plot = undefined;
        place.style.height = "auto";
        place.setAttribute("aria-label", chart.none);
        place.textContent = chart.none;
        measures.hidden = true;
        measures.textContent = says.textContent = "";
        return;
      }
      place.style.height = `${chart.height ?? HEIGHT}px`;
      if (plot === undefined) {
        place.textContent = "";
        plot = plotIn(place);
      } else plot.resize();
      place.setAttribute("aria-label", chart.says);
      measures.textContent = chart.measures;
      measures.hidden = chart.measures === "";
      says.textContent = chart.says;
      numbers.show(chart.table);
      plot.setOption(chart.option, { notMerge: true });
    };
    redraw();
    this.#redraws.add(redraw);
    let width = place.clientWidth;
    new ResizeObserver(() => {
      if (place.clientWidth === width) return;
      width = place.clientWidth;
      redraw();
    }).observe(place);
    return { element: figure, redraw };
  }

  /** Paper is white, and as wide as paper. */
  #printLight(): void {
    let screen: Theme | undefined;
    addEventListener("beforeprint", () => {
      screen = this.#theme;
      document.documentElement.classList.add(CLASS);
      this.theme = LIGHT;
    });
    addEventListener("afterprint", () => {
      document.documentElement.classList.remove(CLASS);
      if (screen !== undefined) this.theme = screen;
    });
  }
}
