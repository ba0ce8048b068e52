import { element } from "./element.ts";

/** A number chosen by a slider, or typed. */
export interface NumberChoice {
  readonly element: HTMLElement;
  /** Show a number; `onChange` is not called. */
  set(value: number): void;
  /** Ends of the slider. */
  range(least: number, most: number): void;
}

export interface NumberChoiceSpec {
  readonly label: string;
  /** What may be typed. */
  readonly least: number;
  readonly most: number;
  /** Position of the slider, 0 … 1, for a number, and back. */
  readonly place?: (value: number, least: number, most: number) => number;
  readonly value?: (place: number, least: number, most: number) => number;
  readonly onChange: (value: number) => void;
}

const STEPS = 400;

const straight = (value: number, least: number, most: number) => (most > least ? (value - least) / (most - least) : 0);
/** Four digits of where a slider stands. */
const alongLine = (place: number, least: number, most: number) => Number((least + place * (most - least)).toPrecision(4));

export function numberChoice({ label, least, most, place = straight, value = alongLine, onChange }: NumberChoiceSpec): NumberChoice {
  let ends: [number, number] = [least, most];
  const slider = element("input", { type: "range", min: "0", max: String(STEPS), step: "1", "aria-label": `${label}, slider` });
  const typed = element("input", { type: "number", step: "any", "aria-label": label, ...(Number.isFinite(least) ? { min: String(least) } : {}), ...(Number.isFinite(most) ? { max: String(most) } : {}) });
  const set = (chosen: number) => {
    if (document.activeElement !== typed) typed.value = String(chosen);
    // A slider at hand stays where it is: its number is rounded, and would hold it back.
    if (document.activeElement !== slider) slider.value = String(Math.round(STEPS * place(chosen, ...ends)));
    slider.setAttribute("aria-valuetext", String(chosen));
  };
  slider.addEventListener("input", () => {
    const chosen = value(Number(slider.value) / STEPS, ...ends);
    typed.value = String(chosen);
    slider.setAttribute("aria-valuetext", String(chosen));
    onChange(chosen);
  });
  typed.addEventListener("input", () => {
    const chosen = typed.valueAsNumber;
    const wrong = !(chosen >= least && chosen <= most);
    typed.setAttribute("aria-invalid", String(wrong));
    if (!wrong) onChange(chosen);
  });
  return {
    element: element("div", { class: "number" }, element("span", {}, label), element("span", { class: "number-row" }, slider, typed)),
    set,
    range(from, to) {
      ends = [from, to];
    },
  };
}
