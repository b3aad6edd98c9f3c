import { parentPort } from "node:worker_threads";
import { createChunkWorker, type ImageChunk } from "@mho/engine";

const run = createChunkWorker();
parentPort!.on("message", (chunk: ImageChunk) =>
	parentPort!.postMessage(run(chunk)),
);
