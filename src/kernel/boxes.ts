import { REST } from "../model/agents/kind.ts";
import { Bounds, type Decided, not, TRUE } from "./bounds.ts";
import { assignedTwice, hoist } from "./hoist.ts";
import { rests, type Stmt } from "./ir.ts";
import { ALL } from "./wat.ts";
import type { Layout } from "./layout.ts";

/**
 * Code that asks of one agent: can it act while the market stays in a box? The box has a centre and a
 * radius for every input. The code follows the rule along every branch up to the first effect (a write,
 * a sum, a decision other than REST) and finds the lanes in which none of them is reached. Rules test
 * their trigger first: whoever passes the first test that depends on agent and market is taken to act.
 */
export class BoxCode {
  readonly #bounds: Bounds;
  #variables = new Set<string>();
  #asleep = ALL;

  constructor(layout: Layout) {
    this.#bounds = new Bounds(layout);
  }

  /** Add code. @returns the mask of the lanes in which the agent at hand sleeps */
  add(statements: readonly Stmt[]): string {
    this.#variables = assignedTwice(statements);
    this.#asleep = ALL;
    const { once, perAgent } = hoist(statements);
    this.#bounds.begin("once");
    this.#block(once, TRUE);
    this.#bounds.begin("perAgent");
    this.#block(perAgent, TRUE);
    return this.#asleep;
  }

  /** All that was added: code before the loop over the agents, for one of them, and the inputs of the box. */
  get code() {
    return { ...this.#bounds.code, inputs: this.#bounds.inputs };
  }

  /** @returns when its end is reached; undefined if a decision or an effect ends it */
  #block(statements: readonly Stmt[], path: Decided): Decided | undefined {
    let reached: Decided | undefined = path;
    for (const s of statements) {
      if (s.op === "local" || s.op === "flag") this.#assign(s, reached);
      else if (s.op === "if") {
        const test = this.#bounds.condition(s.test);
        const sides = [[s.yes, test], [s.no, not(test)]] as const;
        const ends: Decided[] = sides.map(([side, taken]) => this.#block(side, this.#bounds.and(reached!, taken))).filter((end) => end !== undefined);
        if (ends.length === 0) return undefined;
        reached = ends.length === 1 ? ends[0] : this.#bounds.or(ends[0], ends[1]);
        if (path === TRUE && test.trigger && rests(s)) return this.#act(reached);
      } else {
        return s.op === "return" && s.decision === REST ? undefined : this.#act(reached);
      }
    }
    return reached;
  }

  #act(path: Decided): undefined {
    this.#asleep = this.#bounds.both(this.#asleep, path.never);
  }

  /** A variable keeps its value where the path is not taken. */
  #assign(s: Stmt & { readonly op: "local" | "flag" }, path: Decided): void {
    const again = this.#variables.has(s.name);
    if (s.op === "local") {
      const old = again ? this.#bounds.numbers.get(s.name) : undefined;
      const value = this.#bounds.number(s.value);
      this.#bounds.numbers.set(s.name, old ? this.#bounds.select(path, value, old) : value);
    } else {
      const old = again ? this.#bounds.conditions.get(s.name) : undefined;
      const value = this.#bounds.condition(s.value);
      this.#bounds.conditions.set(s.name, old ? this.#bounds.either(path, value, old) : value);
    }
  }
}
