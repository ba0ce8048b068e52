import type { Option } from "commander";

/** What `yenwind submit` takes whatever the engine. */
export interface SubmitOptions {
  /** Are the shards to be merged when they are done? */
  readonly merge: boolean;
  readonly out: string;
  readonly kind: readonly string[];
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** What hands the shards of a plan to machines, as `yenwind submit --engine <name>` sees it. */
export interface Engine {
  readonly name: string;
  /** In a few words, for the help. */
  readonly summary: string;
  /** Options that the engine alone takes; others refuse them. */
  readonly options: readonly Option[];
  /** What else its users must know. */
  readonly help: string;
  readonly examples: readonly string[];
  /** Do it, and set the exit code. `options` are those of every engine and its own, as commander names them. */
  readonly submit: (folder: string, options: SubmitOptions & Readonly<Record<string, unknown>>) => Promise<void>;
}
