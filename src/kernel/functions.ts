import type { BoxCode } from "./boxes.ts";
import type { LaneCode } from "./lanes.ts";
import { type Layout, VECTOR } from "./layout.ts";

type Generated = ReturnType<LaneCode["generate"]>;

/** Agents in one word of a bitmap. */
export const WORD = 64;

const LISTS = "(param $records i32) (param $visit i32) (param $words i32)";

/**
 * One round of `decide` for the agents marked in a bitmap, in order: sums are left at their
 * places, orders are listed as addresses of records, those who default as records and lanes.
 * Whoever has written anything is marked in `$touched`.
 *
 * @param sums address of each sum
 * @returns WAT of decide_<name>(records, visit, words, orders, leavers, touched) → number of orders;
 *   the list of leavers begins with their number
 */
export function decideFunction(name: string, { once, perAgent, locals }: Generated, { stride, ordered }: Layout, sums: ReadonlyMap<string, number>): string {
  const own = new Set([...locals, "ordered", "leaves"]);
  return `(func (export "decide_${name}") ${LISTS} (param $orders i32) (param $leavers i32) (param $touched i32) (result i32)
  (local $record i32) (local $base i32) (local $bits i64) (local $first i32) (local $leaver i32) (local $wrote i32)
${declared(own)}
  (local.set $base (local.get $records))
  (local.set $first (local.get $orders))
  (local.set $leaver (i32.add (local.get $leavers) (i32.const 8)))
${[...sums.values()].map((at) => `  (v128.store offset=${at} (i32.const 0) (v128.const i64x2 0 0))`).join("\n")}
${indented(once, 1)}
${overAgents(stride, `
      (local.set $ordered (v128.const i64x2 0 0))
      (local.set $leaves (v128.const i64x2 0 0))
      (local.set $wrote (i32.const 0))
      (block $done
${indented(perAgent, 4)}
      )
      (if (local.get $wrote) (then
        (i64.store (local.get $touched) (i64.or (i64.load (local.get $touched)) (i64.and (local.get $bits) (i64.sub (i64.const 0) (local.get $bits)))))
        (if (i64x2.bitmask (local.get $ordered)) (then
          (v128.store offset=${ordered} (local.get $record) (local.get $ordered))
          (i32.store (local.get $orders) (local.get $record))
          (local.set $orders (i32.add (local.get $orders) (i32.const 4)))))
        (if (i64x2.bitmask (local.get $leaves)) (then
          (i32.store (local.get $leaver) (local.get $record))
          (i32.store offset=4 (local.get $leaver) (i64x2.bitmask (local.get $leaves)))
          (local.set $leaver (i32.add (local.get $leaver) (i32.const 8)))))))`, "(local.set $touched (i32.add (local.get $touched) (i32.const 8)))")}
  (i32.store (local.get $leavers) (i32.shr_u (i32.sub (local.get $leaver) (i32.add (local.get $leavers) (i32.const 8))) (i32.const 3)))
  (i32.shr_u (i32.sub (local.get $orders) (local.get $first)) (i32.const 2)))`;
}

/** @returns WAT of settle_<name>(orders, count): settles the orders that `decide` listed */
export function settleFunction(name: string, { once, perAgent, locals }: Generated): string {
  return `(func (export "settle_${name}") (param $orders i32) (param $count i32)
  (local $record i32)
${declared(locals)}
${indented(once, 1)}
  (block $finished (loop $next
    (br_if $finished (i32.eqz (local.get $count)))
    (local.set $record (i32.load (local.get $orders)))
    (block $done
${indented(perAgent, 3)}
    )
    (local.set $orders (i32.add (local.get $orders) (i32.const 4)))
    (local.set $count (i32.sub (local.get $count) (i32.const 1)))
    (br $next))))`;
}

/**
 * Which of the agents marked in a bitmap can act while the market stays in a box: a bitmap for each
 * setting of the flags, $words words long, one after the other from $awake on.
 *
 * @param asleep for each setting, the mask of lanes in which the agent at hand sleeps
 * @returns WAT of wake_<name>(records, visit, words, awake, centre, radius)
 */
export function wakeFunction(name: string, { once, perAgent, locals }: BoxCode["code"], asleep: readonly string[], { stride }: Layout): string {
  const found = asleep.map((_, n) => `found:${n}`);
  return `(func (export "wake_${name}") ${LISTS} (param $awake i32) (param $centre i32) (param $radius i32)
  (local $record i32) (local $base i32) (local $bits i64) (local $bit i64) (local $size i32)
${found.map((local) => `  (local $${local} i64)`).join("\n")}
${declared(locals)}
  (local.set $base (local.get $records))
  (local.set $size (i32.mul (local.get $words) (i32.const 8)))
${indented(once, 1)}
${overAgents(stride, `
${indented(perAgent, 3)}
      (local.set $bit (i64.and (local.get $bits) (i64.sub (i64.const 0) (local.get $bits))))
${found.map((local, n) => `      (local.set $${local} (i64.or (local.get $${local}) (select (i64.const 0) (local.get $bit) (i64x2.all_true ${asleep[n]}))))`).join("\n")}`, `
${found.map((local, n) => `    (i64.store (i32.add (local.get $awake) (i32.mul (local.get $size) (i32.const ${n}))) (local.get $${local}))
    (local.set $${local} (i64.const 0))`).join("\n")}
    (local.set $awake (i32.add (local.get $awake) (i32.const 8)))`)}
)`;
}

/** @returns WAT of inside_<name>(centre, radius) → 1 if the market is in the box, in every lane */
export function insideFunction(name: string, inputs: readonly { readonly at: number; readonly inBox: number }[]): string {
  const within = inputs.map(({ at, inBox }) => {
    const apart = `(f64x2.abs (f64x2.sub (v128.load offset=${at} (i32.const 0)) (v128.load offset=${inBox} (local.get $centre))))`;
    return `(local.set $all (v128.and (local.get $all) (f64x2.le ${apart} (v128.load offset=${inBox} (local.get $radius)))))`;
  });
  return `(func (export "inside_${name}") (param $centre i32) (param $radius i32) (result i32)
  (local $all v128)
  (local.set $all (v128.const i64x2 -1 -1))
${indented(within, 1)}
  (i64x2.all_true (local.get $all)))`;
}

/**
 * Sums over one column of all agents, per lane: sum_*(column, count, stride, at) adds every number to
 * the vector at `at`; total_* does so with compensation, and keeps there Σ, what is lost of it, and Σ|·|.
 * `*_lanes` is for columns with a number per lane, `*_shared` for those with one.
 */
export function columnFunctions(): string {
  const loop = (load: string, body: string) => `  (block $finished (loop $next
    (br_if $finished (i32.eqz (local.get $count)))
    (local.set $x (v128.${load} (local.get $column)))
    ${body}
    (local.set $column (i32.add (local.get $column) (local.get $stride)))
    (local.set $count (i32.sub (local.get $count) (i32.const 1)))
    (br $next)))`;
  const head = (name: string) => `(func (export "${name}") (param $column i32) (param $count i32) (param $stride i32) (param $at i32)
  (local $x v128) (local $sum v128) (local $lost v128) (local $size v128) (local $grown v128)
  (local.set $sum (v128.load (local.get $at)))`;
  return [["lanes", "load"], ["shared", "load64_splat"]].map(([suffix, load]) => `${head(`sum_${suffix}`)}
${loop(load, "(local.set $sum (f64x2.add (local.get $sum) (local.get $x)))")}
  (v128.store (local.get $at) (local.get $sum)))
${head(`total_${suffix}`)}
  (local.set $lost (v128.load offset=${VECTOR} (local.get $at)))
  (local.set $size (v128.load offset=${2 * VECTOR} (local.get $at)))
${loop(load, `(local.set $size (f64x2.add (local.get $size) (f64x2.abs (local.get $x))))
    (local.set $x (f64x2.sub (local.get $x) (local.get $lost)))
    (local.set $grown (f64x2.add (local.get $sum) (local.get $x)))
    (local.set $lost (f64x2.sub (f64x2.sub (local.get $grown) (local.get $sum)) (local.get $x)))
    (local.set $sum (local.get $grown))`)}
  (v128.store (local.get $at) (local.get $sum))
  (v128.store offset=${VECTOR} (local.get $at) (local.get $lost))
  (v128.store offset=${2 * VECTOR} (local.get $at) (local.get $size)))`).join("\n");
}

/** Set $record to every agent marked in the bitmap at $visit, $words words long, and run code for it. */
function overAgents(stride: number, perAgent: string, perWord: string): string {
  return `  (block $finished (loop $next
    (br_if $finished (i32.eqz (local.get $words)))
    (local.set $bits (i64.load (local.get $visit)))
    (block $none (loop $agents
      (br_if $none (i64.eqz (local.get $bits)))
      (local.set $record (i32.add (local.get $base) (i32.mul (i32.wrap_i64 (i64.ctz (local.get $bits))) (i32.const ${stride}))))${perAgent}
      (local.set $bits (i64.and (local.get $bits) (i64.sub (local.get $bits) (i64.const 1))))
      (br $agents)))
    ${perWord}
    (local.set $visit (i32.add (local.get $visit) (i32.const 8)))
    (local.set $base (i32.add (local.get $base) (i32.const ${stride * WORD})))
    (local.set $words (i32.sub (local.get $words) (i32.const 1)))
    (br $next)))`;
}

function declared(locals: Iterable<string>): string {
  return [...locals].map((name) => `  (local $${name} v128)`).join("\n");
}

function indented(lines: readonly string[], depth: number): string {
  return lines.map((line) => "  ".repeat(depth) + line).join("\n");
}
