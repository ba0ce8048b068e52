import type { BackEnd } from "../model/backEnd.ts";
import { type Books, Column, columnNames, createBook, createBooks, type KindBook, leave, type OpeningColumns, resetBooks } from "../model/books.ts";
import { emptySettlementView, type SettlementView } from "../model/markets/settlementView.ts";
import { type MarketView, marketView } from "../model/markets/view.ts";
import type { ModelSetup } from "../model/setup.ts";
import type { KindPlan, Plan } from "./compile.ts";
import { WORD } from "./functions.ts";
import type { Agents, Instance } from "./instance.ts";
import { KernelColumn } from "./kernelColumn.ts";
import { INTEGER, LANES, NUMBER, VECTOR } from "./layout.ts";
import { namedNumbers } from "./namedNumbers.ts";
import { Screen, screenBytes } from "./screen.ts";
import { TwinRecord } from "./twinRecord.ts";

/** Bytes of a page of WebAssembly memory, and how many there can be. */
const PAGE = 65536;
const MOST_PAGES = 65536;

const marketFields = namedNumbers(Object.keys(marketView), LANES);
const settlementFields = namedNumbers(Object.keys(emptySettlementView()), LANES);

/** A compiled kernel, and where its numbers lie. */
export interface CompiledKernel {
  readonly module: WebAssembly.Module;
  readonly plan: Plan;
}

/** The kernel: agents in the memory of a WebAssembly instance, as many paths at once as a vector has lanes. */
export class KernelBackEnd implements BackEnd {
  readonly books: readonly Books[];
  readonly views: readonly MarketView[];
  readonly settlements: readonly SettlementView[];
  readonly #module: WebAssembly.Module;
  readonly #plan: Plan;
  readonly #skip: boolean;
  readonly #instance: Instance;
  readonly #agents: readonly Agents[];
  readonly #screens: readonly (Screen | undefined)[];
  readonly #twin: TwinRecord;
  readonly #rounds: number;
  /** Orders per kind in this round. */
  readonly #ordered: number[];
  #round = 0;

  /**
   * @param skip leave out agents that cannot act (see Screen); without, everybody is visited in every round: the same bits
   * @param before a back end of the same kernel that is not needed any more: its memory and its code, warm, are used again
   * @throws RangeError when the agents need more memory than WebAssembly has
   */
  constructor({ module, plan }: CompiledKernel, setup: ModelSetup, opening: readonly OpeningColumns[], skip = false, before?: KernelBackEnd) {
    let end = plan.end;
    const take = (bytes: number): number => {
      const at = end;
      end = Math.ceil((at + bytes) / VECTOR) * VECTOR;
      return at;
    };
    this.#plan = plan;
    this.#skip = skip;
    const places = plan.kinds.map((kind, k) => place(kind, opening[k].count, take));
    const screens = places.map(({ plan: kind, words }) => (skip && kind.box.length > 0 ? take(screenBytes(kind, words)) : undefined));
    const pages = Math.ceil(end / PAGE);
    if (pages > MOST_PAGES) {
      const gib = (bytes: number) => (bytes / 2 ** 30).toFixed(1);
      throw new RangeError(`the agents need ${gib(end)} GiB of WebAssembly memory, of which there are at most ${gib(MOST_PAGES * PAGE)}: run with --backend js`);
    }
    this.#module = module;
    const fits = before !== undefined && before.#module === module && before.#instance.numbers.byteLength >= pages * PAGE;
    this.#instance = fits ? before.#instance : instantiate(module, pages);
    const { numbers, exports } = this.#instance;
    if (fits) numbers.fill(0, 0, Math.ceil(end / NUMBER));
    this.#agents = places.map((at) => ({ ...at, ...functionsOf(at.plan, exports) }));
    this.#screens = screens.map((at, k) => (at === undefined ? undefined : new Screen(this.#instance, this.#agents[k], at, plan.unfilled)));
    this.#rounds = setup.days * setup.rounds;
    this.#twin = new TwinRecord(plan.inputs / NUMBER, this.#rounds);
    this.#ordered = plan.kinds.map(() => 0);

    const lanes = Array.from({ length: LANES }, (_, lane) => lane);
    this.views = lanes.map((lane) => marketFields(numbers, plan.market / NUMBER + lane) as MarketView);
    this.settlements = lanes.map((lane) => settlementFields(numbers, plan.settlement / NUMBER + lane) as SettlementView);
    for (const [k, agents] of this.#agents.entries()) open(numbers, agents, columnNames(setup.kinds[k]), opening[k]);
    this.books = lanes.map((lane) => createBooks(this.#agents.map((agents, k) => this.#book(setup, k, opening[k], agents, lane))));
  }

  reset(): void {
    const { numbers } = this.#instance;
    for (const { records, opening } of this.#agents) numbers.copyWithin(records / NUMBER, opening / NUMBER, (2 * opening - records) / NUMBER);
    for (const books of this.books) resetBooks(books);
    for (const screen of this.#screens) screen?.reset();
    this.#ordered.fill(0);
    this.#round = 0;
  }

  decide(frozen: boolean): void {
    const { numbers } = this.#instance;
    const closing = this.#round === this.#rounds;
    if (frozen && !closing && this.#skip) this.#twin.keep(numbers.subarray(0, this.#plan.inputs / NUMBER), this.#round);
    for (let k = 0; k < this.#agents.length; k++) {
      if (frozen && !this.books[0].kinds[k].kind.official) {
        for (const books of this.books) books.kinds[k].sums.fill(0);
        this.#ordered[k] = 0;
      } else this.#decideKind(k, frozen || closing ? undefined : this.#screens[k]);
    }
    this.#round += 1;
  }

  settle(): void {
    for (let k = 0; k < this.#agents.length; k++) {
      const { orders, settle } = this.#agents[k];
      if (this.#ordered[k] > 0) settle(orders, this.#ordered[k]);
    }
  }

  #decideKind(k: number, screen: Screen | undefined): void {
    const { numbers, integers } = this.#instance;
    const { plan, records, everybody, words, orders, leavers, touched, decide, decideIn } = this.#agents[k];
    const setting = this.#setting(plan.flags);
    const visit = screen ? screen.visit(this.#twin, this.#round, setting) : everybody;
    const code = this.#setting(plan.idle) === 0 ? decideIn[setting] : decide;
    this.#ordered[k] = code(records, visit, words, orders, leavers, touched);
    if (integers[leavers / INTEGER] > 0) this.#leave(k);
    for (let lane = 0; lane < LANES; lane++) {
      const { sums } = this.books[lane].kinds[k];
      for (let n = 0, at = plan.sums / NUMBER + lane; n < sums.length; n++, at += LANES) sums[n] = numbers[at];
    }
  }

  /** Number of the setting in which flags are: a bit for each that is 1 in any lane. */
  #setting(flags: readonly number[]): number {
    const { numbers } = this.#instance;
    let setting = 0;
    for (let bit = 0; bit < flags.length; bit++) {
      const at = flags[bit] / NUMBER;
      if (numbers[at] !== 0 || numbers[at + 1] !== 0) setting |= 1 << bit;
    }
    return setting;
  }

  /** Those who default leave their books, in order. */
  #leave(k: number): void {
    const { integers } = this.#instance;
    const { plan, records, leavers } = this.#agents[k];
    const first = leavers / INTEGER;
    for (let n = 0; n < integers[first]; n++) {
      const agent = ((integers[first + 2 + 2 * n] >>> 0) - records) / plan.layout.stride; // addresses have no sign
      const lanes = integers[first + 3 + 2 * n];
      for (const [lane, books] of this.books.entries()) {
        if ((lanes >> lane) & 1) leave(books, books.kinds[k], agent, this.views[lane]);
      }
    }
  }

  #book(setup: ModelSetup, k: number, opening: OpeningColumns, { plan, records }: Agents, lane: number): KindBook {
    const { numbers } = this.#instance;
    const { columns, stride } = plan.layout;
    const column = (name: string): Column => {
      const at = columns[name];
      // A column that no rule reads is nowhere: it is zero, or nobody asks.
      if (at === undefined) return new Column(new Float64Array(1), 0, 0, opening.count);
      return new KernelColumn(this.#instance, this.#plan.totals, records, at, stride, opening.count, lane);
    };
    const kind = setup.kinds[k];
    const book = createBook(setup, kind, opening, Object.fromEntries(columnNames(kind).map((name) => [name, column(name)])));
    return { ...book, scalars: scalarFields(plan, book.initialScalars)(numbers, plan.scalars / NUMBER + lane) };
  }
}

function instantiate(module: WebAssembly.Module, pages: number): Instance {
  const memory = new WebAssembly.Memory({ initial: pages });
  return {
    exports: new WebAssembly.Instance(module, { "": { memory } }).exports,
    numbers: new Float64Array(memory.buffer),
    integers: new Int32Array(memory.buffer),
  };
}

const scalarFieldsOf = new WeakMap<KindPlan, ReturnType<typeof namedNumbers>>();

/** One class of scalars per kind, however many back ends there are: code that is warm stays so. */
function scalarFields(plan: KindPlan, scalars: object): ReturnType<typeof namedNumbers> {
  const known = scalarFieldsOf.get(plan) ?? namedNumbers(Object.keys(scalars), LANES);
  scalarFieldsOf.set(plan, known);
  return known;
}

type Places = Omit<Agents, keyof ReturnType<typeof functionsOf>>;

function functionsOf({ name, flags }: KindPlan, exports: Instance["exports"]) {
  return {
    decide: exports[`decide_${name}`],
    decideIn: Array.from({ length: 2 ** flags.length }, (_, setting) => exports[`decide_${name}.${setting}`]),
    settle: exports[`settle_${name}`],
    wake: exports[`wake_${name}`],
    inside: exports[`inside_${name}`],
  };
}

/** Divide up the memory of a kind. */
function place(plan: KindPlan, count: number, take: (bytes: number) => number): Places {
  const words = Math.ceil(count / WORD);
  const records = words * WORD * plan.layout.stride;
  return {
    plan,
    count,
    words,
    records: take(records),
    opening: take(records),
    everybody: take(words * NUMBER),
    touched: take(words * NUMBER),
    orders: take(INTEGER * count),
    leavers: take(2 * INTEGER * (count + 1)),
  };
}

/** Write the records at t = 0, and the bitmap of everybody. */
function open(numbers: Float64Array, { plan: { layout }, count, opening, everybody, words }: Places, names: readonly string[], { block }: OpeningColumns): void {
  for (const [name, { offset, lanes }] of Object.entries(layout.columns)) {
    const column = names.indexOf(name) * count;
    for (let i = 0, at = (opening + offset) / NUMBER; i < count; i++, at += layout.stride / NUMBER) {
      for (let lane = 0; lane < (lanes ? LANES : 1); lane++) numbers[at + lane] = block[column + i];
    }
  }
  const marked = new BigUint64Array(numbers.buffer, everybody, words).fill(~0n);
  if (count % WORD > 0) marked[words - 1] = (1n << BigInt(count % WORD)) - 1n;
}
