import { writeFileSync } from "node:fs";
import { baselineText } from "./baseline.ts";

// Run in the project root after a change of a declared default.
writeFileSync("configs/baseline.yaml", baselineText());
