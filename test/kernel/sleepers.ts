import { LEAST_RADIUS, RESERVE } from "../../src/kernel/bounds.ts";
import { LANES, NUMBER, VECTOR } from "../../src/kernel/layout.ts";
import { columnNames, sumNames } from "../../src/model/books.ts";
import { marketView } from "../../src/model/markets/view.ts";
import type { FuzzKinds } from "./fuzzKinds.ts";

const PAGE = 65536;
const WORD = 64;

/** Centre and radius of an input in a lane. */
export interface Interval {
  readonly centre: number;
  readonly radius: number;
}

/** Agents of one kind, the box that they were asked about, and who sleeps in it. */
export interface Sleepers {
  /** [setting of the flags][agent] */
  readonly asleep: readonly (readonly boolean[])[];
  /** Names of the flags of a setting, the first in the lowest bit. */
  readonly flags: readonly string[];
  /** Inputs of the box by name, `m.ust`, in each lane. */
  readonly box: readonly ReadonlyMap<string, Interval>[];
  /** The columns in each lane. */
  readonly columns: readonly Record<string, Float64Array>[];
  readonly sums: readonly string[];
}

/**
 * Ask the compiled code of kind `k` who could act in a box.
 *
 * @param column a number for an agent's column; `interval`: for an input
 */
export function askWhoSleeps(
  { kernel: { module, plan }, kinds }: FuzzKinds,
  k: number,
  agents: number,
  column: (name: string, agent: number) => number,
  interval: (input: string) => Interval,
): Sleepers {
  const own = plan.kinds[k];
  const words = Math.ceil(agents / WORD);
  const settings = 2 ** own.flags.length;
  const records = Math.ceil(plan.end / VECTOR) * VECTOR;
  const centre = records + words * WORD * own.layout.stride;
  const radius = centre + own.box.length * VECTOR;
  const everybody = radius + own.box.length * VECTOR;
  const awake = everybody + words * NUMBER;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((awake + settings * words * NUMBER) / PAGE) + 1 });
  const { exports } = new WebAssembly.Instance(module, { "": { memory } });
  const numbers = new Float64Array(memory.buffer);
  const bits = new BigUint64Array(memory.buffer);

  const columns = Array.from({ length: LANES }, () => Object.fromEntries(columnNames(kinds[k]).map((name) => [name, new Float64Array(agents)])));
  for (const [name, { offset, lanes }] of Object.entries(own.layout.columns)) {
    for (let i = 0; i < agents; i++) {
      let value = column(name, i);
      for (let lane = 0; lane < LANES; lane++) {
        if (lanes && lane > 0) value = column(name, i);
        columns[lane][name][i] = value;
        if (lane === 0 || lanes) numbers[(records + i * own.layout.stride + offset) / NUMBER + lane] = value;
      }
    }
  }
  const nameAt = new Map<number, string>(Object.keys(marketView).map((name, n) => [plan.market + n * VECTOR, `m.${name}`]));
  Object.keys(kinds[k].scalars({} as never, 1)).forEach((name, n) => nameAt.set(own.scalars + n * VECTOR, `k.${name}`));
  const box = Array.from({ length: LANES }, () => new Map<string, Interval>());
  own.box.forEach((at, j) => {
    for (let lane = 0; lane < LANES; lane++) {
      const given = interval(nameAt.get(at)!);
      box[lane].set(nameAt.get(at)!, given);
      numbers[centre / NUMBER + j * LANES + lane] = given.centre;
      // As the screen widens it, for rounding.
      numbers[radius / NUMBER + j * LANES + lane] = given.radius === 0 ? 0 : given.radius * (1 + RESERVE) + LEAST_RADIUS * Math.abs(given.centre);
    }
  });
  for (let i = 0; i < agents; i++) bits[everybody / NUMBER + Math.floor(i / WORD)] |= 1n << BigInt(i % WORD);
  (exports[`wake_${own.name}`] as (...addresses: number[]) => void)(records, everybody, words, awake, centre, radius);
  const isAwake = (setting: number, i: number) => ((bits[awake / NUMBER + setting * words + Math.floor(i / WORD)] >> BigInt(i % WORD)) & 1n) === 1n;
  return {
    asleep: Array.from({ length: settings }, (_, setting) => Array.from({ length: agents }, (__, i) => !isAwake(setting, i))),
    flags: own.flags.map((at) => nameAt.get(at)!),
    box,
    columns,
    sums: sumNames(kinds[k]),
  };
}

/** What agent `i` does in a lane when the inputs of its box have these values, other inputs `rest`: nothing, or what it did. */
export function deed({ kinds }: FuzzKinds, k: number, { columns, sums }: Sleepers, lane: number, i: number, inputs: ReadonlyMap<string, number>, rest: number): string | undefined {
  const read = (prefix: string) =>
    new Proxy({}, { get: (_, name) => inputs.get(`${prefix}.${String(name)}`) ?? rest }) as never;
  const own = Object.fromEntries(Object.entries(columns[lane]).map(([name, values]) => [name, Float64Array.of(values[i])]));
  const f = Object.fromEntries(sums.map((name) => [name, 0]));
  const decision = kinds[k].decide(0, own as never, read("m"), read("k"), f as never);
  if (decision) return `decides ${decision}`;
  const wrote = Object.keys(own).find((name) => !Object.is(own[name][0], columns[lane][name][i]));
  const added = sums.find((name) => !Object.is(f[name], 0));
  return wrote ? `writes a.${wrote}` : added && `adds to f.${added}`;
}
