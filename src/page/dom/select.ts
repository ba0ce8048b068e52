import type { Choice } from "../runData.ts";
import { element } from "./element.ts";

/** A labelled list to choose one thing from. */
export interface Select {
  readonly element: HTMLElement;
  /** Offer other choices, with one of them chosen; `onChange` is not called. */
  offer(choices: readonly Choice[], chosen: string): void;
}

export function select(label: string, choices: readonly Choice[], chosen: string, onChange: (name: string) => void): Select {
  const list = element("select");
  const offer: Select["offer"] = (offered, name) => {
    list.replaceChildren(...offered.map((choice) => element("option", { value: choice.name }, choice.title)));
    list.value = name;
  };
  offer(choices, chosen);
  list.addEventListener("change", () => onChange(list.value));
  return { element: element("label", { class: "select" }, element("span", {}, label), list), offer };
}
