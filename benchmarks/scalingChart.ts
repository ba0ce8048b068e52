/** Speed with a number of threads, and as a multiple of the speed with one. */
export interface ScalingPoint {
  readonly threads: number;
  readonly pathsPerSecond: number;
  readonly ratio: number;
}

const BAR = 40;

/** The scaling curve as text: a bar per number of threads, a dot where it would end if nothing were lost. */
export function scalingText(points: readonly ScalingPoint[]): string {
  const most = Math.max(...points.map(({ threads, ratio }) => Math.max(threads, ratio)));
  const cells = (ratio: number) => Math.round((BAR * ratio) / most);
  const rows = points.map(({ threads, pathsPerSecond, ratio }) => {
    const bar = Array.from({ length: BAR + 1 }, (_, cell) => (cell < cells(ratio) ? "█" : cell === cells(threads) ? "·" : " "));
    return `${String(threads).padStart(7)}  ${pathsPerSecond.toFixed(1).padStart(8)}  ${ratio.toFixed(2).padStart(5)}  ${bar.join("").trimEnd()}`;
  });
  return ["threads   paths/s  times", ...rows].join("\n");
}

const WIDTH = 560;
const HEIGHT = 400;
const [LEFT, RIGHT, TOP, BOTTOM] = [56, 56, 56, 52];

/** Pixels that a label needs for itself. */
const ROOM = 28;

/** The scaling curve as an SVG picture, both axes logarithmic: measured, and if nothing were lost. */
export function scalingSvg(points: readonly ScalingPoint[], machine: string): string {
  const most = Math.max(2, ...points.map(({ threads, ratio }) => Math.max(threads, ratio)));
  const least = Math.min(1, ...points.map(({ ratio }) => ratio));
  const along = (value: number) => Math.log2(value / least) / Math.log2(most / least);
  const x = (threads: number) => LEFT + (WIDTH - LEFT - RIGHT) * along(threads);
  const y = (ratio: number) => HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * along(ratio);
  const at = (px: number, py: number) => `${px.toFixed(1)},${py.toFixed(1)}`;
  // 32 and 33 threads would be written over each other: only the last of such neighbours is labelled.
  const labelled = points.filter(({ threads }, n) => n === points.length - 1 || x(points[n + 1].threads) - x(threads) >= ROOM);
  const ticks = labelled.map(({ threads }) => threads);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="13" fill="#24292f" role="img" aria-label="Speed over worker threads">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>
<text x="${LEFT}" y="24" font-size="16" font-weight="600">Speed over worker threads, one thread = 1</text>
<text x="${LEFT}" y="43" fill="#57606a">${escaped(machine)}</text>
<g stroke="#d0d7de">
${ticks.map((tick) => `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(tick).toFixed(1)}" y2="${y(tick).toFixed(1)}"/>`).join("\n")}
<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(least).toFixed(1)}" y2="${y(least).toFixed(1)}" stroke="#57606a"/>
</g>
<g fill="#57606a">
${ticks.map((tick) => `<text x="${LEFT - 8}" y="${(y(tick) + 4).toFixed(1)}" text-anchor="end">${tick}</text>`).join("\n")}
${ticks.map((tick) => `<text x="${x(tick).toFixed(1)}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${tick}</text>`).join("\n")}
<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 12}" text-anchor="middle">worker threads (both axes logarithmic)</text>
</g>
<line x1="${x(1).toFixed(1)}" y1="${y(1).toFixed(1)}" x2="${x(most).toFixed(1)}" y2="${y(most).toFixed(1)}" stroke="#8c959f" stroke-dasharray="5 5"/>
<text x="${(x(most) - 6).toFixed(1)}" y="${(y(most) - 6).toFixed(1)}" text-anchor="end" fill="#57606a">if nothing were lost</text>
<polyline points="${points.map(({ threads, ratio }) => at(x(threads), y(ratio))).join(" ")}" fill="none" stroke="#0969da" stroke-width="2.5"/>
${points.map(({ threads, ratio }) => `<circle cx="${x(threads).toFixed(1)}" cy="${y(ratio).toFixed(1)}" r="4.5" fill="#0969da"/>`).join("\n")}
${labelled.map(({ threads, ratio }) => `<text x="${(x(threads) + 8).toFixed(1)}" y="${(y(ratio) + 18).toFixed(1)}" font-weight="600">${ratio.toFixed(2)}</text>`).join("\n")}
</svg>
`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
