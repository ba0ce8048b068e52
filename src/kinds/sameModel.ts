/** A reason why the bits of two models cannot be compared, and what to do about it. */
export interface ModelDifference {
  readonly message: string;
  readonly hint: string;
}

interface Parts {
  readonly program: string;
  /** Digest of the code by name of the kind, in order. */
  readonly kinds: ReadonlyMap<string, string>;
}

function parts(version: string): Parts {
  const [program, ...kinds] = version.split("+");
  return { program, kinds: new Map(kinds.map((kind) => kind.split("@") as [string, string])) };
}

/**
 * What differs between the model that made a run and the one at hand; nothing if they are the same.
 *
 * @param recorded version in the manifest of the run
 * @param present version of the model at hand
 */
export function modelDifferences(recorded: string, present: string): ModelDifference[] {
  if (recorded === present) return [];
  const [run, own] = [parts(recorded), parts(present)];
  if (run.program !== own.program) {
    const message = `it was made with model version ${run.program}, this program has version ${own.program}: its bits cannot be compared`;
    return [{ message, hint: "Verify with the yenwind that made the run." }];
  }
  const differences: ModelDifference[] = [];
  for (const [name, digest] of run.kinds) {
    const given = own.kinds.get(name);
    if (given === undefined) {
      differences.push({ message: `it has the kind ${name} (code ${digest}), which is not given`, hint: "Give its module with --kind." });
    } else if (given !== digest) {
      const message = `the code of the kind ${name} differs: ${digest} when the run was made, ${given} now`;
      differences.push({ message, hint: "Give the module as it was, with the files it imports." });
    }
  }
  for (const name of own.kinds.keys()) {
    if (!run.kinds.has(name)) differences.push({ message: `it has no kind ${name}`, hint: "Leave its --kind out." });
  }
  if (differences.length > 0) return differences;
  return [{ message: `its kinds come in the order ${[...run.kinds.keys()].join(", ")}`, hint: "Give --kind in that order." }];
}
