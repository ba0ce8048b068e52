import { workerData } from "node:worker_threads";
import { importKinds } from "../src/kinds/model.ts";
import { type ChunkSetup, createChunkRunner } from "../src/paths/chunkRunner.ts";
import { chunkHandler, type WorkerPayload } from "../src/pool/handleChunk.ts";

const payload = workerData as WorkerPayload<ChunkSetup>;
const kinds = await importKinds(payload.setup.kindModules);

/** Chunk number in, block out; the setup arrives once, as the worker's data. */
export default chunkHandler((setup) => createChunkRunner(setup, kinds), payload);
