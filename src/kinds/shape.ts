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
export const object = (expected: string): Shape => ({ is: isObject, noun: "an object", expected });
export const callable = (expected: string): Shape => ({ is: (value) => typeof value === "function", noun: "a function", expected });
export const list = (noun: string, is: (item: string) => boolean, expected?: string): Shape => ({
  is: (value) => Array.isArray(value) && value.every((item) => typeof item === "string" && is(item)),
  noun,
  expected,
});

/** Names become parts of column names and of paths such as `agents.bank.count`. */
const NAME = /^[a-z][a-z0-9_]*$/;
export const name: Shape = {
  is: (value) => typeof value === "string" && NAME.test(value),
  noun: "a name",
  expected: "small letters a-z, digits and _, a letter first: snake_case",
};

/** That an object has every property it needs, each of the right shape, and no other. */
export function checkProperties(value: Properties, path: string, required: Shapes, optional: Shapes = {}): Finding[] {
  const known: Shapes = { ...required, ...optional };
  const names = Object.keys(known);
  const at = (property: string) => (path === "" ? property : `${path}.${property}`);
  const missing = Object.keys(required).filter((property) => value[property] === undefined);
  return [
    ...missing.map((property): Finding => ({ path: at(property), message: "missing", expected: known[property].expected ?? known[property].noun })),
    ...Object.entries(value).flatMap(([property, given]): Finding[] => {
      if (!Object.hasOwn(known, property)) {
        return [{ path: at(property), message: "unknown property", expected: `one of ${names.join(", ")}`, hint: suggestion(property, names) }];
      }
      const { is, noun, expected } = known[property];
      return given === undefined || is(given) ? [] : [{ path: at(property), value: given, message: `${found(given)} is not ${noun}`, expected }];
    }),
  ];
}

/** That every name of an object can be a name. */
export function checkNames(value: Properties, path: string): Finding[] {
  return Object.keys(value)
    .filter((given) => !name.is(given))
    .map((given) => ({ path: `${path}.${given}`, value: given, message: `${JSON.stringify(given)} cannot be a name`, expected: name.expected }));
}

/** A value of JavaScript as it may stand in a message. */
export function found(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (isObject(value)) return "an object";
  if (typeof value === "bigint" || typeof value === "symbol") return String(value);
  return Array.isArray(value) ? (JSON.stringify(value) ?? "a list") : show(value);
}
