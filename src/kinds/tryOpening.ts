import { defaultConfiguration } from "../config/load.ts";
import type { Finding } from "../config/errors.ts";
import { suggestion } from "../config/nearest.ts";
import { ACCOUNTS, type Kind } from "../model/agents/kind.ts";
import type { InitialWorld } from "../model/agents/initialWorld.ts";
import { ASSETS } from "../model/markets/names.ts";
import type { DistributionParameter } from "../model/parameter.ts";
import { type ModelConfiguration, modelParameters } from "../model/parameters.ts";
import { initialWorld, modelSetup } from "../model/setup.ts";
import { quantile } from "../population/quantile.ts";
import { found, isObject, type Properties } from "./shape.ts";

/**
 * Open one agent of a kind with its default parameters, as the population will do it with all: that
 * `speculativeShare`, `scalars` and `open` return the numbers they promise.
 *
 * @returns with the findings the names of the kind's scalars
 */
export function tryOpening(kind: Kind): { findings: Finding[]; scalars: string[] } {
  const values = Object.fromEntries(Object.entries(kind.parameters).map(([name, { default: value }]) => [name, value])) as never;
  const world = typicalWorld();
  let scalars: unknown;
  const findings = [
    ...attempt("speculativeShare", () => checkShare(kind.speculativeShare(values))),
    ...attempt("scalars", () => checkNumbers("scalars", (scalars = kind.scalars(values, world.rounds)))),
    ...attempt("open", () => checkBook(kind, kind.open({ share: 1, draw: medians(kind) as never }, values, world))),
  ];
  return { findings, scalars: isObject(scalars) ? Object.keys(scalars) : [] };
}

function typicalWorld(): InitialWorld {
  const configuration = defaultConfiguration(modelParameters) as unknown as ModelConfiguration;
  return initialWorld(modelSetup(configuration, []));
}

/** Every per-agent parameter at the middle of its distribution. */
function medians({ parameters }: Kind): Record<string, number> {
  const drawn = Object.entries(parameters).filter((entry): entry is [string, DistributionParameter] => entry[1].type === "distribution");
  return Object.fromEntries(drawn.map(([name, { default: law }]) => [name, quantile(law, 0.5)]));
}

function attempt(path: string, check: () => Finding[]): Finding[] {
  try {
    return check();
  } catch (error) {
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return [{ path, message: `threw with the default parameters: ${what}` }];
  }
}

function checkShare(share: unknown): Finding[] {
  if (typeof share === "number" && share >= 0 && share <= 1) return [];
  return [{ path: "speculativeShare", value: share, message: `it gives ${found(share)}`, expected: "a share from 0 to 1" }];
}

function checkNumbers(path: string, given: unknown): Finding[] {
  if (!isObject(given)) return [{ path, value: given, message: `it gives ${found(given)}`, expected: "an object of numbers" }];
  return Object.entries(given)
    .filter(([, value]) => !Number.isFinite(value))
    .map(([name, value]) => ({ path: `${path}.${name}`, value, message: `it is ${found(value)}`, expected: "a finite number" }));
}

function checkBook(kind: Kind, given: unknown): Finding[] {
  const numbers = checkNumbers("open", given);
  if (numbers.length > 0) return numbers;
  const book = given as Properties;
  const own = Object.keys(kind.columns);
  const known = [...Object.keys(ACCOUNTS), ...own];
  const missing = own.filter((name) => book[name] === undefined);
  return [
    ...missing.map((name) => ({ path: `open.${name}`, message: "missing", expected: "the column's value at t = 0" })),
    ...Object.keys(book)
      .filter((name) => !known.includes(name))
      .map((name) => ({ path: `open.${name}`, message: "there is no such account or column", expected: `some of ${known.join(", ")}`, hint: suggestion(name, known) })),
    ...ASSETS.filter((name) => (book[name] as number) < 0).map((name) => ({ path: `open.${name}`, value: book[name], message: `${found(book[name])} units are held`, expected: "0 or more: assets cannot be held short" })),
  ];
}
