import { workerData } from "node:worker_threads";
import { createChunkRunner } from "../src/paths/chunkRunner.ts";
import { chunkHandler } from "../src/pool/handleChunk.ts";

/** Chunk number in, block out; the setup arrives once, as the worker's data. */
export default chunkHandler(createChunkRunner, workerData);
