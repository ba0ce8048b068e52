import { defaultConfiguration } from "../config/load.ts";
import type { Finding } from "../config/errors.ts";
import { suggestion } from "../config/nearest.ts";
import { ACCOUNTS, type Kind } from "../model/agents/kind.ts";
import { ASSETS } from "../model/markets/names.ts";
import { emptyView } from "../model/markets/view.ts";
import type { DistributionParameter } from "../model/parameter.ts";
import { type ModelConfiguration, modelParameters } from "../model/parameters.ts";
import { initialWorld, modelSetup } from "../model/setup.ts";
import { quantile } from "../population/quantile.ts";
import { placeOfError } from "./places.ts";
import type { SourceModule } from "./readModules.ts";
import { found, isObject } from "./shape.ts";

/**
 * Call each function of a kind but `decide` once, with its default parameters: that they name nothing
 * that is not there, and that `speculativeShare`, `scalars` and `open` return the numbers they promise.
 *
 * @param sources its code, to find the lines of errors that it throws
 */
export function tryOpening(kind: Kind, sources: readonly SourceModule[] = []): Finding[] {
  const values = Object.fromEntries(Object.entries(kind.parameters).map(([name, { default: value }]) => [name, value]));
  const p = guarded(values, "p") as never;
  const world = guarded(initialWorld(modelSetup(defaultConfiguration(modelParameters) as unknown as ModelConfiguration, [])), "world");
  const agent = guarded({ share: 1, draw: guarded(medians(kind), "draw") }, "agent") as never;
  const attempt = <T>(path: string, call: () => T, check: (result: T) => Finding[]): Finding[] => {
    try {
      return check(call());
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      return [{ ...placeOfError(error, sources), path, message: `fails with the default parameters: ${what}` }];
    }
  };
  return [
    ...attempt("speculativeShare", () => kind.speculativeShare(p), checkShare),
    ...attempt("open", () => kind.open(agent, p, world), (book) => checkBook(kind, book)),
    ...attempt("scalars", () => kind.scalars(p, world.rounds), (scalars) => {
      const findings = checkNumbers("scalars", scalars);
      if (findings.length > 0 || kind.prepare === undefined) return findings;
      return attempt("prepare", () => kind.prepare!(guarded(scalars, "k"), guarded(Object.freeze(emptyView()), "m")), () => []);
    }),
  ];
}

/** An object that has no other names than its own: a misspelt one is told, where it would read as undefined. */
function guarded<T extends object>(values: T, letter: string): T {
  const names = Object.keys(values);
  const refuse = (name: string): never => {
    throw new ReferenceError([`there is no ${letter}.${name}`, suggestion(name, names)].filter(Boolean).join(". "));
  };
  return new Proxy(values, {
    get: (_, name) => (typeof name === "symbol" || name in values ? Reflect.get(values, name) : refuse(name)),
    set: (_, name, value) => (names.includes(String(name)) ? Reflect.set(values, name, value) : refuse(String(name))),
  });
}

/** Every per-agent parameter at the middle of its distribution. */
function medians({ parameters }: Kind): Record<string, number> {
  const drawn = Object.entries(parameters).filter((entry): entry is [string, DistributionParameter] => entry[1].type === "distribution");
  return Object.fromEntries(drawn.map(([name, { default: law }]) => [name, quantile(law, 0.5)]));
}

function checkShare(share: unknown): Finding[] {
  if (typeof share === "number" && share >= 0 && share <= 1) return [];
  return [{ path: "speculativeShare", value: share, message: `it gives ${found(share)}`, expected: "a share from 0 to 1" }];
}

function checkNumbers(path: string, given: unknown): Finding[] {
  if (!isObject(given)) return [{ path, value: given, message: `it gives ${found(given)}`, expected: "an object of numbers" }];
  return Object.entries(given)
    .filter(([, value]) => !Number.isFinite(value))
    .map(([name, value]) => ({ path, value, message: `it gives ${name}: ${found(value)}`, expected: "a finite number" }));
}

function checkBook({ columns }: Kind, book: Readonly<Record<string, number>>): Finding[] {
  const numbers = checkNumbers("open", book);
  if (numbers.length > 0) return numbers;
  const known = [...Object.keys(ACCOUNTS), ...Object.keys(columns)];
  const missing = Object.keys(columns).filter((name) => book[name] === undefined);
  const strange = Object.keys(book).filter((name) => !known.includes(name));
  const short = ASSETS.filter((name) => book[name] < 0);
  return [
    ...missing.map((name) => ({ path: "open", message: `it gives no ${name}`, expected: "the value of every column at t = 0" })),
    ...strange.map((name) => ({ path: "open", message: `it gives ${name}, which is no account or column`, expected: `some of ${known.join(", ")}`, hint: suggestion(name, known) })),
    ...short.map((name) => ({ path: "open", value: book[name], message: `it gives ${name}: ${book[name]}`, expected: "0 or more: assets cannot be held short" })),
  ];
}
