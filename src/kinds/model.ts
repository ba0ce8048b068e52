import { KINDS } from "../model/agents/index.ts";
import type { Kind } from "../model/agents/kind.ts";
import type { ParameterTree } from "../model/parameter.ts";
import { agentParameters, modelParameters } from "../model/parameters.ts";
import { MODEL_VERSION } from "../model/version.ts";
import type { SourceModule } from "./readModules.ts";

/** A kind of the user's, with all of its code. */
export interface KindModule {
  readonly kind: Kind;
  /** The module whose default export it is, then every file that it imports. */
  readonly sources: readonly SourceModule[];
  /** Digest of the texts of `sources`, hexadecimal. */
  readonly digest: string;
}

/** What a run simulates: the rules of this version, and the kinds that act by them. */
export interface Model {
  /** `1`, or `1+my_kind@1a2b3c4d`: with configuration and seed it determines every bit of a result. */
  readonly version: string;
  /** The built-in kinds, then the user's as given: the order in which agents are numbered. */
  readonly kinds: readonly Kind[];
  /** The user's kinds. */
  readonly modules: readonly KindModule[];
  /** Every parameter of a configuration file below its head, `run` and `events`. */
  readonly parameters: typeof modelParameters & { readonly agents: ParameterTree };
}

/** The model with kinds of the user's. */
export function modelWith(modules: readonly KindModule[]): Model {
  const kinds = [...KINDS, ...modules.map(({ kind }) => kind)];
  return {
    version: MODEL_VERSION + modules.map(({ kind, digest }) => `+${kind.name}@${digest}`).join(""),
    kinds,
    modules,
    parameters: { ...modelParameters, agents: agentParameters(kinds) },
  };
}

/** File URLs of the kinds that do not come with the program: what `importKinds` takes. */
export function moduleUrls({ modules }: Pick<Model, "modules">): string[] {
  return modules.map(({ sources: [{ url }] }) => url);
}

/** The model as it comes with the program. */
export const builtInModel: Model = modelWith([]);

/**
 * The kinds of a run in a thread of their own: functions cannot be sent to it, addresses can.
 * What they hold was checked when the run was prepared.
 *
 * @param urls of the user's modules
 */
export async function importKinds(urls: readonly string[]): Promise<Kind[]> {
  const modules = await Promise.all(urls.map(async (url) => (await import(url)) as { default: Kind }));
  return [...KINDS, ...modules.map((module) => module.default)];
}
