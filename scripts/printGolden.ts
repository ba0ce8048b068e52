import { goldenDigests } from "./goldenDigests.ts";

// Run in the project root, by any Node: the digests of this build as JSON.
process.stdout.write(`${JSON.stringify(await goldenDigests("test/golden/golden.yaml"), null, 2)}\n`);
