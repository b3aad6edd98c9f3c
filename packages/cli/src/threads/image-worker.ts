import { createChunkWorker } from "@mho/engine";

/** What a thread does. */
export const runImages: ReturnType<typeof createChunkWorker> =
	createChunkWorker();
