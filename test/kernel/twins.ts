import { KernelBackEnd } from "../../src/kernel/kernelBackEnd.ts";
import { type Books, columnNames, type OpeningColumns } from "../../src/model/books.ts";
import { PlainBackEnd } from "../../src/model/plainBackEnd.ts";
import { modelSetup } from "../../src/model/setup.ts";
import { configurationWith } from "../world.ts";
import type { FuzzKinds } from "./fuzzKinds.ts";

/** One kernel, and a plain back end beside it for each of its lanes. */
export class Twins {
  readonly kernel: KernelBackEnd;
  readonly plain: readonly PlainBackEnd[];
  readonly #fuzz: FuzzKinds;

  /** @param opening a number for every agent and column, the same in all lanes */
  constructor(fuzz: FuzzKinds, agents: number, opening: () => number, skip: boolean, days = 1) {
    const { kinds, kernel: { module, plan } } = fuzz;
    this.#fuzz = fuzz;
    const setup = modelSetup(configurationWith({ "calendar.days": days }, kinds), kinds);
    const openings = kinds.map((kind, k): OpeningColumns => {
      const names = columnNames(kind);
      const block = new Float64Array(names.length * agents);
      names.forEach((name, c) => {
        // What the kernel does not keep is zero, or nobody reads it.
        if (plan.kinds[k].layout.columns[name] && name !== "sold") for (let i = 0; i < agents; i++) block[c * agents + i] = opening();
      });
      return { count: agents, block };
    });
    this.kernel = new KernelBackEnd({ module, plan }, setup, openings, skip);
    this.plain = this.kernel.books.map(() => new PlainBackEnd(setup, openings));
    this.reset();
  }

  /** Give each lane its own numbers in the columns that have one per lane. */
  spread(next: () => number): void {
    const { kinds, kernel: { plan } } = this.#fuzz;
    this.plain.forEach((backEnd, lane) => {
      kinds.forEach((_, k) => {
        for (const [name, place] of Object.entries(plan.kinds[k].layout.columns)) {
          if (!place.lanes || name === "sold") continue;
          const [own, plain] = [this.kernel.books[lane].kinds[k].column[name], backEnd.books[0].kinds[k].column[name]];
          for (let i = 0; i < own.count; i++) {
            const value = next();
            own.set(i, value);
            plain.set(i, value);
          }
        }
      });
    });
  }

  /** Set inputs of a lane: fields of the market and of settlement, scalars of every kind. */
  show(lane: number, next: (name: string, group: "m" | "s" | "k") => number): void {
    const plain = this.plain[lane];
    const set = (group: "m" | "s" | "k", ...targets: readonly object[]) => {
      for (const name of Object.keys(targets[1])) {
        const value = next(name, group);
        for (const target of targets) (target as Record<string, number>)[name] = value;
      }
    };
    set("m", this.kernel.views[lane], plain.views[0]);
    set("s", this.kernel.settlements[lane], plain.settlements[0]);
    this.#fuzz.kinds.forEach((_, k) => set("k", this.kernel.books[lane].kinds[k].scalars, plain.books[0].kinds[k].scalars));
  }

  reset(): void {
    this.kernel.reset();
    for (const backEnd of this.plain) backEnd.reset();
  }

  decide(frozen = false): void {
    this.kernel.decide(frozen);
    for (const backEnd of this.plain) backEnd.decide(frozen);
  }

  settle(): void {
    this.kernel.settle();
    for (const { books: [books], settlements: [view] } of this.plain) {
      for (const { orders, ordered, common } of books.kinds) for (let n = 0; n < ordered; n++) this.#fuzz.settle(orders[n], common, view);
    }
  }

  /** The first number that is not the same on both sides, to the bit, and the kind it belongs to. */
  difference(): { readonly kind?: string; readonly what: string } | undefined {
    const { kinds, kernel: { plan } } = this.#fuzz;
    for (let lane = 0; lane < this.plain.length; lane++) {
      const [own, plain] = [this.kernel.books[lane], this.plain[lane].books[0]];
      for (let k = 0; k < kinds.length; k++) {
        const where = `lane ${lane}`;
        const kind = kinds[k].name;
        const [a, b] = [own.kinds[k], plain.kinds[k]];
        for (let n = 0; n < a.sums.length; n++) {
          if (!same(a.sums[n], b.sums[n])) return { kind, what: `${where}: f.${a.sumNames[n]} is ${show(a.sums[n])}, not ${show(b.sums[n])}` };
        }
        for (const name of Object.keys(plan.kinds[k].layout.columns)) {
          for (let i = 0; i < a.count; i++) {
            const [x, y] = [a.column[name].get(i), b.column[name].get(i)];
            if (!same(x, y)) return { kind, what: `${where}, agent ${i}: a.${name} is ${show(x)}, not ${show(y)}` };
          }
        }
      }
      const total = differing(own, plain);
      if (total !== undefined) return { what: `lane ${lane}: ${total}` };
    }
    return undefined;
  }
}

function differing(a: Books, b: Books): string | undefined {
  if (a.defaults !== b.defaults) return `${a.defaults} defaults, not ${b.defaults}`;
  if (!same(a.creditLoss, b.creditLoss)) return `creditors lose ${a.creditLoss}, not ${b.creditLoss}`;
  return Object.keys(a.residual).find((name) => !same(a.residual[name as "cash"], b.residual[name as "cash"]));
}

/** To the bit; one NaN is like another. */
const same = (a: number, b: number): boolean => Object.is(a, b);
const show = (x: number): string => (Object.is(x, -0) ? "-0" : String(x));
