import { KINDS } from "../model/agents/index.ts";
import type { Kind } from "../model/agents/kind.ts";
import type { ParameterTree } from "../model/parameter.ts";
import { agentParameters, modelParameters } from "../model/parameters.ts";
import { MODEL_VERSION } from "../model/version.ts";

/** A kind of the user's: where it comes from, and the digest of its code. */
export interface KindModule {
  readonly kind: Kind;
  /** File URL of the module whose default export it is. */
  readonly url: string;
  /** Of the source text of the module and of what it imports, hexadecimal. */
  readonly digest: string;
}

/** What a run simulates: the rules of this version, and the kinds that act by them. */
export interface Model {
  /** `1`, or `1+panic_seller@1a2b3c4d`: with configuration and seed it determines every bit of a result. */
  readonly version: string;
  /** The built-in kinds, then the user's as given: the order in which agents are numbered. */
  readonly kinds: readonly Kind[];
  /** File URLs of the user's modules, for threads to import them themselves. */
  readonly kindModules: readonly string[];
  /** Every parameter of a configuration file below its head, `run` and `events`. */
  readonly parameters: typeof modelParameters & { readonly agents: ParameterTree };
}

/** The model with kinds of the user's. */
export function modelWith(modules: readonly KindModule[]): Model {
  const kinds = [...KINDS, ...modules.map(({ kind }) => kind)];
  return {
    version: MODEL_VERSION + modules.map(({ kind, digest }) => `+${kind.name}@${digest}`).join(""),
    kinds,
    kindModules: modules.map(({ url }) => url),
    parameters: { ...modelParameters, agents: agentParameters(kinds) },
  };
}

/** The model as it comes with the program. */
export const builtInModel: Model = modelWith([]);
