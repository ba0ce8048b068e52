import { Session } from "node:inspector/promises";
import { basename } from "node:path";

/** A function's own share of the time, callees apart. */
export interface FunctionShare {
  readonly name: string;
  readonly file: string;
  readonly share: number;
}

/** Run `work` under V8's sampling profiler. @returns the functions by their own time, most first; the shares sum to 1 */
export async function profile(work: () => void): Promise<FunctionShare[]> {
  const session = new Session();
  session.connect();
  try {
    await session.post("Profiler.enable");
    await session.post("Profiler.setSamplingInterval", { interval: 500 }); // µs
    await session.post("Profiler.start");
    work();
    const { nodes, samples = [], timeDeltas = [] } = (await session.post("Profiler.stop")).profile;
    const nodeById = new Map(nodes.map((node) => [node.id, node]));
    const shares = new Map<string, { name: string; file: string; share: number }>();
    const total = timeDeltas.reduce((sum, delta) => sum + delta, 0);
    samples.forEach((id, i) => {
      const { functionName, url } = nodeById.get(id)!.callFrame;
      const [name, file] = [functionName || "(anonymous)", basename(url)];
      const entry = shares.get(`${file} ${name}`) ?? { name, file, share: 0 };
      entry.share += timeDeltas[i] / total;
      shares.set(`${file} ${name}`, entry);
    });
    return [...shares.values()].sort((a, b) => b.share - a.share);
  } finally {
    session.disconnect();
  }
}
