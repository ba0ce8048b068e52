import fc from "fast-check";
import { eventTypes } from "../../src/model/markets/events.ts";
import { isParameter, type Distribution, type Parameter, type ParameterTree } from "../../src/model/parameter.ts";

const words = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 });
const finite = fc.double({ min: -1e9, max: 1e9, noNaN: true });
const reserved = new Set(["name", "description", "extends", "run", "events"]);
const keys = fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/).filter((key) => !reserved.has(key));

/** Any declaration with a default that satisfies it. */
const parameters: fc.Arbitrary<Parameter> = fc
  .record({ description: words, source: words, unit: words, ends: fc.tuple(finite, finite), whole: fc.boolean() })
  .chain(({ description, source, unit, ends, whole }) => {
    const [low, high] = ends[0] <= ends[1] ? ends : [ends[1], ends[0]];
    const integer = whole && Math.ceil(low) <= Math.floor(high);
    const facts = { description, source, unit, min: low, max: high };
    const shapes: fc.Arbitrary<Omit<Parameter, "default">>[] = [
      fc.constant({ type: "number", ...facts, integer }),
      fc.option(fc.nat(4), { nil: undefined }).map((length) => ({ type: "numbers" as const, ...facts, integer, length })),
      fc.constant({ type: "distribution", ...facts }),
      fc.constant({ type: "boolean", description, source }),
      fc.constant({ type: "text", description, source }),
      fc.uniqueArray(words, { minLength: 1, maxLength: 4 }).map((options) => ({ type: "choice" as const, options, description, source })),
    ];
    return fc.oneof(...shapes).chain((shape) => valueOf(shape as Parameter).map((value) => ({ ...shape, default: value }) as Parameter));
  });

/** Any tree of declarations, at most three levels deep. */
export const trees: fc.Arbitrary<ParameterTree> = fc.letrec<{ tree: ParameterTree }>((tie) => ({
  tree: fc.dictionary(keys, fc.oneof({ maxDepth: 2, withCrossShrink: true }, parameters, tie("tree")), { maxKeys: 5 }),
})).tree;

/** Any value that satisfies a declaration. */
function valueOf(parameter: Parameter): fc.Arbitrary<unknown> {
  switch (parameter.type) {
    case "number":
      return numberOf(parameter);
    case "numbers":
      return fc.array(numberOf(parameter), { minLength: parameter.length ?? 0, maxLength: parameter.length ?? 5 });
    case "distribution":
      return distributions(parameter.min, parameter.max);
    case "boolean":
      return fc.boolean();
    case "text":
      return fc.string({ unit: "grapheme" });
    case "choice":
      return fc.constantFrom(...parameter.options);
  }
}

function numberOf({ min, max, integer }: { min: number; max: number; integer?: boolean }): fc.Arbitrary<number> {
  if (integer === true) return fc.integer({ min: Math.ceil(min), max: Math.floor(max) });
  return fc.double({ min, max, noNaN: true }).map((x) => x + 0);
}

function distributions(min: number, max: number): fc.Arbitrary<Distribution> {
  const place = numberOf({ min, max });
  const shape = fc.double({ min: 0.01, max: 1e6, noNaN: true });
  const three = fc.tuple(place, place, place).map((xs) => xs.sort((a, b) => a - b) as [number, number, number]);
  const laws: fc.Arbitrary<Distribution>[] = [
    place,
    fc.tuple(place, shape).map(([mean, sd]) => ({ normal: { mean, sd } })),
    fc.tuple(three, shape).map(([[low, mean, high], sd]) => ({ normal: { mean, sd, min: low, max: high } })),
    three.map(([low, , high]) => ({ uniform: { low, high } })),
    fc.array(fc.tuple(place, shape), { minLength: 1, maxLength: 4 }).map((pairs) => ({
      choice: { values: pairs.map(([value]) => value), weights: pairs.map(([, weight]) => weight) },
    })),
  ];
  if (max > 0) {
    const positive = numberOf({ min: Math.max(min, Number.MIN_VALUE), max });
    laws.push(fc.tuple(positive, shape).map(([median, sigma]) => ({ lognormal: { median, sigma } })));
    laws.push(fc.tuple(positive, shape).map(([least, alpha]) => ({ pareto: { alpha, min: least, max } })));
  }
  return fc.oneof(...laws);
}

/** Any values for a tree, with every parameter given. */
export function valuesOf(tree: ParameterTree): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(Object.fromEntries(
    Object.entries(tree).map(([key, node]) => [key, isParameter(node) ? valueOf(node) : valuesOf(node)]),
  ));
}

/** Any list of scripted events. */
export const scripts = fc.array(
  fc.constantFrom(...Object.keys(eventTypes)).chain((type) =>
    fc.record({
      day: fc.integer({ min: 1, max: 999 }),
      round: fc.integer({ min: 1, max: 9 }),
      [type]: valuesOf(eventTypes[type as keyof typeof eventTypes]),
    }),
  ),
  { maxLength: 4 },
);
