import { Worker } from "node:worker_threads";
import type { ChunkAnswer, ImageChunk } from "@mho/engine";

/** A thread that works on the chunks it is sent, one after the other. */
export interface ImageThread {
	/** @throws what ended the thread */
	run(chunk: ImageChunk): Promise<ChunkAnswer>;
	stop(): Promise<unknown>;
}

interface Waiting {
	readonly resolve: (answer: ChunkAnswer) => void;
	readonly reject: (error: unknown) => void;
}

/**
 * Starts a thread, which loads the engine at once. It may be sent a chunk while it works on another. It has Node's own
 * arguments, those of a program that is text among them (`node --input-type=module --eval …`), which a thread whose program
 * is a file would refuse: so its program is text, too.
 */
export function startThread(): ImageThread {
	const file = new URL("./image-worker.js", import.meta.url).href;
	const program = `import ${JSON.stringify(file)};`;
	const worker = new Worker(
		new URL(`data:text/javascript,${encodeURIComponent(program)}`),
	);
	const waiting: Waiting[] = [];
	let end: Error | undefined;
	const fail = (error: Error) => {
		end ??= error;
		for (const { reject } of waiting.splice(0)) reject(end);
	};
	worker.on("message", (answer: ChunkAnswer) =>
		waiting.shift()!.resolve(answer),
	);
	worker.on("error", fail);
	worker.on("exit", (code) => fail(new Error(`a thread ended with ${code}`)));
	return {
		run: (chunk) =>
			new Promise((resolve, reject) => {
				if (end) return reject(end);
				waiting.push({ resolve, reject });
				worker.postMessage(chunk);
			}),
		stop: () => worker.terminate(),
	};
}
