import { InvalidArgumentError, Option } from "commander";
import { BACK_ENDS } from "../run/kernel.ts";

/** Exit codes of every command, for their help. */
export const EXIT_CODES = "Exit codes: 0 done, 1 failed, 2 bad input, 130 interrupted.";

/** Parser of an option that takes a whole number. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) {
      throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
    }
    return value;
  };
}

/** `--set path=value`, as often as wanted. */
export function setOption(): Option {
  return repeatable("--set <path=value>", "change one parameter, for example agents.hedge_fund.count=5000; repeatable");
}

/** What --set, --seed and --paths say together: the latter two after every --set. JSON is YAML: no seed is taken for a number or a list. */
export function overrides({ set, seed, paths }: { readonly set: readonly string[]; readonly seed?: string; readonly paths?: number }): string[] {
  return [
    ...set,
    ...(seed === undefined ? [] : [`run.seed=${JSON.stringify(seed)}`]),
    ...(paths === undefined ? [] : [`run.paths=${paths}`]),
  ];
}

/** `--kind <file>`, as often as wanted. */
export function kindOption(): Option {
  return repeatable("--kind <file>", "add a kind of agent of your own, a JavaScript module (docs/extending.md); repeatable");
}

/** An option that may be given as often as wanted. */
export function repeatable(flags: string, description: string): Option {
  return new Option(flags, description)
    .argParser((given: string, before: readonly string[]) => [...before, given])
    .default([], "none");
}

/** `--backend wasm|js`. */
export function backEndOption(): Option {
  return new Option("--backend <which>", "what runs the agents' rules: wasm (compiled, SIMD) or js (as written); changes no bit of a result")
    .choices(BACK_ENDS)
    .default("wasm");
}

/** Seconds between the checkpoints of a run: for tests, which have no time to wait for one. */
export function checkpointOption(): Option {
  return new Option("--checkpoint-seconds <n>", "seconds between checkpoints, 0: after every chunk").argParser(wholeNumber(0, 3600)).hideHelp();
}

export function jsonOption(): Option {
  return new Option("--json", "write one JSON object to stdout instead of text");
}
