import { columnNames, createBook, createBooks, leave, type Books, type Column, type KindBook, type OpeningColumns, resetBooks } from "../model/books.ts";
import type { BackEnd } from "../model/backEnd.ts";
import { emptySettlementView, type SettlementView } from "../model/markets/settlementView.ts";
import { type MarketView, marketView } from "../model/markets/view.ts";
import type { ModelSetup } from "../model/setup.ts";
import type { KindPlan, Plan } from "./compile.ts";
import { WORD } from "./functions.ts";
import { LANES, NUMBER, VECTOR } from "./layout.ts";
import { Screen } from "./screen.ts";
import { namedNumbers } from "./namedNumbers.ts";

const PAGE = 65536;
const marketFields = namedNumbers(Object.keys(marketView), LANES);
const settlementFields = namedNumbers(Object.keys(emptySettlementView()), LANES);

/** One kind's part of the memory, addresses in bytes. */
interface Agents {
  readonly plan: KindPlan;
  readonly count: number;
  readonly records: number;
  /** The records at t = 0. */
  readonly opening: number;
  /** Bitmap of everybody. */
  readonly everybody: number;
  readonly words: number;
  readonly orders: number;
  readonly leavers: number;
  readonly touched: number;
  ordered: number;
}

/** The kernel: agents in the memory of a WebAssembly instance, as many paths at once as a vector has lanes. */
export class KernelBackEnd implements BackEnd {
  readonly books: readonly Books[];
  readonly views: readonly MarketView[];
  readonly settlements: readonly SettlementView[];
  readonly #exports: WebAssembly.Instance["exports"];
  readonly #agents: readonly Agents[];
  readonly #bytes: Uint8Array;
  readonly #integers: Int32Array;
  readonly #numbers: Float64Array;

  readonly #screens: (Screen | undefined)[];
  readonly #twin: Float64Array;
  readonly #width: number;
  readonly #rounds: number;
  #round = 0;
  constructor(module: WebAssembly.Module, plan: Plan, setup: ModelSetup, opening: readonly OpeningColumns[], skip = true) {
    this.#width = plan.inputs / NUMBER; this.#rounds = setup.days * setup.rounds;
    this.#twin = new Float64Array(this.#width * this.#rounds);
    let end = plan.end;
    const take = (bytes: number): number => {
      const at = end;
      end = Math.ceil((at + bytes) / VECTOR) * VECTOR;
      return at;
    };
    this.#agents = plan.kinds.map((kind, k): Agents => {
      const { count } = opening[k];
      const words = Math.ceil(count / WORD);
      const records = words * WORD * kind.layout.stride;
      return {
        plan: kind,
        count,
        records: take(records),
        opening: take(records),
        everybody: take(words * NUMBER),
        words,
        orders: take(4 * count),
        leavers: take(8 * count + 8),
        touched: take(words * NUMBER),
        ordered: 0,
      };
    });
    const names = Object.keys(marketView);
    const skipped = (name: string) => skip && !(process.env.NOT ?? "trend_follower,life_insurer,ministry_of_finance").includes(name);
    const screenAt = this.#agents.map(({ plan: p, words }) => skipped(p.name) && p.box.length ? take(Screen.size(p, words)) : 0);
    const memory = new WebAssembly.Memory({ initial: Math.ceil(end / PAGE) });
    this.#bytes = new Uint8Array(memory.buffer);
    this.#integers = new Int32Array(memory.buffer);
    this.#numbers = new Float64Array(memory.buffer);
    this.#exports = new WebAssembly.Instance(module, { "": { memory } }).exports;

    this.#screens = this.#agents.map(({ plan: p, words, records, everybody, touched, count }, k) => {
      if (!screenAt[k]) return undefined;
      let at = screenAt[k];
      const inner = (bytes: number) => { const a = at; at = Math.ceil((at + bytes) / VECTOR) * VECTOR; return a; };
      return new Screen(inner, p, records, everybody, words, touched, count, names, { numbers: this.#numbers, integers: this.#integers, exports: this.#exports });
    });
    const lanes = Array.from({ length: LANES }, (_, lane) => lane);
    this.views = lanes.map((lane) => marketFields(this.#numbers, plan.market / NUMBER + lane) as MarketView);
    this.settlements = lanes.map((lane) => settlementFields(this.#numbers, plan.settlement / NUMBER + lane) as SettlementView);
    for (const [k, agents] of this.#agents.entries()) this.#open(agents, columnNames(setup.kinds[k]), opening[k]);
    this.books = lanes.map((lane) => createBooks(this.#agents.map((agents, k) => this.#book(setup, k, opening[k], agents, lane))));
  }

  report() { return this.#screens.map((x) => x?.report() ?? "").join("\n"); }
  reset(): void {
    this.#round = 0;
    for (const screen of this.#screens) screen?.reset();
    for (const { records, opening } of this.#agents) this.#bytes.copyWithin(records, opening, opening + opening - records);
    for (const books of this.books) resetBooks(books);
    for (const agents of this.#agents) agents.ordered = 0;
  }

  decide(frozen: boolean): void {
    const round = this.#round++;
    if (frozen && round < this.#rounds) this.#twin.set(this.#numbers.subarray(0, this.#width), round * this.#width);
    this.#agents.forEach((agents, k) => {
      const { kind } = this.books[0].kinds[k];
      agents.ordered = 0;
      if (frozen && !kind.official) {
        for (const books of this.books) books.kinds[k].sums.fill(0);
        return;
      }
      const { plan, records, everybody, words, orders, leavers, touched } = agents;
      const screen = round < this.#rounds ? this.#screens[k] : undefined;
      const visit = screen ? screen.visit(this.#twin, this.#width, round, this.#rounds) : everybody;
      agents.ordered = this.#exports[`decide_${plan.name}`](records, visit, words, orders, leavers, touched);
      if (this.#integers[leavers / 4] > 0) this.#leave(agents, k);
      screen?.merge();
      for (const [lane, books] of this.books.entries()) {
        const { sums } = books.kinds[k];
        for (let n = 0, at = plan.sums / NUMBER + lane; n < sums.length; n++, at += LANES) sums[n] = this.#numbers[at];
      }
    });
  }

  settle(): void {
    for (const { plan, orders, ordered } of this.#agents) {
      if (ordered > 0) this.#exports[`settle_${plan.name}`](orders, ordered);
    }
  }

  /** Those who default leave their books, in order. */
  #leave({ plan, records, leavers }: Agents, k: number): void {
    const first = leavers / 4;
    for (let n = 0; n < this.#integers[first]; n++) {
      const agent = (this.#integers[first + 2 + 2 * n] - records) / plan.layout.stride;
      const lanes = this.#integers[first + 3 + 2 * n];
      for (const [lane, books] of this.books.entries()) {
        if ((lanes >> lane) & 1) leave(books, books.kinds[k], agent, this.views[lane]);
      }
    }
  }

  /** Write the records at t = 0, and the bitmap of everybody. */
  #open({ plan: { layout }, count, opening, everybody, words }: Agents, names: readonly string[], { block }: OpeningColumns): void {
    for (const [name, { offset, lanes }] of Object.entries(layout.columns)) {
      const column = names.indexOf(name) * count;
      for (let i = 0, at = (opening + offset) / NUMBER; i < count; i++, at += layout.stride / NUMBER) {
        for (let lane = 0; lane < (lanes ? LANES : 1); lane++) this.#numbers[at + lane] = block[column + i];
      }
    }
    const marked = new BigUint64Array(this.#bytes.buffer, everybody, words).fill(~0n);
    if (count % WORD > 0) marked[words - 1] = (1n << BigInt(count % WORD)) - 1n;
  }

  #book(setup: ModelSetup, k: number, opening: OpeningColumns, { plan, records }: Agents, lane: number): KindBook {
    const kind = setup.kinds[k];
    const { layout } = plan;
    const column = Object.fromEntries(
      columnNames(kind).map((name): [string, Column] => {
        const place = layout.columns[name];
        // A column that no rule reads is nowhere: it is zero, or nobody asks.
        if (place === undefined) return [name, { data: new Float64Array(1), start: 0, step: 0 }];
        const start = (records + place.offset) / NUMBER + (place.lanes ? lane : 0);
        return [name, { data: this.#numbers, start, step: layout.stride / NUMBER }];
      }),
    );
    const book = createBook(setup, kind, opening, column);
    const fields = namedNumbers(Object.keys(book.initialScalars), LANES);
    return { ...book, scalars: fields(this.#numbers, plan.scalars / NUMBER + lane) };
  }
}
