import { workerData } from "node:worker_threads";
import { importKinds } from "../src/kinds/model.ts";
import { chunkHandler, type WorkerPayload } from "../src/pool/handleChunk.ts";
import { createUnitRunner, type SweepSetup, type Unit } from "../src/sweep/pointRunner.ts";

const payload = workerData as WorkerPayload<SweepSetup>;
const kinds = await importKinds(payload.setup.kindModules);

/** Some paths of one point in, the metrics of each out; the sweep arrives once, as the worker's data. */
export default chunkHandler<SweepSetup, Unit>((setup) => createUnitRunner(setup, kinds, () => performance.now()), payload);
