import { DARK, LIGHT, type Theme } from "../theme.ts";

/** The theme that the system asks for. */
export const systemTheme = (): Theme => (matchMedia("(prefers-color-scheme: dark)").matches ? DARK : LIGHT);

/** Make a button switch between light and dark; until it is pressed the page follows the system. */
export function themeSwitch(button: HTMLButtonElement, onChange: (theme: Theme) => void): void {
  const root = document.documentElement;
  const say = (theme: Theme) => {
    button.textContent = theme === DARK ? "Light colours" : "Dark colours";
  };
  const current = () => (root.dataset.theme === undefined ? systemTheme() : root.dataset.theme === "dark" ? DARK : LIGHT);
  say(current());
  button.hidden = false;
  button.addEventListener("click", () => {
    const next = current() === DARK ? LIGHT : DARK;
    root.dataset.theme = next.name;
    say(next);
    onChange(next);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    if (root.dataset.theme !== undefined) return;
    say(systemTheme());
    onChange(systemTheme());
  });
}
