import type { Engine } from "./engine.ts";
export const slurm: Engine = { name: "slurm", summary: "array jobs", options: [], help: "", examples: [], submit: async () => {} };
