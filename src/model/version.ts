/**
 * Version of the model: two runs of one version, configuration and seed give the same bits.
 * Raised by every change that moves a bit of a golden result (test/golden/CHANGES.md).
 */
export const MODEL_VERSION = "1";
