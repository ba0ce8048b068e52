import type { Finding } from "../config/errors.ts";
import { suggestion } from "../config/nearest.ts";
import { show } from "../config/showValue.ts";

/** What a value must be: as a test, as a noun ("… is not a function"), and with more words where they help. */
export interface Shape {
  readonly is: (value: unknown) => boolean;
  readonly noun: string;
  readonly expected?: string;
}

export type Shapes = Readonly<Record<string, Shape>>;
export type Properties = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Properties => typeof value === "object" && value !== null && !Array.isArray(value);

export const text: Shape = { is: (value) => typeof value === "string" && value.trim() !== "", noun: "a text" };
export const flag: Shape = { is: (value) => typeof value === "boolean", noun: "true or false" };
export const finite: Shape = { is: Number.isFinite, noun: "a finite number" };
export const anything: Shape = { is: () => true, noun: "a value" };
export const object = (expected: string): Shape => ({ is: isObject, noun: "an object", expected });
export const callable = (expected: string): Shape => ({ is: (value) => typeof value === "function", noun: "a function", expected });

/** Names become parts of column names and of paths such as `agents.bank.count`. */
export const NAME = /^[a-z][a-z0-9_]*$/;
export const NAME_EXPECTED = "small letters a-z, digits and _, a letter first: snake_case";

/** That an object has every property it needs, each of the right shape, and no other. */
export function checkProperties(value: Properties, path: string, required: Shapes, optional: Shapes = {}): Finding[] {
  const known: Shapes = { ...required, ...optional };
  const at = (name: string) => (path === "" ? name : `${path}.${name}`);
  const missing = Object.keys(required).filter((name) => value[name] === undefined);
  return [
    ...missing.map((name): Finding => ({ path: at(name), message: "missing", expected: known[name].expected ?? known[name].noun })),
    ...Object.entries(value).flatMap(([name, given]): Finding[] => {
      if (!Object.hasOwn(known, name)) {
        const names = Object.keys(known);
        return [{ path: at(name), message: "unknown property", expected: `one of ${names.join(", ")}`, hint: suggestion(name, names) }];
      }
      const { is, noun, expected } = known[name];
      return given === undefined || is(given) ? [] : [{ path: at(name), value: given, message: `${found(given)} is not ${noun}`, expected }];
    }),
  ];
}

/** That every name of an object can be a name. */
export function checkNames(value: Properties, path: string): Finding[] {
  return Object.keys(value)
    .filter((name) => !NAME.test(name))
    .map((name) => ({ path, value: name, message: `${JSON.stringify(name)} cannot be a name`, expected: NAME_EXPECTED }));
}

/** A value of JavaScript as it may stand in a message. */
export function found(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (isObject(value)) return "an object";
  return typeof value === "bigint" || typeof value === "symbol" ? String(value) : show(value);
}
