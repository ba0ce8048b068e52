import { fileURLToPath } from "node:url";

/** The configuration that comes with the program, from the compiled tree. */
export const baselineFile: string = fileURLToPath(new URL("../../configs/baseline.yaml", import.meta.url));
