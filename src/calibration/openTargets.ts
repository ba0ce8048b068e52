import type { OwnTarget } from "../config/calibrationSchema.ts";
import { allEnded } from "../facts/allEnded.ts";
import { asPointFailure, openOwnTargets } from "./ownTargets.ts";
import type { EvaluatorRequest, OpenEvaluator, PlannedTarget, TargetCatalogue } from "./targets.ts";

/** Open what evaluates all targets of a plan, the file's own and those of the catalogue; errors about a point are PointFailures. @throws BadInput as `TargetCatalogue.open` */
export async function openTargets(targets: readonly PlannedTarget[], catalogue: TargetCatalogue, request: EvaluatorRequest): Promise<OpenEvaluator> {
  const own = targets.flatMap(({ own: declared }): OwnTarget[] => (declared === undefined ? [] : [declared]));
  const named = targets.filter((target) => target.own === undefined).map(({ name }) => name);
  const opened: OpenEvaluator[] = [];
  const close = async () => {
    for (const evaluator of opened) await evaluator.close();
  };
  try {
    if (own.length > 0) opened.push(await openOwnTargets(own, request));
    if (named.length > 0) opened.push(await catalogue.open(named, request));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    async evaluate(values, index) {
      const answers = await allEnded(opened.map(({ evaluate }) => evaluate(values, index))).catch((error: unknown) => {
        throw asPointFailure(error);
      });
      return targets.map(({ name }) => {
        const answer = answers.flat().find((measured) => measured.name === name);
        if (answer === undefined) throw new Error(`nobody answered for target ${name}`);
        return answer;
      });
    },
    close,
  };
}
