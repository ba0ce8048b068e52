import { FLOW_STYLE, flowLayers } from "../picture/flowLayers.ts";
import { frame } from "../picture/frame.ts";
import { STACK_STYLE, stackedBars, stackKey } from "../picture/stackedBars.ts";
import type { Market } from "../model/markets/names.ts";
import { nameOf } from "./drivers.ts";
import type { Explanation, Facts } from "./explanation.ts";
import { amount, dollars, MARKET_NAMES, percent, share } from "./wording.ts";

const WIDTH = 960;
const [FIRST, PANEL, FOOT] = [100, 170, 34];
/** Links below this share of the dollars shown are left out. */
const FAINT = 0.001;

/** Who led whom to sell: forced sales in layers of time. Without forced sales a picture that says so. */
export function cascadePicture(explanation: Explanation, caption: string): string {
  const { cascade, kinds, path, rounds } = explanation;
  const { unit, first, last, nodes, links, share: within } = cascade.layers;
  const title = `Who led whom to sell on path ${path}`;
  if (cascade.forced === 0) return frame({ width: WIDTH, height: 120, title, subtitle: "Nobody is forced to sell", caption, parts: [] });
  const size = (kind: number) => nodes.filter((node) => node.kind === kind).reduce((sum, { usd }) => sum + usd, 0);
  const lanes = [...new Set(nodes.map(({ kind }) => kind))].sort((a, b) => size(b) - size(a) || a - b);
  const shown = nodes.reduce((sum, { usd }) => sum + usd, 0);
  const layerText = (layer: number) => (unit === "day" ? `day ${layer}` : `${Math.floor(layer / rounds) + 1}·${(layer % rounds) + 1}`);
  const width = WIDTH - 40;
  const height = 360;
  const text = flowLayers(
    {
      lanes: lanes.map((kind) => kinds[kind].title),
      layers: Array.from({ length: last - first + 1 }, (_, n) => layerText(first + n)),
      nodes: nodes.map(({ layer, kind, usd, triggered }) => ({ lane: lanes.indexOf(kind), layer: layer - first, size: usd, linked: triggered })),
      links: links
        .filter(({ usd }) => usd >= FAINT * shown)
        .map(({ fromLayer, fromKind, toLayer, toKind, usd }) => ({ from: { lane: lanes.indexOf(fromKind), layer: fromLayer - first }, to: { lane: lanes.indexOf(toKind), layer: toLayer - first }, size: usd })),
      sizeText: amount,
    },
    { left: 20, top: 66, width, height },
  );
  const told = [...nodes].sort((a, b) => b.usd - a.usd).slice(0, 6).map(({ layer, kind, usd, triggered }) => `${kinds[kind].title}, ${unit === "day" ? "day" : "day·round"} ${layerText(layer)}: ${dollars(usd)}, ${share(triggered / usd)} through earlier forced sales`);
  return frame({
    width: WIDTH,
    height: 66 + height + FOOT + 10,
    title,
    subtitle: `Forced sales, USD bn, by ${unit === "day" ? "day" : "day · round"}; full colour and links: because earlier forced sales had moved prices (${share(cascade.branching)}); shown are ${share(within)} of ${dollars(cascade.forced)}`,
    caption,
    description: told.join(". "),
    style: FLOW_STYLE,
    parts: [text],
  });
}

/** What moved the markets, day by day: stacked contributions. */
export function decompositionPicture(explanation: Explanation, caption: string): string {
  const { path, days, decomposition } = explanation;
  const stacks = stacksOf(explanation);
  const values = (market: Market) => {
    const parts = stacks.map(() => Array.from({ length: days }, () => 0));
    for (const part of decomposition) if (part.market === market) parts[stacks.findIndex(({ sources }) => sources.has(part.source.name))][part.day - 1] += part.percent;
    return parts;
  };
  const running = (parts: number[][]) => parts.map((part) => {
    let sum = 0;
    return part.map((value) => (sum += value));
  });
  const panels = [
    { title: "USDJPY, a day", parts: values("fx") },
    { title: "USDJPY since t = 0", parts: running(values("fx")) },
    ...(["tech", "ust", "other"] as const).map((market) => ({ title: `${MARKET_NAMES[market][0].toUpperCase()}${MARKET_NAMES[market].slice(1)}, a day`, parts: values(market) })),
  ];
  const last = panels[1].parts.map((part) => part.at(-1)!);
  return frame({
    width: WIDTH,
    height: FIRST + PANEL * panels.length + FOOT,
    title: `What moved the markets on path ${path}`,
    subtitle: "Log returns by what brought them about, percent; of orders also what came back of them; bars add up to the line",
    caption,
    description: `USDJPY within ${days} days: ${stacks.map(({ name }, s) => `${name} ${percent(last[s])}`).join(", ")}`,
    style: STACK_STYLE,
    parts: [
      stackKey(stacks.map(({ name }) => name), 20, 66),
      ...panels.map((panel, p) => stackedBars({ ...panel, unit: "%", places: "day" }, { left: 20, top: FIRST + p * PANEL, width: WIDTH - 40, height: PANEL - 14 })),
    ],
  });
}

/** Sources that share a colour: news, policy, official kinds, the three private kinds that move USDJPY most, the others. */
function stacksOf({ decomposition, kinds }: Facts): { readonly name: string; readonly sources: ReadonlySet<string> }[] {
  const size = (name: string) => decomposition.filter(({ source, market }) => source.name === name && market === "fx").reduce((sum, { percent: part }) => sum + Math.abs(part), 0);
  const ranked = kinds.filter(({ official }) => !official).sort((a, b) => size(b.name) - size(a.name));
  const stack = (name: string, sources: readonly string[]) => ({ name, sources: new Set(sources) });
  const official = kinds.filter((kind) => kind.official);
  return [
    stack("News", ["drift", "news", "scripted_news"]),
    stack("Policy, announcements", ["bank_of_japan", "federal_reserve", "signals"]),
    ...(official.length > 0 ? [stack(official.length === 1 ? nameOf(official[0].name, kinds).replace(/^the /, "") : "Official kinds", official.map(({ name }) => name))] : []),
    ...ranked.slice(0, 3).map(({ name, title }) => stack(title, [name])),
    ...(ranked.length > 3 ? [stack("Others", ranked.slice(3).map(({ name }) => name))] : []),
  ];
}
