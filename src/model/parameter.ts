/**
 * How a parameter declares itself. The configuration schema, its error messages,
 * the commented baseline file, the data dictionary and the population are all
 * derived from these declarations.
 */

/** One number. `min` and `max` are included in the range. */
export interface NumberParameter {
  readonly type: "number";
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly integer?: boolean;
  readonly default: number;
  readonly description: string;
  readonly source: string;
}

/** A law from which one value per agent is drawn. */
export type Distribution =
  | number
  | { readonly lognormal: { readonly median: number; readonly sigma: number; readonly min?: number; readonly max?: number } }
  | { readonly normal: { readonly mean: number; readonly sd: number; readonly min?: number; readonly max?: number } }
  | { readonly uniform: { readonly low: number; readonly high: number } }
  | { readonly pareto: { readonly alpha: number; readonly min: number; readonly max?: number } }
  | { readonly choice: { readonly values: readonly number[]; readonly weights: readonly number[] } };

/** One value per agent: a constant or a distribution; every draw lies in [min, max]. */
export interface DistributionParameter {
  readonly type: "distribution";
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly default: Distribution;
  readonly description: string;
  readonly source: string;
}

export interface BooleanParameter {
  readonly type: "boolean";
  readonly default: boolean;
  readonly description: string;
  readonly source: string;
}

export interface ChoiceParameter<T extends string = string> {
  readonly type: "choice";
  readonly options: readonly T[];
  readonly default: T;
  readonly description: string;
  readonly source: string;
}

/** Free text; an empty string means "not given". */
export interface TextParameter {
  readonly type: "text";
  readonly default: string;
  readonly description: string;
  readonly source: string;
}

/** A list of numbers, each in [min, max]; `length` fixes how many there are. */
export interface NumbersParameter {
  readonly type: "numbers";
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly integer?: boolean;
  readonly length?: number;
  readonly default: readonly number[];
  readonly description: string;
  readonly source: string;
}

export type Parameter =
  | NumberParameter
  | DistributionParameter
  | BooleanParameter
  | ChoiceParameter
  | TextParameter
  | NumbersParameter;

/** A tree of parameters: the shape of the YAML file. */
export interface ParameterTree {
  readonly [name: string]: Parameter | ParameterTree;
}

/** A leaf has a textual `type`; a tree has only trees and leaves below it. */
export function isParameter(node: Parameter | ParameterTree): node is Parameter {
  return typeof node.type === "string";
}

/** The values that a checked configuration holds for a tree of declarations. */
export type Values<T> = T extends NumberParameter
  ? number
  : T extends DistributionParameter
    ? Distribution
    : T extends BooleanParameter
      ? boolean
      : T extends ChoiceParameter<infer U>
        ? U
        : T extends TextParameter
          ? string
          : T extends NumbersParameter
            ? readonly number[]
            : T extends ParameterTree
              ? { readonly [K in keyof T]: Values<T[K]> }
              : never;

type NumberFields = Omit<NumberParameter, "type">;

/** Short constructors, so that a declaration reads as one line of facts. */
export const number = (p: NumberFields): NumberParameter => ({ type: "number", ...p });
export const integer = (p: NumberFields): NumberParameter => ({ type: "number", integer: true, ...p });
export const perAgent = (p: Omit<DistributionParameter, "type">): DistributionParameter => ({ type: "distribution", ...p });
export const boolean = (p: Omit<BooleanParameter, "type">): BooleanParameter => ({ type: "boolean", ...p });
export const text = (p: Omit<TextParameter, "type">): TextParameter => ({ type: "text", ...p });
export const numbers = (p: Omit<NumbersParameter, "type">): NumbersParameter => ({ type: "numbers", ...p });
export const choice = <const T extends string>(p: Omit<ChoiceParameter<T>, "type">): ChoiceParameter<T> => ({ type: "choice", ...p });
