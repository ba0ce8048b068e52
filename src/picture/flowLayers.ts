import type { Box } from "./frame.ts";
import { element, label, line } from "./svg.ts";

/** Something of a size in a lane and a layer, and what of it came about through links. */
export interface FlowNode {
  readonly lane: number;
  readonly layer: number;
  readonly size: number;
  readonly linked: number;
}

/** What one node brought about in a later one. */
export interface FlowLink {
  readonly from: { readonly lane: number; readonly layer: number };
  readonly to: { readonly lane: number; readonly layer: number };
  readonly size: number;
}

/** Nodes in layers from left to right, with links from earlier to later ones. */
export interface FlowLayers {
  readonly lanes: readonly string[];
  readonly layers: readonly string[];
  readonly nodes: readonly FlowNode[];
  readonly links: readonly FlowLink[];
  /** The size of a node in words. */
  readonly sizeText: (size: number) => string;
}

/** Lanes that have a colour. */
export const LANE_COLOURS = 4;

/** For pictures with such layers. */
export const FLOW_STYLE = `
.link { fill: none; stroke-opacity: 0.3 } .whole { fill-opacity: 0.35 }
.link0 { stroke: #0a3069 } .link1 { stroke: #bc4c00 } .link2 { stroke: #0f7b6c } .link3 { stroke: #8a3ffc }
@media (prefers-color-scheme: dark) { .link0 { stroke: #79c0ff } .link1 { stroke: #f0883e } .link2 { stroke: #3fd0b8 } .link3 { stroke: #c9a4ff } }
`;

const [BELOW, NODE, APART, LEAST] = [24, 16, 26, 3];
/** Pixels of a letter of the names of lanes, on the wide side. */
const LETTER = 7.8;

/**
 * Draw layers of nodes: heights and widths of links on one scale, a node's lower, full-coloured part is what links
 * brought about. Links within a layer are not drawn, but count in that part.
 *
 * @throws RangeError when a node or link lies outside of lanes and layers, or a link does not lead onwards
 */
export function flowLayers({ lanes, layers, nodes, links, sizeText }: FlowLayers, { left, top, width, height }: Box): string {
  check(lanes, layers, nodes, links);
  const peaks = lanes.map((_, lane) => Math.max(0, ...nodes.filter((node) => node.lane === lane).map(({ size }) => size)));
  const scale = Math.max(1, height - BELOW - APART * lanes.length - LEAST * lanes.length) / (peaks.reduce((sum, peak) => sum + peak, 0) || 1);
  const heights = peaks.map((peak) => Math.max(LEAST, scale * peak));
  // A node stands on the floor of its lane.
  const floors = heights.map((_, lane) => top + heights.slice(0, lane + 1).reduce((sum, one) => sum + one + APART, 0));
  const names = 16 + LETTER * Math.max(...lanes.map((name) => name.length));
  const step = (width - names - NODE) / Math.max(1, layers.length - 1);
  const x = (layer: number) => left + names + (layers.length === 1 ? 0 : layer * step);
  const rise = (size: number) => Math.max(1, scale * size);
  const ports = portsOf(links.filter(({ from, to }) => from.layer !== to.layer), nodes);
  const drawnLinks = ports.map(({ from, to, size, leaves, arrives }) => {
    const [x1, x2] = [x(from.layer) + NODE, x(to.layer)].map(tenth);
    const [y1, y2] = [floors[from.lane] - scale * leaves, floors[to.lane] - scale * arrives].map(tenth);
    const middle = tenth((x1 + x2) / 2);
    return element("path", { d: `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`, class: `link link${from.lane % LANE_COLOURS}`, "stroke-width": Math.max(0.5, scale * size).toFixed(2) });
  });
  const drawnNodes = nodes.flatMap(({ lane, layer, size, linked }) => {
    const colour = `fill${lane % LANE_COLOURS}`;
    const [whole, part] = [rise(size), scale * linked];
    return [
      element("rect", { x: x(layer), y: floors[lane] - whole, width: NODE, height: whole, rx: 1, class: `whole ${colour}` }),
      ...(part >= 0.3 ? [element("rect", { x: x(layer), y: floors[lane] - part, width: NODE, height: part, rx: 1, class: colour })] : []),
      ...(whole >= 5 ? [label(x(layer) + NODE / 2, floors[lane] - whole - 5, sizeText(size), { "text-anchor": "middle", class: "soft halo" })] : []),
    ];
  });
  return [
    ...lanes.flatMap((name, lane) => [
      line(left + names - 6, floors[lane], left + width, floors[lane], "grid"),
      label(left, floors[lane] - Math.min(heights[lane] / 2, 40) + 4, name, { class: `strong fill${lane % LANE_COLOURS}` }),
    ]),
    ...drawnLinks,
    ...drawnNodes,
    ...layers.map((text, layer) => label(x(layer) + NODE / 2, top + height - 6, text, { "text-anchor": "middle", class: "soft" })),
  ].join("\n");
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

interface Port extends FlowLink {
  /** Heights above the floors, in sizes, at which the middle of the link leaves and arrives. */
  readonly leaves: number;
  readonly arrives: number;
}

/**
 * Links side by side where they leave and where they arrive: the nearer the other end, the lower. They leave all over
 * the node, narrower than they are where it is too low for all, and arrive in the part that they brought about.
 */
function portsOf(links: readonly FlowLink[], nodes: readonly FlowNode[]): Port[] {
  const near = [...links].sort((a, b) => a.to.layer - a.from.layer - (b.to.layer - b.from.layer) || a.to.lane - b.to.lane || a.from.lane - b.from.lane);
  const key = ({ lane, layer }: FlowLink["from"]) => `${lane} ${layer}`;
  const sizes = new Map(nodes.map((node) => [key(node), node.size]));
  const sums = new Map<string, number>();
  for (const { from, size } of near) sums.set(key(from), (sums.get(key(from)) ?? 0) + size);
  const [left, come] = [new Map<string, number>(), new Map<string, number>()];
  const middle = (of: Map<string, number>, at: string, size: number) => {
    const before = of.get(at) ?? 0;
    of.set(at, before + size);
    return before + size / 2;
  };
  return near.map((link) => {
    const from = key(link.from);
    const spread = Math.max(0, sizes.get(from) ?? 0) / sums.get(from)!;
    return { ...link, leaves: middle(left, from, spread * link.size), arrives: middle(come, key(link.to), link.size) };
  });
}

function check(lanes: readonly string[], layers: readonly string[], nodes: readonly FlowNode[], links: readonly FlowLink[]): void {
  const inside = ({ lane, layer }: FlowLink["from"]) => lane >= 0 && lane < lanes.length && layer >= 0 && layer < layers.length;
  if (lanes.length === 0 || layers.length === 0) throw new RangeError("no lane or no layer");
  if (!nodes.every(inside) || !links.every(({ from, to }) => inside(from) && inside(to))) throw new RangeError("a node or link lies outside of lanes and layers");
  if (links.some(({ from, to }) => to.layer < from.layer)) throw new RangeError("a link leads backwards");
}
