import type { Finding } from "../config/errors.ts";
import { problemsOf } from "../config/problems.ts";
import { sectionSchema } from "../config/schema.ts";
import type { Parameter, ParameterTree } from "../model/parameter.ts";
import { checkNames, checkProperties, finite, flag, found, isObject, list, type Properties, type Shapes, text } from "./shape.ts";

const CONSTRUCTORS = "number({ … }), integer({ … }), perAgent({ … }), boolean, choice, text or numbers of yenwind/kind";

const facts: Shapes = {
  type: text,
  default: { is: () => true, noun: "a value" },
  description: text,
  source: { ...text, expected: 'where the default comes from; "assumption" is a source' },
};
const range: Shapes = { ...facts, unit: { ...text, expected: 'a text, "1" for a pure number' }, min: finite, max: finite };

/** The properties of each type of parameter, and those it may leave out. */
const TYPES: Readonly<Record<Parameter["type"], readonly [required: Shapes, optional?: Shapes]>> = {
  number: [range, { integer: flag }],
  distribution: [range],
  numbers: [range, { integer: flag, length: finite }],
  boolean: [facts],
  choice: [{ ...facts, options: list("a list of texts", text.is) }],
  text: [facts],
};

/** That every parameter is declared in full, that its default lies in its range, and that `count` and `size` are there. */
export function checkParameters(parameters: Properties): Finding[] {
  const findings = [...checkNames(parameters, "parameters"), ...Object.entries(parameters).flatMap(([name, value]) => checkParameter(name, value))];
  return findings.length > 0 ? findings : checkPopulation(parameters as ParameterTree);
}

function checkParameter(name: string, value: unknown): Finding[] {
  const path = `parameters.${name}`;
  if (!isObject(value) || !Object.hasOwn(TYPES, String(value.type))) {
    return [{ path, value, message: `${found(value)} is not a parameter`, expected: CONSTRUCTORS }];
  }
  const shape = checkProperties(value, path, ...TYPES[value.type as Parameter["type"]]);
  return shape.length > 0 ? shape : checkDefault(name, value as unknown as Parameter);
}

/** A default is checked like a value in a configuration file. */
function checkDefault(name: string, parameter: Parameter): Finding[] {
  const tree = { [name]: parameter };
  const given = { [name]: parameter.default };
  const { error } = sectionSchema(tree).safeParse(given);
  return problemsOf(error?.issues ?? [], given, tree).map(({ path: [, ...inner], value, message, expected, hint }) => ({
    path: ["parameters", name, "default", ...inner].join("."),
    value,
    message,
    expected,
    hint,
  }));
}

/** The two parameters from which the population is drawn. */
function checkPopulation({ count, size }: ParameterTree): Finding[] {
  const findings: Finding[] = [];
  if (count?.type !== "number" || count.integer !== true || !((count.min as number) >= 1)) {
    const expected = 'integer({ unit: "agents", min: 1, … }), the number of agents';
    findings.push({ path: "parameters.count", message: count === undefined ? "missing" : "it is not a whole number of at least 1", expected });
  }
  if (size?.type !== "distribution" || !((size.min as number) > 0)) {
    const expected = 'perAgent({ unit: "1", min: 1e-6, … }), the relative size of an agent';
    findings.push({ path: "parameters.size", message: size === undefined ? "missing" : "it is not a distribution above 0", expected });
  }
  return findings;
}
