import type { DeclaredDesign } from "../config/sweepSchema.ts";
import { latinHypercube } from "../design/latinHypercube.ts";
import { morris } from "../design/morris.ts";
import { saltelli } from "../design/saltelli.ts";
import { sobolSequence } from "../design/sobolSequence.ts";
import type { UnitRows } from "../design/unitRows.ts";
import type { Constraint } from "./constraint.ts";
import { isUnbounded } from "./laws.ts";
import type { SweepParameter, SweepValue } from "./parameters.ts";

export type DesignName = "grid" | "one_at_a_time" | "list" | "latin_hypercube" | "sobol" | "saltelli" | "morris";

/** Rows of values, one per parameter; consecutive rows of one block belong together. */
export interface Design {
  readonly name: DesignName;
  readonly rows: readonly (readonly SweepValue[])[];
  /** Rows per block: 1 unless rows mean something only together. */
  readonly blockSize: number;
  /** Blocks as numbered by the design; those that a constraint has taken out are missing. */
  readonly blocks: readonly number[];
  /** Coordinates in the unit cube, as the rows; for designs that have them. */
  readonly unit: readonly Float64Array[] | undefined;
  /** Rows that a constraint has taken out, whole blocks of them. */
  readonly excluded: number;
  /** Saltelli only: are there rows for second-order indices? */
  readonly secondOrder: boolean;
}

/**
 * The rows of a declared design, without the blocks in which a row breaks a constraint.
 *
 * @throws Error when design and parameters do not go together
 */
export function buildDesign(declared: DeclaredDesign, parameters: readonly SweepParameter[], constraints: readonly Constraint[]): Design {
  const { name, rows, unit, blockSize = 1, secondOrder = false } = allRows(declared, parameters);
  const named = (row: readonly SweepValue[]) => Object.fromEntries(parameters.map((parameter, p) => [parameter.name, row[p]]));
  const blocks = Array.from({ length: rows.length / blockSize }, (_, block) => block).filter((block) => {
    const members = rows.slice(block * blockSize, (block + 1) * blockSize);
    return members.every((row) => constraints.every((holds) => holds(named(row))));
  });
  const kept = blocks.flatMap((block) => Array.from({ length: blockSize }, (_, n) => block * blockSize + n));
  return {
    name,
    blockSize,
    secondOrder,
    blocks,
    rows: kept.map((row) => rows[row]),
    unit: unit && kept.map((row) => unit.values.subarray(row * unit.dimensions, (row + 1) * unit.dimensions)),
    excluded: rows.length - kept.length,
  };
}

interface AllRows {
  readonly name: DesignName;
  readonly rows: SweepValue[][];
  readonly unit?: UnitRows;
  readonly blockSize?: number;
  readonly secondOrder?: boolean;
}

function allRows(declared: DeclaredDesign, parameters: readonly SweepParameter[]): AllRows {
  if (declared === "grid") return { name: "grid", rows: product(listed(parameters, "grid")) };
  if (declared === "one_at_a_time") return { name: "one_at_a_time", rows: oneAtATime(parameters) };
  if (declared.list) return { name: "list", rows: declared.list.map((row) => parameters.map(({ name, inBase }) => row[name] ?? inBase)) };
  const d = parameters.length;
  if (declared.latin_hypercube) {
    const { points, seed } = declared.latin_hypercube;
    return sampled("latin_hypercube", latinHypercube(points, d, seed), parameters);
  }
  if (declared.sobol) {
    const { points, seed } = declared.sobol;
    return sampled("sobol", sobolSequence(points, d, seed), parameters);
  }
  if (declared.saltelli) {
    const { base, second_order, seed } = declared.saltelli;
    const { unit, blockSize } = saltelli(base, d, seed, second_order);
    return { ...sampled("saltelli", unit, parameters), blockSize, secondOrder: second_order };
  }
  const { trajectories, levels, seed } = declared.morris!;
  const open = parameters.find(({ law }) => law !== undefined && isUnbounded(law));
  if (open !== undefined) throw new Error(`a Morris design goes to the ends of every range, and ${open.name} has none: give min and max`);
  const { unit, blockSize } = morris(trajectories, d, levels, seed);
  return { ...sampled("morris", unit, parameters), blockSize };
}

function sampled(name: DesignName, unit: UnitRows, parameters: readonly SweepParameter[]): AllRows {
  const rows = Array.from({ length: unit.rows }, (_, row) => parameters.map(({ at }, p) => at(unit.values[row * unit.dimensions + p])));
  return { name, rows, unit };
}

function listed(parameters: readonly SweepParameter[], design: string): (readonly SweepValue[])[] {
  return parameters.map(({ name, values }) => {
    if (values === undefined) throw new Error(`a ${design} needs values or a range, and ${name} has a law; choose a sampled design, or give it a range`);
    return values;
  });
}

/** Every combination; the last parameter changes fastest. */
function product(lists: readonly (readonly SweepValue[])[]): SweepValue[][] {
  return lists.reduce<SweepValue[][]>((rows, values) => rows.flatMap((row) => values.map((value) => [...row, value])), [[]]);
}

/** The base, then every value of each parameter with the others as in the base. */
function oneAtATime(parameters: readonly SweepParameter[]): SweepValue[][] {
  const base = parameters.map(({ name, inBase }) => {
    if (inBase === undefined) throw new Error(`one_at_a_time starts from the base, and ${name} has no value there; choose a grid or a list`);
    return inBase;
  });
  const others = listed(parameters, "one_at_a_time").flatMap((values, p) =>
    values.filter((value) => value !== base[p]).map((value) => base.map((at, q) => (q === p ? value : at))),
  );
  return [base, ...others];
}
