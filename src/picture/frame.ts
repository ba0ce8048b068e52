import { element, escaped, label } from "./svg.ts";

/** Where a panel is drawn, in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Colours for light and dark pages, told apart by every kind of colour vision; the ground is painted. */
const STYLE = `
text { font: 12px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328 }
.title { font-size: 15px; font-weight: 600 } .strong { font-weight: 600 } .soft { fill: #59636e }
.ground { fill: #ffffff } .grid { stroke: #d1d9e0 } .zero { stroke: #818b98 } .guide { stroke: #818b98; stroke-dasharray: 5 5 }
.halo { paint-order: stroke; stroke: #ffffff; stroke-width: 4; stroke-linejoin: round }
.curve { fill: none; stroke-width: 2.5 } .band { fill-opacity: 0.22 }
.stroke0 { stroke: #0a3069 } .stroke1 { stroke: #bc4c00 } .stroke2 { stroke: #0f7b6c } .stroke3 { stroke: #8a3ffc }
.fill0 { fill: #0a3069 } .fill1 { fill: #bc4c00 } .fill2 { fill: #0f7b6c } .fill3 { fill: #8a3ffc }
.heat { fill: #0a3069 } .on-heat { fill: #ffffff } .whisker { stroke: #1f2328; stroke-width: 1.5 }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc } .soft { fill: #9198a1 }
  .halo { stroke: #0d1117 }
  .ground { fill: #0d1117 } .grid { stroke: #30363d } .zero { stroke: #656c76 } .guide { stroke: #656c76 }
  .stroke0 { stroke: #79c0ff } .stroke1 { stroke: #f0883e } .stroke2 { stroke: #3fd0b8 } .stroke3 { stroke: #c9a4ff }
  .fill0 { fill: #79c0ff } .fill1 { fill: #f0883e } .fill2 { fill: #3fd0b8 } .fill3 { fill: #c9a4ff }
  .heat { fill: #79c0ff } .on-heat { fill: #0d1117 } .whisker { stroke: #f0f6fc }
}
`;

/** Curves and bars that have a colour of their own. */
export const COLOURS = 4;

export interface Framed {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** Below the title: what is shown, in which unit. */
  readonly subtitle: string;
  /** At the foot: where the numbers come from. */
  readonly caption: string;
  readonly parts: readonly string[];
  /** What those are told besides who hear the picture read out. */
  readonly description?: string;
  /** Rules of style that only this kind of picture needs. */
  readonly style?: string;
}

/** A picture: title, subtitle, its parts, caption. */
export function frame({ width, height, title, subtitle, caption, parts, description, style = "" }: Framed): string {
  const content = [
    element("title", {}, escaped(title)),
    element("desc", {}, escaped([subtitle, description, caption].filter((part) => part !== undefined).join(". "))),
    element("style", {}, STYLE + style),
    element("rect", { width, height, rx: 6, class: "ground" }),
    label(20, 30, title, { class: "title" }),
    label(20, 49, subtitle, { class: "soft" }),
    ...parts,
    label(20, height - 16, caption, { class: "soft" }),
  ];
  const attributes = { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, role: "img" };
  return `${element("svg", attributes, `\n${content.join("\n")}\n`)}\n`;
}
