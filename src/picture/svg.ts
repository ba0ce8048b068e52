/** The least of SVG that pictures need: elements, a linear scale, ticks. */

type Attributes = Readonly<Record<string, string | number>>;

/** An element; numbers are rounded to a tenth of a pixel. */
export function element(name: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${typeof value === "number" ? pixel(value) : value}"`);
  return content === "" ? `<${name}${written.join("")}/>` : `<${name}${written.join("")}>${content}</${name}>`;
}

export function label(x: number, y: number, text: string, attributes: Attributes = {}): string {
  return element("text", { x, y, ...attributes }, escaped(text));
}

export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

export function line(x1: number, y1: number, x2: number, y2: number, style: string): string {
  return element("line", { x1, y1, x2, y2, class: style });
}

/** Points joined by straight lines, as the `d` of a path. */
export function polyline(points: readonly (readonly [x: number, y: number])[]): string {
  return `M${points.map(([x, y]) => `${pixel(x)} ${pixel(y)}`).join("L")}`;
}

const pixel = (value: number): string => String(Math.round(value * 10) / 10);

export type Scale = (value: number) => number;

export function linear(from: number, to: number, start: number, end: number): Scale {
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

/** Round numbers in [from, to], at most `most` of them. */
export function ticks(from: number, to: number, most: number): number[] {
  const step = roundSteps((to - from) / (most - 1)).find((size) => (to - from) / size <= most - 1)!;
  const first = Math.ceil(from / step - 1e-9); // ends count, whatever their last digit
  return Array.from({ length: Math.floor(to / step + 1e-9) - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** 1, 2 and 5 times powers of ten about a size, rising. */
function roundSteps(size: number): number[] {
  const power = Math.floor(Math.log10(size));
  return [power - 1, power, power + 1].flatMap((exponent) => [1, 2, 5].map((digit) => Number(`${digit}e${exponent}`)));
}
