import { describe, expect, test } from "vitest";
import { filesBelow, parseSource, readSource, type SourceFile } from "./sources.ts";

/** Folders whose results depend on their arguments alone. */
const PURE = ["src/design", "src/model", "src/random", "src/population", "src/paths", "src/statistics"];

/** Members of Math that ECMAScript defines to the last bit; exp, log, pow, sin … are left to the engine. */
const EXACT_MATH = ["abs", "ceil", "clz32", "floor", "fround", "imul", "max", "min", "round", "sign", "sqrt", "trunc"];
const MATH_CONSTANTS = ["E", "LN10", "LN2", "LOG10E", "LOG2E", "PI", "SQRT1_2", "SQRT2"];

/** Doors to the world outside, to the clock and to chance. */
const OUTSIDE = [
  "console", "crypto", "Date", "fetch", "fs", "globalThis", "Intl", "navigator", "performance", "process",
  "queueMicrotask", "require", "setImmediate", "setInterval", "setTimeout", "Temporal",
];

/** Text that depends on the language of the machine, and the power operator (engine-dependent like Math.pow). */
const ENGINE_DEPENDENT = ["localeCompare", "toLocaleLowerCase", "toLocaleString", "toLocaleUpperCase"];

function impurities({ path, names }: SourceFile): string[] {
  const found: string[] = [];
  for (const name of names) {
    const [object, member] = name.split(".");
    const inexact =
      name === "**" ||
      name === "Math" ||
      (object === "Math" && !EXACT_MATH.includes(member!) && !MATH_CONSTANTS.includes(member!)) ||
      (member !== undefined && ENGINE_DEPENDENT.includes(member));
    if (inexact || OUTSIDE.includes(object!)) found.push(`${path} names ${name}`);
  }
  return found;
}

test.each(PURE)("%s names no file, clock, console or chance, and no function that engines round differently", (folder) => {
  const files = filesBelow(folder).map(readSource);
  expect(files.length).toBeGreaterThan(0);
  expect(files.flatMap(impurities)).toEqual([]);
});

test("Math.random is named nowhere", () => {
  const files = ["src", "workers"].flatMap((folder) => filesBelow(folder)).map(readSource);
  expect(files.filter(({ names }) => names.has("Math.random")).map(({ path }) => path)).toEqual([]);
});

test("arguments, standard streams, exit codes and the console are the command line's alone", () => {
  const PLAIN_FACTS = ["process.cpuUsage", "process.kill", "process.pid", "process.platform", "process.version"];
  const files = filesBelow("src").filter((path) => !path.startsWith("src/cli/")).map(readSource);
  const found = files.flatMap(({ path, names }) =>
    [...names]
      .filter((name) => /^(process|console)(\.|$)/.test(name) && !PLAIN_FACTS.includes(name))
      .map((name) => `${path} names ${name}`),
  );
  expect(found).toEqual([]);
});

describe("the checks see what they look for", () => {
  test.each([
    "export const x = Math.exp(1);",
    "export const x = Math['exp'](1);",
    "const { log } = Math; export const x = log(2);",
    "export const x = 2 ** 0.5;",
    "let x = 2; x **= 3;",
    "export const x = Math.random();",
    "export const x = new Date();",
    "export const x = Date.now();",
    "export const x = performance.now();",
    "console.log(1);",
    "export const x = process.env.HOME;",
    "export const x = globalThis.performance;",
    "export const x = 'a'.localeCompare('b');",
    "export const x = f({ d: Date });",
  ])("%s", (text) => {
    expect(impurities(parseSource("src/model/x.ts", text))).not.toEqual([]);
  });

  test.each([
    "/** Date and console in a comment, Math.exp too. */ export const x = 'process';",
    "export const x = { Date: 1, process: 2 };",
    "export const x = y.process.Date;",
    "export const x = Math.sqrt(Math.SQRT2);",
  ])("%s is no impurity", (text) => {
    expect(impurities(parseSource("src/model/x.ts", text))).toEqual([]);
  });
});
