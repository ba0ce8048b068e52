import { ACCOUNTS, type Account } from "./agents/kind.ts";
import { type Column, type FlowSlot, total } from "./books.ts";
import { logPrice, volatilityRatio } from "./markets/marketState.ts";
import { EQUITY, FX, JGB, TECH, UST } from "./markets/names.ts";
import { yields } from "./markets/policy.ts";
import { dailyVariables, MOVES, pathObservables, POSITION_DAYS } from "./observables.ts";
import { CascadeRecord } from "./record/cascade.ts";
import { MoveRecord } from "./record/moves.ts";
import { PathError } from "./record/pathError.ts";
import { SalesRecord } from "./record/sales.ts";
import type { World } from "./round.ts";
import { TRADING_DAYS_PER_YEAR } from "./units.ts";

/** Largest relative error of the sums over accounts before a path counts as broken. */
const ACCOUNT_TOLERANCE = 1e-12;

/**
 * Collects what a path reports: the columns of observables.ts and the daily values of the
 * timeline. One recorder serves path after path: the frozen twin first, then the path.
 */
export class Recorder {
  readonly columns;
  readonly daily;
  /** Daily values of the present path, [(days + 1) × daily variables]. */
  readonly timeline: Float64Array;
  readonly #world: World;
  readonly #moves: MoveRecord;
  readonly #sales: SalesRecord;
  readonly #cascade = new CascadeRecord();
  readonly #frozenMoves = new Float64Array(MOVES.length);
  /** Per day: USDJPY and technology equity of the frozen twin, and the net speculative short. */
  readonly #frozenUsdjpy: Float64Array;
  readonly #frozenTech: Float64Array;
  readonly #short: Float64Array;
  /** Per kind: share of its yen debt that is speculative; sums of its counters over the path. */
  readonly #speculative: readonly number[];
  readonly #debts: Float64Array;
  readonly #counters: readonly Float64Array[];
  /** Per account: its columns in the books of all kinds. */
  readonly #accounts: readonly { readonly account: Account; readonly columns: readonly Column[] }[];
  /** Slots behind the timeline's sales: forced US equity, forced Treasuries, US assets per kind, private Japanese Treasuries. */
  readonly #forcedUsEquity: readonly FlowSlot[];
  readonly #forcedUst: readonly FlowSlot[];
  readonly #usAssets: readonly (readonly FlowSlot[])[];
  readonly #privateUst: readonly FlowSlot[];
  /** Lowest since t = 0, and since the day began. */
  #lowestUsdjpy = 0;
  #lowestOfDay = 0;
  #repaidJpy = 0;
  #repaidUsd = 0;

  constructor(world: World) {
    const { setup, books } = world;
    this.#world = world;
    this.columns = pathObservables(setup.kinds, setup.days);
    this.daily = dailyVariables(setup.kinds);
    this.timeline = new Float64Array((setup.days + 1) * this.daily.length);
    this.#moves = new MoveRecord(world);
    this.#sales = new SalesRecord(setup, books);
    this.#frozenUsdjpy = new Float64Array(setup.days + 1);
    this.#frozenTech = new Float64Array(setup.days + 1);
    this.#short = new Float64Array(setup.days + 1);
    this.#speculative = setup.kinds.map((kind) => kind.speculativeShare(setup.configuration.agents[kind.name] as never));
    this.#debts = new Float64Array(setup.kinds.length);
    const forced = books.kinds.flatMap(({ slots }) => slots.filter((slot) => slot.forced));
    this.#forcedUsEquity = forced.filter(({ market }) => market === TECH || market === EQUITY);
    this.#forcedUst = forced.filter(({ market }) => market === UST);
    this.#usAssets = books.kinds.map(({ slots }) => slots.filter(({ market }) => [UST, TECH, EQUITY].includes(market)));
    this.#privateUst = books.kinds.flatMap(({ kind, slots }) => (kind.japanese && !kind.official ? slots.filter(({ market }) => market === UST) : []));
    this.#counters = setup.kinds.map((kind) => new Float64Array(Object.keys(kind.counters).length));
    this.#accounts = (Object.keys(ACCOUNTS) as Account[]).map((account) => ({
      account,
      columns: books.kinds.map(({ column }) => column[account]),
    }));
  }

  /** Call after the world was reset, before the first round. */
  begin(): void {
    this.#repaidJpy = this.#repaidUsd = 0;
    this.#lowestUsdjpy = this.#lowestOfDay = this.#world.markets.after[FX];
    for (const sums of this.#counters) sums.fill(0);
    this.#cascade.begin();
    this.#moves.begin();
    this.#closeDay(0);
  }

  /** Call after every round. */
  afterRound(): void {
    const { books, markets, day, roundOfDay } = this.#world;
    this.#moves.afterRound();
    this.#lowestUsdjpy = Math.min(this.#lowestUsdjpy, markets.after[FX]);
    this.#lowestOfDay = Math.min(this.#lowestOfDay, markets.after[FX]);
    let forced = 0;
    books.kinds.forEach(({ kind, sums, slots }, k) => {
      const counters = this.#counters[k];
      const first = sums.length - counters.length; // counters come after the flows
      for (let n = 0; n < counters.length; n++) counters[n] += sums[first + n];
      for (const slot of slots) {
        if (slot.market === FX) {
          if (!kind.borrowsYen) continue;
          this.#repaidUsd += slot.roundUsd;
          this.#repaidJpy += slot.roundUsd * markets.execution[FX];
        } else if (slot.market !== JGB && slot.forced) forced += slot.roundUsd;
      }
    });
    this.#cascade.afterRound(forced);
    if (roundOfDay === 0) {
      this.#moves.closeDay(day - 1);
      this.#closeDay(day - 1);
    }
  }

  /** Call at the end of the frozen twin, before the path itself is run. */
  keepFrozen(): void {
    const { days } = this.#world.setup;
    this.#moves.write(this.#frozenMoves, 0, this.#world.markets.after[FX], this.#lowestUsdjpy);
    for (let day = 0; day <= days; day++) {
      this.#frozenUsdjpy[day] = this.timeline[day * this.daily.length];
      this.#frozenTech[day] = this.#moves.techAt(day);
    }
  }

  /** Write the path's row. @throws PathError when the accounts do not close or a value is not finite */
  writeRow(path: number, out: Float64Array, at: number): void {
    const { setup, books, markets } = this.#world;
    let next = at;
    out[next++] = path;
    out[next++] = 1;
    next = this.#moves.write(out, next, markets.after[FX], this.#lowestUsdjpy);
    out.set(this.#frozenMoves, next);
    next += MOVES.length;
    for (const sums of this.#counters) for (const sum of sums) out[next++] = sum;
    out[next++] = this.#repaidJpy;
    out[next++] = this.#repaidUsd;
    out[next++] = books.defaults;
    out[next++] = books.creditLoss;
    for (const day of POSITION_DAYS) if (day < setup.days) out[next++] = this.#short[day];
    out[next++] = this.#short[setup.days];
    out[next++] = this.#held(["ust"]);
    out[next++] = this.#held(["tech", "equity"]);
    out[next++] = this.#cascade.generations;
    out[next++] = this.#cascade.branching;
    out[next++] = this.#accountsError(path);
    next = this.#sales.write(out, next);
    for (let n = at; n < next; n++) {
      if (!Number.isFinite(out[n])) throw new PathError(path, `${this.columns[n - at].name} is ${out[n]}`);
    }
  }

  #closeDay(day: number): void {
    const { setup, books, markets } = this.#world;
    this.#sales.closeDay(day);
    this.#short[day] = this.#speculativeShort();
    const { ust, jgb } = yields(markets, setup);
    this.timeline.set(
      [
        markets.after[FX],
        this.#lowestOfDay,
        this.#moves.techAt(day),
        100 * logPrice(markets, EQUITY),
        ust,
        jgb,
        markets.usRate,
        markets.jpRate,
        100 * setup.sigma[FX] * volatilityRatio(markets, FX) * Math.sqrt(TRADING_DAYS_PER_YEAR),
        this.#short[day],
        this.#repaidUsd,
        sold(this.#forcedUsEquity),
        sold(this.#forcedUst),
        sold(this.#privateUst),
        books.defaults,
        this.#frozenUsdjpy[day],
        this.#frozenTech[day],
        ...this.#usAssets.map(sold),
      ],
      day * this.daily.length,
    );
    this.#lowestOfDay = Infinity;
  }

  #speculativeShort(): number {
    const { books, markets, frozen, day } = this.#world;
    let short = 0;
    books.kinds.forEach(({ kind, column }, k) => {
      if (this.#speculative[k] === 0) return;
      // In a frozen twin only official kinds trade: the others owe what they owed.
      if (!frozen || kind.official || day === 1) this.#debts[k] = -column.yen.sum(0);
      short += (this.#speculative[k] * this.#debts[k] * markets.yen) / markets.after[FX];
    });
    return short;
  }

  /** Units of these assets held by Japanese kinds. */
  #held(assets: readonly Account[]): number {
    let units = 0;
    for (const { kind, column } of this.#world.books.kinds) {
      if (!kind.japanese) continue;
      for (const asset of assets) units = column[asset].sum(units);
    }
    return units;
  }

  #accountsError(path: number): number {
    const { books } = this.#world;
    let worst = 0;
    for (const { account, columns } of this.#accounts) {
      const { sum, size } = total(columns);
      const error = Math.abs(sum + books.residual[account]) / Math.max(size, Math.abs(books.residual[account]), 1);
      if (!(error <= ACCOUNT_TOLERANCE)) {
        throw new PathError(path, `accounts do not close: ${account} is off by ${error} of its size`);
      }
      worst = Math.max(worst, error);
    }
    return worst;
  }
}

function sold(slots: readonly FlowSlot[]): number {
  let sum = 0;
  for (const slot of slots) sum += slot.soldUsd;
  return sum;
}
