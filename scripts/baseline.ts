import { commentedYaml } from "../src/config/baselineYaml.ts";
import { builtInModel } from "../src/kinds/model.ts";
import { completeRun } from "../src/run/prepare.ts";

/** Paths of a baseline run; the scenarios inherit the number. */
const PATHS = 2000;

const HEADER = `\
# The baseline: the book of mid-2026. Prices, policy rates, yields and positions are those of the
# close of 30 June 2026 (t = 0); the horizon is three months under random news and random policy.
#
# Below is every parameter there is. The comment above a value says what it is, [its unit], its
# range and where the number comes from; "assumption" means that no published figure was found and
# the range is the honest statement. scripts/baseline.ts writes this file from the declarations in
# src/model: change a default there, not here.
#
# To change values, write a file that gives only those and says
#   extends: baseline.yaml
# (sections merge; a list, a distribution or the events of the child replace the parent's), or
# override single values on the command line: --set agents.hedge_fund.count=5000
`;

/** The text of configs/baseline.yaml: the declared default of every parameter, with its documentation. */
export function baselineText(): string {
  const { configuration } = completeRun({
    name: "baseline",
    description: "Mid-2026: the yen carry trade and Japan's US assets as of 30 June 2026, three months ahead",
    run: { seed: "yenwind", paths: PATHS, chunk_paths: 8 },
  });
  return `${HEADER}\n${commentedYaml(builtInModel.parameters, configuration)}`;
}
