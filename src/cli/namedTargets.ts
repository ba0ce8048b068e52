import type { TargetCatalogue } from "../calibration/targets.ts";

/** The targets that a calibration file can name: none yet. */
export const namedTargets: TargetCatalogue = {
  targets: [],
  open: () => Promise.reject(new Error("there are no named targets")),
};
