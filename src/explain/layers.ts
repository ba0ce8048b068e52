/** Forced sales of kinds in the rounds or days that hold most of them: what the picture of a cascade shows. */
export interface Layers {
  readonly unit: "round" | "day";
  /** First and last round (from 0 on) or day (from 1 on). */
  readonly first: number;
  readonly last: number;
  /** Share of the dollars of the path within. */
  readonly share: number;
  readonly nodes: readonly { readonly layer: number; readonly kind: number; readonly usd: number; readonly triggered: number }[];
  /** Layers that lie before `first` are left out. */
  readonly links: readonly { readonly fromLayer: number; readonly fromKind: number; readonly toLayer: number; readonly toKind: number; readonly usd: number }[];
}

/** Forced sales of a kind in a round, and those that led to them. */
interface KindNode {
  readonly round: number;
  readonly kind: number;
  readonly usd: number;
  readonly triggered: number;
  readonly parents: readonly { readonly round: number; readonly kind: number; readonly usd: number }[];
}

/** Layers of a picture, at most. */
const MOST = 16;
/** Share of the dollars that a window of rounds must hold to be shown round by round. */
const ENOUGH = 0.7;
/** Share of the dollars of a window that may be cut off at its ends. */
const TAIL = 0.02;

/** Choose the window with the most dollars, of rounds where one holds enough of them, else of days. */
export function layersOf(nodes: readonly KindNode[], rounds: number): Layers {
  const total = nodes.reduce((sum, { usd }) => sum + usd, 0);
  const byRound = window(nodes, (round) => round);
  const whole = total > 0 ? total : 1;
  if (byRound.usd >= ENOUGH * total) return gather(nodes, "round", (round) => round, byRound, byRound.usd / whole);
  const day = (round: number) => Math.floor(round / rounds) + 1;
  const byDay = window(nodes, day);
  return gather(nodes, "day", day, byDay, byDay.usd / whole);
}

interface Span {
  readonly first: number;
  readonly last: number;
  readonly usd: number;
}

/** The consecutive layers with the most dollars, but for a small part at the ends. */
function window(nodes: readonly KindNode[], layerOf: (round: number) => number): Span {
  const sums: number[] = [];
  for (const { round, usd } of nodes) sums[layerOf(round)] = (sums[layerOf(round)] ?? 0) + usd;
  let best: Span = { first: 0, last: 0, usd: 0 };
  for (let first = 0; first < sums.length; first++) {
    if (!(sums[first] > 0)) continue;
    const last = sums.findLastIndex((usd, layer) => usd > 0 && layer >= first && layer < first + MOST);
    let usd = 0;
    for (let layer = first; layer <= last; layer++) usd += sums[layer] ?? 0;
    if (usd > best.usd) best = { first, last, usd };
  }
  // What trails off at the ends takes room that the rest needs.
  let { first, last, usd } = best;
  const cut = (layer: number) => usd - (sums[layer] ?? 0) >= (1 - TAIL) * best.usd;
  for (; last > first && cut(last); last--) usd -= sums[last] ?? 0;
  for (; first < last && cut(first); first++) usd -= sums[first] ?? 0;
  return { first, last, usd };
}

function gather(nodes: readonly KindNode[], unit: Layers["unit"], layerOf: (round: number) => number, { first, last }: Span, share: number): Layers {
  const found = new Map<string, { layer: number; kind: number; usd: number; triggered: number }>();
  const links = new Map<string, { fromLayer: number; fromKind: number; toLayer: number; toKind: number; usd: number }>();
  for (const { round, kind, usd, triggered, parents } of nodes) {
    const layer = layerOf(round);
    if (layer < first || layer > last) continue;
    const node = found.get(`${layer} ${kind}`) ?? { layer, kind, usd: 0, triggered: 0 };
    node.usd += usd;
    node.triggered += triggered;
    found.set(`${layer} ${kind}`, node);
    for (const parent of parents) {
      const fromLayer = layerOf(parent.round);
      if (fromLayer < first || fromLayer === layer) continue;
      const key = `${fromLayer} ${parent.kind} ${layer} ${kind}`;
      const link = links.get(key) ?? { fromLayer, fromKind: parent.kind, toLayer: layer, toKind: kind, usd: 0 };
      link.usd += parent.usd;
      links.set(key, link);
    }
  }
  return { unit, first, last, share, nodes: [...found.values()], links: [...links.values()] };
}
