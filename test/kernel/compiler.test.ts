import fc from "fast-check";
import { expect, test } from "vitest";
import { FLAGS, type FuzzKinds, fuzzKinds, fuzzText, type Program, programText } from "./fuzzKinds.ts";
import { numbersFrom } from "./tape.ts";
import { Twins } from "./twins.ts";

const AGENTS = 6;
const ROUNDS = 3;
const PROGRAMS = 80;

type Difference = ReturnType<Twins["difference"]>;

/** Run programs in both back ends on random numbers. @returns the first difference */
function difference(fuzz: FuzzKinds, seed: number): Difference {
  const next = numbersFrom(seed);
  const twins = new Twins(fuzz, AGENTS, next, false);
  for (let round = 0; round < ROUNDS; round++) {
    twins.spread(next);
    const flags = Object.fromEntries(FLAGS.map((name) => [name, next() > 1 ? 1 : 0]));
    twins.plain.forEach((_, lane) => twins.show(lane, (name) => (name === "unfilled" && lane === 1 ? 1 - flags[name] : flags[name] ?? next())));
    twins.decide();
    const decided = twins.difference();
    if (decided !== undefined) return decided;
    twins.settle();
    const settled = twins.difference();
    if (settled !== undefined) return { ...settled, what: `settle: ${settled.what}` };
  }
  return undefined;
}

const NOTHING: Program = [new Uint8Array(), new Uint8Array()];

async function run(programs: readonly Program[], settlement: Program, seed: number): Promise<Difference> {
  return difference(await fuzzKinds(fuzzText(programs, settlement), programs.map((_, n) => `p${n}`)), seed);
}

/** A program that still differs, with as many bytes left out as possible. */
async function smallest(program: Program, differs: (program: Program) => Promise<boolean>): Promise<Program> {
  let found = program;
  for (const part of [0, 1]) {
    for (let size = 64; size >= 1; size = size >> 1) {
      for (let at = 0; at < found[part].length; ) {
        const less = found.map((bytes, n) => (n === part ? bytes.filter((_, b) => b < at || b >= at + size) : bytes)) as unknown as Program;
        if (await differs(less)) found = less;
        else at += size;
      }
    }
  }
  return found;
}

/** What differs, with the program at fault. */
async function report({ kind, what }: NonNullable<Difference>, programs: readonly Program[], seed: number): Promise<string> {
  const culprit = programs[Number(kind?.slice(1))];
  const differs = async (program: Program) => {
    for (let more = 0; more < 20; more++) if (await run([program], NOTHING, seed + more)) return true;
    return false;
  };
  if (culprit === undefined) return what;
  return `${what}\n${programText((await differs(culprit)) ? await smallest(culprit, differs) : culprit)}`;
}

const bytes = (maxLength: number) => fc.uint8Array({ maxLength, size: "max" });
const program = fc.tuple(bytes(250), bytes(300));
const programs = fc.array(program, { minLength: PROGRAMS, maxLength: PROGRAMS, size: "max" });
const batches = fc.sample(fc.record({ programs, settlement: program, seed: fc.nat() }), 40);

test(`${PROGRAMS * batches.length} random programs write, add up and decide the same bits compiled and as they stand`, async () => {
  for (const batch of batches) {
    const found = await run(batch.programs, batch.settlement, batch.seed);
    if (found !== undefined) expect.fail(await report(found, batch.programs, batch.seed));
  }
});

test("the random programs are of every kind: they branch, return, order, default, call rules, write and add up", () => {
  const text = batches.slice(0, 5).map((batch) => fuzzText(batch.programs, batch.settlement)).join("\n");
  const parts = ["} else {", "return 0;", "return 1;", "return 2;", "return;", " ? ", "&&", "||", "!(", "r0(", "Math.min", "Math.max", "Math.abs", "Math.sqrt", " === ", " !== ", "f.n0 +=", "f.n1 -=", "let w", "a.waiting[i]", "a.x[i] +=", "a.x[i] -=", "NaN", "-Infinity", "1e-310"];
  expect(parts.filter((part) => text.split(part).length <= 10)).toEqual([]);
});

/** Corners that once were wrong, or that chance seldom meets. */
test.each([
  ["a zero and a negative zero, the same for all agents", "a.x[i] = 1 / (m.ust * 0 + 0); a.y[i] = 1 / (m.ust * 0 + -0); a.z[i] = 1 / (m.ust * -0 - 0); return 1;"],
  ["the larger of a number and zero", "a.x[i] = 1 / Math.max(k.k0, 0); a.y[i] = 1 / Math.max(0, a.z[i]); return 0;"],
  ["the smaller of a number and NaN", "a.x[i] = Math.min(NaN, k.k0); a.y[i] = Math.min(k.k0, NaN); return 0;"],
  ["division by powers of two, to the last denormal", "a.x[i] = a.y[i] / 8.98846567431158e+307; a.z[i] = a.cash[i] / 2.2250738585072014e-308; f.n0 += m.ust / 4; return 0;"],
  ["an order behind an order that is never placed", "if (a.order_fx[i] !== 0) { if (a.order_ust[i] > 1) a.x[i] = 2; a.order_ust[i] = 1; } return 1;"],
  ["a variable assigned on both sides of a branch", "let x = m.ust; if (a.x[i] > 0) x = a.y[i]; else x += 1; if (a.y[i] > x) return 2; a.z[i] = x; return 1;"],
  ["a return within a branch within a branch", "if (a.x[i] > 0) { a.y[i] += 1; if (a.z[i] > a.x[i]) return 1; a.y[i] += 1; } else if (a.z[i] > 0) return 2; a.y[i] += 1; f.n0 += a.y[i]; return 0;"],
])("%s", async (_, body) => {
  for (let seed = 0; seed < 50; seed++) {
    expect(difference(await corner(body), seed)).toBeUndefined();
  }
});

const corners = new Map<string, Promise<FuzzKinds>>();
function corner(body: string): Promise<FuzzKinds> {
  // Columns that nothing reads are not kept.
  const known = corners.get(body) ?? fuzzKinds(`export function decide_p0(i, a, m, k, f) { f.n1 += a.x[i] + a.y[i] + a.z[i]; ${body} }\n${fuzzText([], NOTHING)}`, ["p0"]);
  corners.set(body, known);
  return known;
}
