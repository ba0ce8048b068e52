import { BACK_ENDS } from "../src/run/kernel.ts";
import { goldenDigests } from "./goldenDigests.ts";

// Run in the project root, by any Node: the digests of this build as JSON; a back end may be named.
const backEnd = BACK_ENDS.find((name) => name === process.argv[2]);
process.stdout.write(`${JSON.stringify(await goldenDigests("test/golden/golden.yaml", backEnd), null, 2)}\n`);
