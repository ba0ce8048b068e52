import { kernelFindings } from "./kernelFindings.ts";

// Part of `npm run build`: a rule that the kernel cannot compile stops it here, and not the first run.
const findings = kernelFindings(new URL("../src/", import.meta.url));
for (const finding of findings) console.error(finding);
process.exitCode = findings.length > 0 ? 1 : 0;
