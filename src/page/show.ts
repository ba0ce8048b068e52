/** How numbers and texts read in a page. */

const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, ",");

/** A number to five significant digits, whole from 10,000 on, with a true minus: 12,346; 1.2346; −0.05. What is undefined is "–". */
export function exact(value: number | null | undefined): string {
  return digits(value, 5);
}

/** The same to four significant digits, for sentences. */
export function rounded(value: number | null | undefined): string {
  return digits(value, 4);
}

/** A number to about three digits, zeros at the end kept: 1,235; 12.0; 0.03. For headlines and crowded tables. */
export function brief(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  const [whole, part] = size.toFixed(size >= 99.95 || size === 0 ? 0 : size >= 9.995 ? 1 : 2).split(".");
  const text = grouped(whole) + (part === undefined ? "" : `.${part}`);
  return value < 0 && Number(size.toFixed(2)) !== 0 ? `−${text}` : text;
}

function digits(value: number | null | undefined, count: number): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  const size = Math.abs(value);
  if (size === Infinity) return value > 0 ? "∞" : "−∞";
  const whole = 10 ** (count - 1);
  let text: string;
  if (size >= whole) text = grouped(size.toFixed(0));
  else if (size !== 0 && size < 1e-4) text = size.toExponential(count - 1).replace("e-", "e−");
  else {
    const [before, after] = String(Number(size.toPrecision(count))).split(".");
    text = grouped(before) + (after === undefined ? "" : `.${after}`);
  }
  return value < 0 && size !== 0 ? `−${text}` : text;
}

/** A probability in percent to four significant digits. */
export function percent(share: number | null | undefined): string {
  return share === null || share === undefined || Number.isNaN(share) ? "–" : `${digits(100 * share, 4)} %`;
}

/** A whole number with separators. */
export function count(value: number): string {
  return grouped(String(Math.round(value)));
}

/** "1 path", "2,000 paths". */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
}

/** `value [low, high]`; the value alone where there is no interval. */
export function interval(value: number | null, low: number | null, high: number | null, show: (value: number | null) => string = exact): string {
  return low === null || high === null ? show(value) : `${show(value)} [${show(low)}, ${show(high)}]`;
}

/** A name of the files in words: `hedge_fund` becomes "Hedge fund". */
export function words(name: string): string {
  const text = name.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text that HTML shows as it is, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
}
